"""The names in SymPy expressions, declared: symbols, families, functions, indices.

In SymPy names are objects that carry assumptions; in a context they are words with types.  So a
word must not belong to two objects at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.matexpr import MatrixElement

from derive.model.context import Context
from derive.model.domain import INTEGER, REAL, Domain, Family, Function, Index, Range, Scalar
from derive.model.sympy_bridge import from_sympy
from derive.model.term import ZERO, constant, neg
from derive.shells.sympy_domains import intersection, of_set, of_symbol

_ANYWHERE = Range(neg(constant("infinity")), constant("infinity"))


@dataclass
class Names:
    """The free names found so far, each with the SymPy object that it stands for."""

    where: Mapping[Any, Any]
    objects: dict[str, Any] = field(default_factory=dict)
    """Name → Symbol, IndexedBase, MatrixSymbol or function class."""
    context: Context = field(default_factory=Context)

    def __post_init__(self) -> None:
        for key in self.where:
            if not isinstance(key, sympy.Symbol | sympy.IndexedBase | sympy.MatrixSymbol):
                raise TypeError(f"where= gives symbols their sets; {key!r} is no symbol")

    def visit(self, e: Any, bound: tuple[Any, ...] = (), *, whole: bool = False) -> None:
        """Declare every free name of an expression; `whole`: at a place for whole numbers."""
        if isinstance(e, sympy.Idx):
            if e.label not in bound:
                self._index(e)
        elif isinstance(e, sympy.Symbol):
            if e not in bound:
                self._symbol(e, whole)
        elif isinstance(e, sympy.Indexed):
            self._family(e.base, (_ANYWHERE,) * len(e.indices))
            for index in e.indices:
                self.visit(index, bound, whole=True)
        elif isinstance(e, MatrixElement):
            rows, columns = (from_sympy(size - 1) for size in e.parent.shape)
            self._family(e.parent, (Range(ZERO, rows), Range(ZERO, columns)))
            for index in e.indices:
                self.visit(index, bound, whole=True)
        elif isinstance(e, sympy.Sum | sympy.Product):
            self._binder(e, bound)
        else:
            if isinstance(e, AppliedUndef):
                self._function(e)
            for part in e.args:
                self.visit(part, bound, whole=whole)

    def _binder(self, e: Any, bound: tuple[Any, ...]) -> None:
        indices = tuple(getattr(limits[0], "label", limits[0]) for limits in e.limits)
        self.visit(e.function, (*bound, *indices))
        for _, *ends in e.limits:
            for end in ends:
                self.visit(end, bound, whole=True)

    def _symbol(self, symbol: Any, whole: bool) -> None:
        bare = set(symbol.assumptions0) == {"commutative"}
        base = INTEGER if whole and bare else of_symbol(symbol)
        if self._taken(symbol.name, symbol):
            return
        self._declare(symbol.name, Scalar(self._within(symbol, base)))

    def _index(self, index: Any) -> None:
        name = str(index.label)
        if self._taken(name, index):
            return
        if index.lower is None or index.upper is None:
            self._declare(name, Scalar(INTEGER))
        else:
            for end in (index.lower, index.upper):
                self.visit(end, whole=True)
            self._declare(name, Index(Range(from_sympy(index.lower), from_sympy(index.upper))))

    def _family(self, base: Any, ranges: tuple[Range, ...]) -> None:
        name = str(base.label if isinstance(base, sympy.IndexedBase) else base)
        if not self._taken(name, base):
            element = of_symbol(base) if isinstance(base, sympy.IndexedBase) else REAL
            self._declare(name, Family(ranges, Scalar(self._within(base, element))))

    def _function(self, e: Any) -> None:
        if not self._taken(e.func.__name__, e.func):
            self._declare(e.func.__name__, Function(tuple(Scalar() for _ in e.args)))

    def _within(self, key: Any, domain: Domain) -> Domain:
        if key in self.where:
            domain = intersection(domain, of_set(self.where[key]))
        if domain.empty:
            raise ValueError(f"no number is left for {key}: its assumptions and where= conflict")
        return domain

    def _taken(self, name: str, found: Any) -> bool:
        """Whether a name is declared already; it must then stand for the same object."""
        for other in (self.objects.get(name), *self.where):
            if other is not None and _name(other) == name and other != found:
                raise ValueError(
                    f"two different SymPy objects are called {name}: a symbol's assumptions are "
                    "part of what it is; make it once and use it everywhere, or rename one"
                )
        if name in self.objects:
            return True
        self.objects[name] = found
        return False

    def _declare(self, name: str, kind: Any) -> None:
        self.context = self.context.declare(name, kind)


def _name(found: Any) -> str:
    return str(getattr(found, "__name__", getattr(found, "label", found)))
