"""Index ranges of families and of free indices, from the sums in which they occur."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.matrices.expressions.matexpr import MatrixElement

from derive.model.domain import Range
from derive.model.sympy_bridge import from_sympy

Ends = tuple[Any, Any]


class Meeting:
    """Which index expressions meet at which place of which family, and their known ends.

    A summation index carries its limits to every family that it indexes: with 1 ≤ i ≤ N, x_{i+1}
    shows that x runs from 2 to N + 1.  The family then carries them on to the free indices.
    """

    def __init__(self) -> None:
        self.places: dict[tuple[str, int], Ends] = {}
        """(family, position) → ends, as far as they are known."""
        self.count: dict[str, int] = {}
        """Family → number of its indices."""
        self.free: list[tuple[str, Any, tuple[str, int]]] = []
        """Free index, its offset, and the place where it stands."""
        self.beside: list[tuple[str, Ends]] = []
        """Free index and the ends of a summation index that it is compared with."""
        self.unbound: set[str] = set()

    def visit(self, e: Any, bound: dict[Any, Ends] | None = None) -> None:
        """Collect what one expression shows."""
        known = bound or {}
        if isinstance(e, sympy.Sum | sympy.Product):
            inner = dict(known)
            for index, low, high in e.limits:
                inner[index] = (low, high)
            self.visit(e.function, inner)
        elif isinstance(e, sympy.Indexed):
            self._family(str(e.base.label), e.indices, known)
        elif isinstance(e, MatrixElement):
            name = str(e.parent)
            # SymPy counts entries from 0, terms from 1, and a column's with one index.
            kept = e.indices[:1] if e.parent.shape[1] == 1 else e.indices
            for position, size in enumerate(e.parent.shape[: len(kept)]):
                self.places[name, position] = (sympy.Integer(1), size)
            self._family(name, [each + 1 for each in kept], known)
        else:
            if isinstance(e, sympy.KroneckerDelta):
                self._compared(e.args, known)
            for part in e.args:
                self.visit(part, known)

    def _family(self, name: str, indices: Any, known: dict[Any, Ends]) -> None:
        self.count[name] = len(indices)
        for position, index in enumerate(indices):
            for symbol in index.free_symbols:
                offset = index - symbol
                if symbol in known:
                    low, high = known[symbol]
                    self.places.setdefault((name, position), (low + offset, high + offset))
                else:
                    self.unbound.add(symbol.name)
                    self.free.append((symbol.name, offset, (name, position)))

    def _compared(self, pair: Any, known: dict[Any, Ends]) -> None:
        for one, other in (pair, reversed(pair)):
            if one.is_Symbol and one not in known:
                self.unbound.add(one.name)
                if other in known:
                    self.beside.append((one.name, known[other]))

    def ranges(self) -> tuple[dict[str, tuple[Range, ...]], dict[str, Range]]:
        """The ranges of every family, and of every free index."""
        indices: dict[str, Ends] = {}
        for name, offset, place in self.free:
            if place in self.places:
                low, high = self.places[place]
                indices.setdefault(name, (low - offset, high - offset))
        for name, ends in self.beside:
            indices.setdefault(name, ends)
        for name, offset, place in self.free:
            if name in indices:
                low, high = indices[name]
                self.places.setdefault(place, (low + offset, high + offset))
        lost = self.unbound - set(indices)
        if lost:
            raise ValueError(f"no sum shows the range of {', '.join(sorted(lost))}")
        families = {
            name: tuple(_range(self.places[name, k]) for k in range(count))
            for name, count in self.count.items()
        }
        return families, {name: _range(ends) for name, ends in indices.items()}


def _range(ends: Ends) -> Range:
    low, high = ends
    return Range(from_sympy(low), from_sympy(high))
