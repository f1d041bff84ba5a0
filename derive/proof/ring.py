"""Generators and polynomials: the ring in which the judge computes.

Everything that is not rational arithmetic becomes a *generator*: a symbol, e^b for b of a basis of
exponents, log|f|, a root R with R^q = f, |f|, cos b and sin b, an opaque function value.  Elements
are quotients of polynomials in the generators over exact rationals.  Generators may satisfy known
relations (R^q = f, s² = 1 − c²); polynomials are kept reduced by them.

Polynomials are python-flint's.  A ring has a fixed number of generators; when more are needed the
work starts again in a larger one (`Larger`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flint import Ordering, fmpq_mpoly_ctx

from derive.model.domain import Domain
from derive.model.term import Term
from derive.proof.limits import Budget, Swell

Poly = Any
"""A flint fmpq_mpoly."""


class Restart(Exception):  # noqa: N818
    """The translation has to start again with what is now known."""


class Larger(Restart):
    """More generators are needed than the ring has."""


class Vanishes(Exception):  # noqa: N818
    """A denominator is identically zero, so what contains it is defined nowhere."""


class NotRead(Exception):  # noqa: N818
    """A construct that the normal form has no law for."""


@dataclass(slots=True)
class Generator:
    """One generator."""

    index: int
    kind: str
    """symbol, exp, log, root, abs, cos, sin, call or power."""
    term: Term
    """The term whose value it is."""
    range: Domain
    """An interval (or finite set) that holds its values."""
    data: Any = None
    """By kind: the exponent, the polynomial under the log, (f, q) of a root, …"""
    relation: tuple[int, Poly] | None = None
    """(q, f) when the generator's q-th power is f, in terms of earlier generators."""


@dataclass(slots=True)
class Factor:
    """An irreducible polynomial that occurs in denominators."""

    index: int
    poly: Poly
    key: str
    gens: frozenset[int] = field(default_factory=frozenset)


def _light(coefficient: Any, n: int) -> bool:
    """Whether the nth power of a rational number is short."""
    return (abs(coefficient) == 1 and n < 10**15) or coefficient.height_bits() * n < 2_000_000


class Ring:
    """Polynomials in a fixed number of generators, with their relations and factorisations."""

    def __init__(self, capacity: int, budget: Budget) -> None:
        self.capacity = capacity
        self.budget = budget
        self.context = fmpq_mpoly_ctx.get(("g", capacity), Ordering.degrevlex)
        self.polys = self.context.gens()
        self.generators: list[Generator] = []
        self.related: list[Generator] = []
        self.zero: Poly = self.context.constant(0)
        self.one: Poly = self.context.constant(1)
        self.factors: list[Factor] = []
        self._factor_ids: dict[str, int] = {}
        self._factored: dict[str, tuple[Any, list[tuple[Poly, int]]]] = {}

    def constant(self, value: Any) -> Poly:
        """A constant polynomial."""
        return self.context.constant(value)

    def generator(
        self,
        kind: str,
        term: Term,
        range: Domain,
        data: Any = None,
        relation: tuple[int, Poly] | None = None,
    ) -> Generator:
        """A new generator."""
        index = len(self.generators)
        if index >= self.capacity:
            raise Larger
        new = Generator(index, kind, term, range, data, relation)
        self.generators.append(new)
        if relation is not None:
            self.related.append(new)
        return new

    def used(self, poly: Poly) -> list[int]:
        """The indices of the generators that a polynomial contains."""
        return [k for k, d in enumerate(poly.degrees()) if d > 0]

    def multiply(self, a: Poly, b: Poly) -> Poly:
        """The product, reduced by the relations; refused if it would swell."""
        self.budget.product(len(a), len(b))
        return self.reduce(a * b) if self.related else a * b

    def power(self, a: Poly, n: int) -> Poly:
        """The nth power, n ≥ 0."""
        if n == 0:
            return self.one
        if n == 1:
            return a
        size = len(a)
        if n > 100_000 and not (size == 1 and _light(a.leading_coefficient(), n)):
            # Python refuses to write the digits of very long numbers.
            raise Swell(f"the power {n}" if n.bit_length() < 300 else "a power with so many digits")
        if size > 1:
            estimate = 1
            for k in range(1, size):
                estimate = min(estimate * (n + k) // k, 10**12)
            self.budget.terms(estimate)
        return self.reduce(a**n) if self.related else a**n

    def reduce(self, poly: Poly) -> Poly:
        """The same value with every generator of a relation below its power."""
        for each in reversed(self.related):
            assert each.relation is not None
            q, f = each.relation
            if poly.degrees()[each.index] >= q:
                poly = self._reduce_one(poly, each.index, q, f)
        return poly

    def _reduce_one(self, poly: Poly, index: int, q: int, f: Poly) -> Poly:
        while poly.degrees()[index] >= q:
            by_power: dict[int, dict[Any, Any]] = {}
            for monomial, coefficient in poly.to_dict().items():
                times, left = divmod(monomial[index], q)
                lowered = (*monomial[:index], left, *monomial[index + 1 :])
                by_power.setdefault(times, {})[lowered] = coefficient
            poly = self.zero
            for times, terms in by_power.items():
                part = self.context.from_dict(terms)
                poly += part * self.power(f, times) if times else part
            self.budget.check()
        return poly

    def divide(self, a: Poly, b: Poly) -> Poly | None:
        """a/b if the division is exact, else None."""
        quotient, rest = divmod(a, b)
        return quotient if rest == 0 else None

    def factor(self, poly: Poly) -> tuple[Any, list[tuple[Poly, int]]]:
        """A constant and irreducible primitive factors with exponents."""
        key = str(poly)
        found = self._factored.get(key)
        if found is None:
            found = self._factored[key] = self._factor(poly)
        return found

    def _factor(self, poly: Poly) -> tuple[Any, list[tuple[Poly, int]]]:
        self.budget.factoring(len(poly), int(poly.total_degree()))
        if len(poly) == 1:
            monomial = poly.monomial(0)
            return poly.leading_coefficient(), [
                (self.polys[k], int(n)) for k, n in enumerate(monomial) if n
            ]
        used = self.used(poly)
        if len(used) > 4 or self.capacity <= 8:
            content, factors = poly.factor()
            return content, list(factors)
        # flint's time grows with the generators of the ring, used or not.
        small = fmpq_mpoly_ctx.get(("g", len(used)), Ordering.degrevlex)
        terms = {tuple(m[k] for k in used): c for m, c in poly.terms()}
        content, factors = small.from_dict(terms).factor()
        return content, [(self._widened(f, used), n) for f, n in factors]

    def _widened(self, small: Poly, used: list[int]) -> Poly:
        """A polynomial in few generators as one of this ring."""
        terms = {}
        for monomial, coefficient in small.terms():
            wide = [0] * self.capacity
            for k, n in zip(used, monomial, strict=True):
                wide[k] = int(n)
            terms[tuple(wide)] = coefficient
        return self.context.from_dict(terms)

    def factor_id(self, poly: Poly) -> int:
        """The number of an irreducible polynomial among the denominators' factors."""
        key = str(poly)
        found = self._factor_ids.get(key)
        if found is None:
            found = self._factor_ids[key] = len(self.factors)
            self.factors.append(Factor(found, poly, key, frozenset(self.used(poly))))
        return found
