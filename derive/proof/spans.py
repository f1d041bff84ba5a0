"""Bases of exponents and angles: linear algebra over the rationals on elements.

e^u for several u become powers of few generators e^b when every u is an integer combination of
basis elements b.  A `Basis` grows as arguments arrive.  When an argument needs a fraction of a
basis element, the translation starts again with that element divided (`Restart`); how finely each
has to be divided is remembered in `scales`.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import Any

from derive.model.term import Term
from derive.proof.element import Element, over
from derive.proof.rationals import flint_rational, fraction
from derive.proof.ring import Restart, Ring


class Basis:
    """Linearly independent elements, and integer coordinates in them."""

    def __init__(self, ring: Ring, scales: dict[Term, int]) -> None:
        self.ring = ring
        self.scales = scales
        self.elements: list[Element] = []
        self.terms: list[Term] = []
        self._supports: list[Any] = []
        """The monomials of each element; None for one with a denominator."""

    def coordinates(self, u: Element) -> list[tuple[int, int]] | None:
        """u as an integer combination (place, coefficient); None when u is independent."""
        if not u.parts:
            return []
        found = self._multiple(u) or self._solve(u)
        if found is None:
            return None
        whole = []
        finer = False
        for k, q in found:
            if q.denominator != 1:
                term = self.terms[k]
                self.scales[term] = lcm(self.scales.get(term, 1) * q.denominator)
                finer = True
            whole.append((k, int(q)))
        if finer:
            raise Restart
        return whole

    def add(self, u: Element, term: Term) -> tuple[Element, int]:
        """Take u (up to its rational content) as a new basis element: the element and u over it."""
        content = self.content(u)
        scale = self.scales.get(term, 1)
        element = u.scaled(flint_rational(1 / (content * scale)))
        self.elements.append(element)
        self.terms.append(term)
        return element, int(content * scale)

    def content(self, u: Element) -> Fraction:
        """The signed whole number that can be taken out of u."""
        numerators = 0
        for _, n in sorted(u.parts.items()):
            for c in n.coeffs():
                numerators = gcd(numerators, int(fraction(c).numerator))
        leading = u.parts[min(u.parts)].leading_coefficient()
        return Fraction(numerators if leading > 0 else -numerators)

    def _multiple(self, u: Element) -> list[tuple[int, Fraction]] | None:
        for k, b in enumerate(self.elements):
            if b.parts.keys() == u.parts.keys():
                d = next(iter(u.parts))
                ratio = u.parts[d].leading_coefficient() / b.parts[d].leading_coefficient()
                if all(u.parts[d] == n * ratio for d, n in b.parts.items()):
                    return [(k, fraction(ratio))]
        return None

    def _solve(self, u: Element) -> list[tuple[int, Fraction]] | None:
        if not self.elements or self._has_new_monomial(u):
            return None
        rows = self._vectors([*self.elements, u])
        target = rows.pop()
        solution = solve(rows, target)
        return None if solution is None else [(k, q) for k, q in enumerate(solution) if q]

    def _has_new_monomial(self, u: Element) -> bool:
        """Whether polynomials alone show that u is independent: it has a monomial of its own."""
        own = u.polynomial
        for b in self.elements[len(self._supports) :]:
            poly = b.polynomial
            self._supports.append(None if poly is None else set(poly.monoms()))
        if own is None or None in self._supports:
            return False
        return any(all(m not in s for s in self._supports) for m in own.monoms())

    def _vectors(self, elements: list[Element]) -> list[dict[Any, Fraction]]:
        ring = self.ring
        fractions = [e.fraction() for e in elements]
        common: dict[int, int] = {}
        for _, d in fractions:
            for f, k in d:
                common[f] = max(common.get(f, 0), k)
        rows = []
        for n, d in fractions:
            own = dict(d)
            missing = tuple(
                (f, k - own.get(f, 0)) for f, k in sorted(common.items()) if k > own.get(f, 0)
            )
            cleared = ring.multiply(n, over(ring, missing)) if missing else n
            rows.append({m: fraction(c) for m, c in cleared.terms()})
        return rows


def solve(rows: list[dict[Any, Fraction]], target: dict[Any, Fraction]) -> list[Fraction] | None:
    """Coefficients c with Σ c_k rows[k] = target, for linearly independent rows."""
    size = len(rows)
    work = [(dict(r), [Fraction(int(i == k)) for i in range(size)]) for k, r in enumerate(rows)]
    left = dict(target)
    solution = [Fraction(0)] * size
    reduced: list[tuple[Any, dict[Any, Fraction], list[Fraction]]] = []
    for vector, made in work:
        for pivot, other, how in reduced:
            _eliminate(vector, pivot, other, made, how)
        if vector:
            reduced.append((min(vector), vector, made))
    for pivot, other, how in reduced:
        if pivot in left:
            factor = left[pivot] / other[pivot]
            _subtract(left, other, factor)
            solution = [s + factor * h for s, h in zip(solution, how, strict=True)]
    return None if left else solution


def _eliminate(
    vector: dict[Any, Fraction],
    pivot: Any,
    other: dict[Any, Fraction],
    made: list[Fraction],
    how: list[Fraction],
) -> None:
    if pivot in vector:
        factor = vector[pivot] / other[pivot]
        _subtract(vector, other, factor)
        for k, h in enumerate(how):
            made[k] -= factor * h


def _subtract(vector: dict[Any, Fraction], other: dict[Any, Fraction], factor: Fraction) -> None:
    for m, c in other.items():
        new = vector.get(m, Fraction(0)) - factor * c
        if new:
            vector[m] = new
        else:
            vector.pop(m, None)
