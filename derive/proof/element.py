"""Elements: sums of fractions of polynomials, kept apart while their denominators differ.

An element is Σ numerator/denominator, one numerator for each denominator; a denominator is a
product of irreducible factors.  Bringing m fractions to one denominator would cost 2^m terms, so
it is done only where denominators share factors and few are involved.  To decide whether an
element is zero, the factors shared by several denominators are cleared; what remains is pairwise
coprime, and then the sum vanishes just when every numerator is divisible by its denominator and
the quotients cancel.  Where generators satisfy relations, everything is brought to one fraction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.proof.ring import Poly, Ring, Vanishes

Denominator = tuple[tuple[int, int], ...]
"""Factor numbers with exponents, in increasing order of numbers."""

Parts = dict[Denominator, Poly]

FEW = 4
"""How many distinct factors a denominator may reach when fractions are joined on the way."""


class Element:
    """A value of the ring's field."""

    __slots__ = ("parts", "ring")

    def __init__(self, ring: Ring, parts: Parts) -> None:
        self.ring = ring
        self.parts = parts

    def __add__(self, other: Element) -> Element:
        if not other.parts:
            return self
        if not self.parts:
            return other
        if len(self.parts) == 1 and len(other.parts) == 1:
            ((d, n),) = self.parts.items()
            ((e, m),) = other.parts.items()
            if d == e or _joinable(d, e):
                return self._of(*_sum(self.ring, n, d, m, e))
        parts = dict(self.parts)
        for e, m in other.parts.items():
            if e in parts:
                n, d = _sum(self.ring, parts.pop(e), e, m, e)
                if n != 0:
                    if d in parts:
                        n = parts[d] + n
                    parts[d] = n
                    if n == 0:
                        del parts[d]
            else:
                parts[e] = m
        return Element(self.ring, parts)

    def __sub__(self, other: Element) -> Element:
        return self + -other

    def __neg__(self) -> Element:
        return Element(self.ring, {d: -n for d, n in self.parts.items()})

    def __mul__(self, other: Element) -> Element:
        if not self.parts or not other.parts:
            return Element(self.ring, {})
        a, b = self, other
        if len(a.parts) * len(b.parts) > 4:
            a, b = a.joined_if_few(), b.joined_if_few()
        whole = Element(self.ring, {})
        for d, n in a.parts.items():
            for e, m in b.parts.items():
                whole = whole + self._of(*_product(self.ring, n, d, m, e))
        return whole

    def scaled(self, value: Any) -> Element:
        """The element times a rational number."""
        if value == 0:
            return Element(self.ring, {})
        return Element(self.ring, {d: n * value for d, n in self.parts.items()})

    def power(self, n: int) -> Element:
        """The nth power, n any integer."""
        if n < 0:
            return self.inverse().power(-n)
        if n == 0:
            return Element(self.ring, {(): self.ring.one})
        if n == 1:
            return self
        one = self.single()
        ((d, numerator),) = one.parts.items() if one.parts else (((), self.ring.zero),)
        if numerator == 0:
            return one
        return self._of(self.ring.power(numerator, n), tuple((f, k * n) for f, k in d))

    def inverse(self) -> Element:
        """One over the element; raises `Vanishes` if it is identically zero."""
        numerator, denominator = self.fraction()
        ring = self.ring
        if numerator == 0:
            raise Vanishes
        content, factors = ring.factor(numerator)
        top = ring.constant(1 / content)
        for f, k in denominator:
            top = ring.multiply(top, ring.power(ring.factors[f].poly, k))
        below = tuple(sorted((ring.factor_id(f), k) for f, k in factors))
        return self._of(top, below)

    def fraction(self) -> tuple[Poly, Denominator]:
        """Numerator and denominator as one fraction in lowest terms."""
        one = self.single()
        if not one.parts:
            return self.ring.zero, ()
        ((d, n),) = one.parts.items()
        return n, d

    def single(self) -> Element:
        """The element as one fraction."""
        if len(self.parts) <= 1:
            return self
        whole: tuple[Poly, Denominator] = (self.ring.zero, ())
        for d, n in self.parts.items():
            whole = _sum(self.ring, *whole, n, d)
        return self._of(*whole)

    def joined_if_few(self) -> Element:
        """One fraction if only few factors are involved."""
        involved = {f for d in self.parts for f, _ in d}
        return self.single() if len(involved) <= FEW else self

    @property
    def polynomial(self) -> Poly | None:
        """The element as a polynomial, when it has no denominator."""
        if not self.parts:
            return self.ring.zero
        if len(self.parts) == 1 and () in self.parts:
            return self.parts[()]
        return None

    @property
    def rational(self) -> Any | None:
        """The element as a rational number, when it is one."""
        poly = self.polynomial
        if poly is None or not poly.is_constant():
            return None
        return poly.leading_coefficient() if poly != 0 else 0

    def key(self) -> tuple[Any, ...]:
        """Equal keys for equal elements (not always the other way round)."""
        n, d = self.fraction()
        return str(n), tuple((self.ring.factors[f].key, k) for f, k in d)

    def is_zero(self, reduce: Callable[[Poly], Poly] | None = None) -> bool:
        """Whether the element is identically zero, modulo further relations if given.

        `reduce` maps a polynomial to one of the same value at every point that matters; True is
        always right, False is exact only when the relations are complete.
        """
        if not self.parts:
            return True
        ring = self.ring
        if reduce is not None or ring.related:
            numerator, _ = self.fraction()
            if numerator == 0:
                return True
            return reduce is not None and reduce(numerator) == 0
        return _coprime_zero(ring, self.parts)

    def _of(self, numerator: Poly, denominator: Denominator) -> Element:
        return Element(self.ring, {denominator: numerator} if numerator != 0 else {})


def constant(ring: Ring, value: Any) -> Element:
    """A rational number as an element."""
    return Element(ring, {(): ring.constant(value)} if value != 0 else {})


def from_poly(ring: Ring, poly: Poly) -> Element:
    """A polynomial as an element."""
    return Element(ring, {(): poly} if poly != 0 else {})


def total(ring: Ring, elements: list[Element]) -> Element:
    """The sum of elements, polynomials by halves so that long sums stay cheap."""
    polys = [p for each in elements if (p := each.polynomial) is not None]
    whole = from_poly(ring, _sum_of_polys(ring, polys))
    for each in elements:
        if each.polynomial is None:
            whole = whole + each
    return whole


def _sum_of_polys(ring: Ring, polys: list[Poly]) -> Poly:
    if len(polys) < 4:
        return sum(polys[1:], polys[0]) if polys else ring.zero
    middle = len(polys) // 2
    return _sum_of_polys(ring, polys[:middle]) + _sum_of_polys(ring, polys[middle:])


def over(ring: Ring, denominator: Denominator) -> Poly:
    """The denominator multiplied out."""
    whole = ring.one
    for f, k in denominator:
        whole = ring.multiply(whole, ring.power(ring.factors[f].poly, k))
    return whole


def _joinable(d: Denominator, e: Denominator) -> bool:
    if not d or not e:
        return len(d) + len(e) <= 2
    left, right = {f for f, _ in d}, {f for f, _ in e}
    return bool(left & right) and len(left | right) <= FEW


def _sum(ring: Ring, n: Poly, d: Denominator, m: Poly, e: Denominator) -> tuple[Poly, Denominator]:
    if d == e:
        return _cancel(ring, n + m, d)
    left, right = dict(d), dict(e)
    common = {f: max(left.get(f, 0), right.get(f, 0)) for f in {**left, **right}}
    for f in sorted(common):
        if common[f] > left.get(f, 0):
            missing = ring.power(ring.factors[f].poly, common[f] - left.get(f, 0))
            n = ring.multiply(n, missing)
        if common[f] > right.get(f, 0):
            missing = ring.power(ring.factors[f].poly, common[f] - right.get(f, 0))
            m = ring.multiply(m, missing)
    return _cancel(ring, n + m, tuple(sorted(common.items())))


def _product(
    ring: Ring, n: Poly, d: Denominator, m: Poly, e: Denominator
) -> tuple[Poly, Denominator]:
    n, e = _cancel(ring, n, e)
    m, d = _cancel(ring, m, d)
    both = dict(d)
    for f, k in e:
        both[f] = both.get(f, 0) + k
    product = ring.multiply(n, m)
    if ring.related:
        return _cancel(ring, product, tuple(sorted(both.items())))
    return product, tuple(sorted(both.items()))


def _cancel(ring: Ring, n: Poly, d: Denominator) -> tuple[Poly, Denominator]:
    if not d or n == 0:
        return (n, d) if n != 0 else (n, ())
    left: list[tuple[int, int]] = []
    constant = n.is_constant()
    for f, k in d:
        factor = ring.factors[f].poly
        while k and not constant and (quotient := ring.divide(n, factor)) is not None:
            n, k = quotient, k - 1
            constant = n.is_constant()
        if k:
            left.append((f, k))
    return n, tuple(left)


def _coprime_zero(ring: Ring, parts: Parts) -> bool:
    if len(parts) == 1:
        return False
    counts: dict[int, list[int]] = {}
    for d in parts:
        for f, k in d:
            counts.setdefault(f, []).append(k)
    shared = {f: max(ks) for f, ks in counts.items() if len(ks) > 1}
    total = ring.zero
    for d, n in parts.items():
        own = dict(d)
        for f in sorted(shared):
            if shared[f] > own.get(f, 0):
                missing = ring.power(ring.factors[f].poly, shared[f] - own.get(f, 0))
                n = ring.multiply(n, missing)
        below = over(ring, tuple((f, k) for f, k in d if f not in shared))
        quotient = n if below == 1 else ring.divide(n, below)
        if quotient is None:
            return False
        total += quotient
    return bool(total == 0)
