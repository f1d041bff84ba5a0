"""The names in SymPy expressions, declared: symbols, families, matrices, functions, indices.

In SymPy names are objects that carry assumptions; in a context they are words with types.  So a
word must not belong to two objects at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.matrices.expressions.slice import MatrixSlice

from derive.model.context import Context
from derive.model.domain import (
    INTEGER,
    POSITIVE_INTEGER,
    REAL,
    Domain,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Vector,
)
from derive.model.sizes import same_size
from derive.model.sympy_bridge import from_sympy
from derive.model.term import ONE, ZERO, constant, neg
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
        elif isinstance(e, sympy.MatrixSymbol):
            self._matrix(e)
        elif isinstance(e, sympy.Identity | sympy.ZeroMatrix | sympy.OneMatrix):
            for size in e.shape:
                self._size(size)
        elif isinstance(e, MatrixElement | MatrixSlice):
            self.visit(e.parent, bound)
            for index in e.args[1:]:
                self.visit(index, bound, whole=True)
        elif isinstance(e, sympy.Lambda):
            self.visit(e.expr, (*bound, *e.variables))
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

    def _matrix(self, matrix: Any) -> None:
        for size in matrix.shape:
            self._size(size)
        if self._taken(matrix.name, matrix):
            return
        element = Scalar(self._within(matrix, REAL))
        rows, columns = map(from_sympy, matrix.shape)
        column = columns is ONE
        self._declare(
            matrix.name, Vector(rows, element) if column else Matrix(rows, columns, element)
        )

    def _size(self, size: Any) -> None:
        """Sizes are positive integers, whatever their symbols say of themselves."""
        for symbol in sympy.sympify(size).free_symbols:
            if not self._taken(symbol.name, symbol):
                bare = set(symbol.assumptions0) == {"commutative"}
                own = INTEGER if bare else of_symbol(symbol)
                domain = intersection(own, POSITIVE_INTEGER)
                self._declare(symbol.name, Scalar(self._within(symbol, domain)))

    def indices(self, e: Any) -> None:
        """Declare the sizes of all matrices, then the symbols that count rows and columns.

        A symbol at the place of an index stands for every row or column.
        """
        matrices = [m for m in sympy.preorder_traversal(e) if isinstance(m, sympy.MatrixSymbol)]
        for matrix in matrices:
            self._matrix(matrix)
        bound = {
            getattr(limits[0], "label", limits[0])
            for each in sympy.preorder_traversal(e)
            if isinstance(each, sympy.Sum | sympy.Product)
            for limits in each.limits
        }
        for each in sympy.preorder_traversal(e):
            if isinstance(each, MatrixElement):
                for index, size in zip(each.indices, each.parent.shape, strict=True):
                    if index.is_Symbol and index not in bound and index not in self.where:
                        self._counts(index, Range(ZERO, from_sympy(size - 1)))

    def _counts(self, symbol: Any, span: Range) -> None:
        if not self._taken(symbol.name, symbol):
            self._declare(symbol.name, Index(span))
            return
        known = self.context.type_of(symbol.name)
        if isinstance(known, Index) and not _same(known.range, span):
            raise ValueError(
                f"{symbol} counts rows or columns of different numbers, {known.range} and {span}; "
                "use a symbol for each"
            )

    def symmetric(self, name: str) -> None:
        """Take a declared matrix to be symmetric."""
        kind = self.context.type_of(name)
        if isinstance(kind, Matrix):
            self._declare(name, replace(kind, symmetric=True))

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


def _same(one: Range, other: Range) -> bool:
    return same_size(one.lower, other.lower) and same_size(one.upper, other.upper)


def _name(found: Any) -> str:
    return str(getattr(found, "__name__", getattr(found, "label", found)))
