"""Rational expressions in atoms: fractions of polynomials over the rationals, in plain dicts.

A monomial is a sorted tuple of (atom number, exponent), a polynomial a dict from monomials to
fractions.  A denominator is a product of polynomials kept apart, so that equal ones are joined and
not multiplied out.  Some atoms satisfy a relation aⁿ = p in earlier atoms (a root, a modulus, a
sine); powers are reduced by it after every product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

Monomial = tuple[tuple[int, int], ...]
Polynomial = dict[Monomial, Fraction]
Factor = frozenset[tuple[Monomial, Fraction]]
Relations = dict[int, tuple[int, Polynomial]]
"""Atom number → (n, p) where atomⁿ = p."""

LARGEST = 60_000
"""Products of polynomials with more pairs of terms than this are not multiplied out."""


class TooLarge(Exception):  # noqa: N818 - the replay gives up, nothing is wrong
    """The expression is too large to multiply out."""


class ZeroDenominator(Exception):  # noqa: N818
    """A denominator is zero everywhere."""


def constant(value: Fraction | int) -> Polynomial:
    """A constant polynomial."""
    return {(): Fraction(value)} if value else {}


def variable(atom: int) -> Polynomial:
    """An atom as a polynomial."""
    return {((atom, 1),): Fraction(1)}


def plus(p: Polynomial, q: Polynomial, scale: Fraction | int = 1) -> Polynomial:
    """p + scale·q."""
    total = dict(p)
    for monomial, c in q.items():
        value = total.get(monomial, Fraction(0)) + scale * c
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)
    return total


def _joined(m: Monomial, n: Monomial) -> Monomial:
    exponents = dict(m)
    for atom, k in n:
        exponents[atom] = exponents.get(atom, 0) + k
    return tuple(sorted(exponents.items()))


def times(p: Polynomial, q: Polynomial, relations: Relations) -> Polynomial:
    """p·q, reduced by the relations."""
    if len(p) * len(q) > LARGEST:
        raise TooLarge
    product: Polynomial = {}
    for m, a in p.items():
        for n, b in q.items():
            monomial = _joined(m, n)
            product[monomial] = product.get(monomial, Fraction(0)) + a * b
    return reduced({m: c for m, c in product.items() if c}, relations)


def reduced(p: Polynomial, relations: Relations) -> Polynomial:
    """p with every power aⁿ of an atom with a relation replaced, until none is left."""
    if not relations:
        return p
    total: Polynomial = {}
    pending = list(p.items())
    while pending:
        monomial, c = pending.pop()
        found = next(((a, k) for a, k in monomial if a in relations and k >= relations[a][0]), None)
        if found is None:
            value = total.get(monomial, Fraction(0)) + c
            if value:
                total[monomial] = value
            else:
                total.pop(monomial, None)
            continue
        atom, k = found
        n, image = relations[atom]
        rest = tuple((a, j) for a, j in monomial if a != atom)
        rest = _joined(rest, ((atom, k - n),)) if k > n else rest
        pending += [(_joined(rest, m), c * d) for m, d in image.items()]
        if len(pending) > LARGEST:
            raise TooLarge
    return total


def divided(p: Polynomial, q: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Quotient and remainder of p by q, in the order in which later atoms are greater."""
    lead = max(q, key=_rank)
    quotient: Polynomial = {}
    rest: Polynomial = {}
    pending = dict(p)
    for _ in range(LARGEST):
        if not pending:
            return quotient, rest
        first = max(pending, key=_rank)
        missing = _quotient(first, lead)
        if missing is None:
            rest[first] = pending.pop(first)
            continue
        c = pending[first] / q[lead]
        quotient[missing] = c
        pending = plus(pending, {_joined(missing, m): d for m, d in q.items()}, -c)
    raise TooLarge


def _rank(monomial: Monomial) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(monomial, reverse=True))


def _quotient(m: Monomial, n: Monomial) -> Monomial | None:
    """The monomial m/n, if n divides m."""
    exponents = dict(m)
    for atom, k in n:
        exponents[atom] = exponents.get(atom, 0) - k
    if any(k < 0 for k in exponents.values()):
        return None
    return tuple(sorted((a, k) for a, k in exponents.items() if k))


@dataclass(frozen=True)
class Rational:
    """top / Π factorⁿ."""

    top: Polynomial
    below: dict[Factor, int]

    @property
    def is_zero(self) -> bool:
        """Whether it is zero wherever it is defined."""
        return not self.top


class Field:
    """Arithmetic with rational expressions under the relations of some atoms."""

    def __init__(self) -> None:
        self.relations: Relations = {}

    def number(self, value: Fraction | int) -> Rational:
        """A number."""
        return Rational(constant(value), {})

    def atom(self, number: int) -> Rational:
        """An atom."""
        return Rational(variable(number), {})

    def add(self, a: Rational, b: Rational) -> Rational:
        """a + b over the least common product of factors."""
        if a.below == b.below:
            return self._tidy(plus(a.top, b.top), a.below)
        common = {f: max(a.below.get(f, 0), b.below.get(f, 0)) for f in {**a.below, **b.below}}
        return self._tidy(plus(self._over(a, common), self._over(b, common)), common)

    def _over(self, a: Rational, common: dict[Factor, int]) -> Polynomial:
        top = a.top
        for factor, n in common.items():
            for _ in range(n - a.below.get(factor, 0)):
                top = times(top, dict(factor), self.relations)
        return top

    def _tidy(self, top: Polynomial, below: dict[Factor, int]) -> Rational:
        return Rational(top, below) if top else Rational({}, {})

    def multiply(self, a: Rational, b: Rational) -> Rational:
        """a·b; a factor that is a whole numerator of the other side is cancelled."""
        top_a, below_b = self._cancelled(a.top, b.below)
        top_b, below_a = self._cancelled(b.top, a.below)
        below = dict(below_a)
        for factor, n in below_b.items():
            below[factor] = below.get(factor, 0) + n
        return self._tidy(times(top_a, top_b, self.relations), below)

    def _cancelled(
        self, top: Polynomial, below: dict[Factor, int]
    ) -> tuple[Polynomial, dict[Factor, int]]:
        if not below or not top:
            return top, below
        unit, scaled = monic(top)
        key = frozenset(scaled.items())
        if key not in below:
            return top, below
        left = {f: n - (f == key) for f, n in below.items()}
        return constant(unit), {f: n for f, n in left.items() if n}

    def parts(self, a: Rational) -> list[Rational]:
        """Fractions that add up to a, each with a top that its denominator does not divide."""
        top, below = a.top, dict(a.below)
        found: list[Rational] = []
        for factor in a.below:
            while below.get(factor):
                quotient, rest = divided(top, dict(factor))
                if rest and len(below) > 1:
                    break
                if rest:
                    found.append(Rational(rest, dict(below)))
                top = quotient
                below = {f: n - (f == factor) for f, n in below.items() if n > (f == factor)}
        return [*found, Rational(top, below)] if top else found

    def negate(self, a: Rational) -> Rational:
        """−a."""
        return Rational({m: -c for m, c in a.top.items()}, a.below)

    def invert(self, a: Rational) -> Rational:
        """1/a; raises `ZeroDenominator` where a is zero everywhere."""
        if not a.top:
            raise ZeroDenominator
        unit, scaled = monic(a.top)
        top = constant(1 / unit)
        for factor, n in a.below.items():
            for _ in range(n):
                top = times(top, dict(factor), self.relations)
        below = {} if scaled == {(): Fraction(1)} else {frozenset(scaled.items()): 1}
        return Rational(top, below)

    def power(self, a: Rational, n: int) -> Rational:
        """aⁿ for a whole number n."""
        if n < 0:
            return self.invert(self.power(a, -n))
        whole = self.number(1)
        for _ in range(n):
            whole = self.multiply(whole, a)
        return whole

    def same(self, a: Rational, b: Rational) -> bool:
        """Whether two expressions are equal wherever both are defined."""
        return self.add(a, self.negate(b)).is_zero


def monic(p: Polynomial) -> tuple[Fraction, Polynomial]:
    """The leading coefficient and the polynomial divided by it."""
    unit = p[max(p)]
    return unit, {m: c / unit for m, c in p.items()}


def fold(
    field: Field, parts: list[Rational], join: Callable[[Rational, Rational], Rational]
) -> Rational:
    """Join at least one expression from left to right."""
    whole = parts[0]
    for each in parts[1:]:
        whole = join(whole, each)
    return whole
