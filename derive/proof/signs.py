"""The sign of a polynomial, decided exactly from what is known about its generators.

The answer is a set of possible signs.  It is narrowed by, in turn: known facts about the very same
polynomial; the product of the signs of its factors; the signs of its terms; its value over the
generators' intervals;
*positive coefficients* after every generator is written through t > 0 (x = lo + t for x > lo,
a = (lo + hi·t)/(1 + t) for lo < a < hi, even powers for unbounded x); a *sum of squares*
(completing squares exactly); and subtracting a multiple of a known fact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from derive.model.domain import Domain
from derive.proof import ranges
from derive.proof.element import Element
from derive.proof.positive_coefficients import by_coefficients
from derive.proof.rationals import flint_rational, fraction, fraction_of
from derive.proof.ring import Poly, Ring
from derive.proof.sign_sets import (
    ANY,
    NEGATIVE,
    POSITIVE,
    ZERO,
    multiplied,
    of_domain,
    raised,
    turned,
)
from derive.proof.squares import is_sum_of_squares

MOST_DEGREE = 1000
"""Degree up to which powers of the ends of intervals are worked out."""


@dataclass(slots=True)
class Fact:
    """The allowed signs of a polynomial."""

    poly: Poly
    signs: int
    generators: frozenset[int]


class Signs:
    """What is known about generators and polynomials of one ring."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.facts: dict[str, Fact] = {}
        self.sharper: dict[int, Domain] = {}
        """Generators with an interval tighter than their declared one."""
        self._memo: dict[str, int] = {}
        self.contradiction = False
        self.learnt = 0
        """How many facts were recorded so far."""

    def copy(self) -> Signs:
        """An independent copy."""
        other = Signs(self.ring)
        other.facts = dict(self.facts)
        other.sharper = dict(self.sharper)
        other.contradiction = self.contradiction
        return other

    def domain(self, index: int) -> Domain:
        """The known interval of a generator."""
        found = self.sharper.get(index)
        return self.ring.generators[index].range if found is None else found

    def learn(self, element: Element, signs: int) -> None:
        """Take as known that an element has one of the signs."""
        numerator, denominator = element.fraction()
        below = POSITIVE
        for f, k in denominator:
            below = multiplied(below, raised(self.of_poly(self.ring.factors[f].poly), k) & ~ZERO)
        if below == NEGATIVE:
            signs = turned(signs)
        elif below != POSITIVE:
            # The sign of the denominator is open: multiply by its square instead.
            for f, k in denominator:
                if k % 2:
                    numerator = self.ring.multiply(numerator, self.ring.factors[f].poly)
        self.learn_poly(numerator, signs)

    def learn_poly(self, poly: Poly, signs: int) -> None:
        """Take as known that a polynomial has one of the signs."""
        known = self.of_poly(poly)
        if known & signs == known:
            return
        if not known & signs:
            self.contradiction = True
            return
        signs &= known
        self._memo.clear()
        content, factors = self.ring.factor(poly)
        if content < 0:
            signs = turned(signs)
        unknown: list[tuple[Poly, int]] = []
        for f, k in factors:
            if not signs & ZERO:
                self._record(f, NEGATIVE | POSITIVE)
            sign = self.of_poly(f)
            if sign == POSITIVE or (k % 2 == 0 and not sign & ZERO):
                continue
            if sign == NEGATIVE:
                signs = turned(signs)
            else:
                unknown.append((f, k))
        if len(unknown) == 1:
            f, k = unknown[0]
            if k % 2:
                self._record(f, signs)
            elif not signs & POSITIVE:
                self._record(f, ZERO)
            elif not signs & ZERO:
                self._record(f, NEGATIVE | POSITIVE)
        elif unknown:
            rest = self.ring.one
            for f, k in unknown:
                rest = self.ring.multiply(rest, self.ring.power(f, k % 2 or 2))
            self._record(rest, signs)

    def _record(self, poly: Poly, signs: int) -> None:
        if poly.leading_coefficient() < 0:
            poly, signs = -poly, turned(signs)
        self.learnt += 1
        key = str(poly)
        old = self.facts.get(key)
        signs &= old.signs if old else ANY
        if not signs:
            self.contradiction = True
        self.facts[key] = Fact(poly, signs, frozenset(self.ring.used(poly)))
        self._memo.clear()
        self._sharpen(poly, signs)

    def _sharpen(self, poly: Poly, signs: int) -> None:
        """A linear fact about one generator is a bound of it."""
        used = self.ring.used(poly)
        if len(used) != 1 or poly.total_degree() != 1:
            return
        (index,) = used
        slope = poly.leading_coefficient()
        bound = -fraction(poly.subs({index: 0}).leading_coefficient()) if len(poly) > 1 else 0
        value = Fraction(bound) / fraction(slope)
        known = self.domain(index)
        if signs == NEGATIVE | POSITIVE:
            known = replace(known, excluded=tuple(dict.fromkeys((*known.excluded, value))))
            if known.lower == value:
                known = replace(known, lower_open=True)
            if known.upper == value:
                known = replace(known, upper_open=True)
        if not signs & NEGATIVE:
            known = ranges.intersection(known, Domain(value, None, not signs & ZERO))
        if not signs & POSITIVE:
            known = ranges.intersection(known, Domain(None, value, True, not signs & ZERO))
        if known.values is not None:
            known = replace(
                known,
                values=tuple(v for v in known.values if v in known and v not in known.excluded),
            )
        if known.empty:
            self.contradiction = True
        self.sharper[index] = known

    def of(self, element: Element) -> int:
        """The possible signs of an element where it is defined."""
        numerator, denominator = element.fraction()
        found = self.of_poly(numerator)
        for f, k in denominator:
            below = raised(self.of_poly(self.ring.factors[f].poly), k) & ~ZERO
            found = multiplied(found, below or NEGATIVE | POSITIVE)
        return found

    def of_poly(self, poly: Poly) -> int:
        """The possible signs of a polynomial."""
        if poly == 0:
            return ZERO
        if poly.is_constant():
            return POSITIVE if poly.leading_coefficient() > 0 else NEGATIVE
        key = str(poly)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._of_poly(poly)
        return found

    def _of_poly(self, poly: Poly) -> int:
        if len(poly) == 1:
            return self._of_monomial(poly)
        if poly.leading_coefficient() < 0:
            return turned(self.of_poly(-poly))
        if len(poly) > 2000:
            return ANY
        found = self.irreducible(poly)
        if found in (POSITIVE, NEGATIVE, ZERO):
            return found
        content, factors = self.ring.factor(poly)
        if len(factors) > 1 or factors[0][1] > 1:
            product = POSITIVE if content > 0 else NEGATIVE
            for f, k in factors:
                product = multiplied(product, raised(self.of_poly(f), k))
            found &= product
        return found

    def _of_monomial(self, poly: Poly) -> int:
        """The possible signs of a product of generators."""
        found = POSITIVE if poly.leading_coefficient() > 0 else NEGATIVE
        monomial = poly.monomial(0)
        for k in self.ring.used(poly):
            sign = of_domain(self.domain(k))
            if sign not in (POSITIVE, NEGATIVE, ZERO):
                own = self.ring.polys[k]
                sign &= self.irreducible(own)
            found = multiplied(found, raised(sign, int(monomial[k])))
        fact = self.facts.get(str(poly))
        return found if fact is None else found & fact.signs

    def irreducible(self, poly: Poly) -> int:
        """The possible signs, without looking at factors."""
        found = ANY
        for scaled, turn in ((poly, False), (-poly, True)):
            fact = self.facts.get(str(scaled))
            if fact is not None:
                found &= turned(fact.signs) if turn else fact.signs
        if found == ANY and len(poly) > 1 and self.facts:
            content, factors = self.ring.factor(poly)
            if len(factors) == 1 and factors[0][1] == 1:
                fact = self.facts.get(str(factors[0][0]))
                if fact is not None:
                    found &= fact.signs if content > 0 else turned(fact.signs)
        for method in (
            self._by_terms,
            self._by_coefficients,
            self._by_intervals,
            self._by_squares,
            self._by_conjugate,
            self._by_facts,
        ):
            if found in (POSITIVE, NEGATIVE, ZERO, 0):
                break
            found &= method(poly)
        return found

    def _swings(self, poly: Poly) -> bool:
        """Whether an odd power of something without any bound makes all values possible."""
        free = [
            k
            for k in self.ring.used(poly)
            if (domain := self.domain(k)).lower is None and domain.upper is None
        ]
        return bool(free) and any(m[k] % 2 for m in poly.monoms() for k in free)

    def _by_terms(self, poly: Poly) -> int:
        """Terms of one sign have a sum of that sign."""
        own = {k: of_domain(self.domain(k)) for k in self.ring.used(poly)}
        whole, sure = 0, False
        for monomial, coefficient in poly.terms():
            sign = POSITIVE if coefficient > 0 else NEGATIVE
            for k, known in own.items():
                if n := monomial[k]:
                    sign = multiplied(sign, raised(known, int(n)))
            whole |= sign
            sure = sure or not sign & ZERO
            if whole & NEGATIVE and whole & POSITIVE:
                return ANY
        return whole & ~ZERO if sure else whole | ZERO

    def _by_intervals(self, poly: Poly) -> int:
        if len(poly) > 200 or poly.total_degree() > MOST_DEGREE:
            return ANY
        if self._swings(poly):
            # Only excluded values of x tell more, of a + b·x.
            return self._misses_zero(poly)
        total = ranges.point(Fraction(0))
        for monomial, coefficient in poly.terms():
            part = ranges.point(fraction(coefficient))
            for k, n in enumerate(monomial):
                if n:
                    part = ranges.times(part, ranges.integer_power(self.domain(k), int(n)))
            total = ranges.plus(total, part)
            if total.lower is None and total.upper is None:
                break
        found = of_domain(total)
        found &= self._misses_zero(poly)
        used = self.ring.used(poly)
        if len(used) == 1 and (values := self.domain(used[0]).values) is not None:
            found = 0
            for v in values:
                at = fraction_of(poly.subs({used[0]: flint_rational(v)}))
                found |= POSITIVE if at > 0 else NEGATIVE if at < 0 else ZERO
        return found

    def _misses_zero(self, poly: Poly) -> int:
        """The signs of a + b·x + c·y + … that can't be zero, by what values x, y, … have."""
        if poly.total_degree() != 1:
            return ANY
        used = self.ring.used(poly)
        domains = [self.domain(k) for k in used]
        terms = {m: fraction(c) for m, c in poly.terms()}
        start = terms.pop((0,) * self.ring.capacity, Fraction(0))
        if all(d.integer for d in domains):
            # Whole multiples of their greatest common divisor can't add up to anything else.
            scale = lcm(*(c.denominator for c in terms.values()))
            step = Fraction(gcd(*(int(c * scale) for c in terms.values())), scale)
            if (start / step).denominator != 1:
                return NEGATIVE | POSITIVE
        if len(used) != 1:
            return ANY
        ((slope, domain),) = zip(terms.values(), domains, strict=True)
        return ANY if -start / slope in domain else NEGATIVE | POSITIVE

    def _by_coefficients(self, poly: Poly) -> int:
        return ANY if self._swings(poly) else by_coefficients(self.ring, self.domain, poly)

    def _by_squares(self, poly: Poly) -> int:
        found = ANY
        if poly.total_degree() % 2 == 0 and len(poly) <= 200:
            strict = is_sum_of_squares(poly)
            if strict is not None:
                found &= POSITIVE if strict else POSITIVE | ZERO
            else:
                strict = is_sum_of_squares(-poly)
                if strict is not None:
                    found &= NEGATIVE if strict else NEGATIVE | ZERO
        return found

    def _by_conjugate(self, poly: Poly) -> int:
        """For p = a + bR with R = √g ≥ 0: compare |a| with |b|R by a² − b² g."""
        degrees = poly.degrees()
        for each in reversed(self.ring.related):
            if each.kind not in ("root", "abs") or degrees[each.index] != 1:
                continue
            relation = each.relation
            if relation is None or relation[0] != 2:
                continue
            b = poly.derivative(each.index)
            a = poly - b * self.ring.polys[each.index]
            norm = self.ring.reduce(a * a - b * b * relation[1])
            if len(norm) > 200 or norm.degrees()[each.index]:
                continue
            sign = self.of_poly(norm)
            if not sign & (POSITIVE | ZERO):
                return self.of_poly(b)
            if not sign & NEGATIVE:
                return self.of_poly(a) if not sign & ZERO else self.of_poly(a) | ZERO
        return ANY

    def _by_facts(self, poly: Poly, depth: int = 2) -> int:
        found = ANY
        if len(self.facts) > 40 or len(poly) > 40:
            return found
        own = {*self.ring.used(poly)}
        for fact in list(self.facts.values()):
            # What remains of a generator of unknown sign could not be settled anyway.
            if not own & fact.generators:
                continue
            for direction in (1, -1):
                signs = fact.signs if direction == 1 else turned(fact.signs)
                if signs & NEGATIVE or signs == ANY:
                    continue
                found &= self._beyond(poly, fact.poly * direction, signs, depth)
        return found

    def _beyond(self, poly: Poly, known: Poly, signs: int, depth: int) -> int:
        """Signs of poly when poly ∓ c·known has a sign of its own, known ≥ 0."""
        own = poly.to_dict()
        found = ANY
        for monomial, coefficient in list(known.terms())[:4]:
            if monomial not in own or not any(monomial):
                continue
            c = own[monomial] / coefficient
            rest = poly - known * c
            if len(rest) >= len(poly) + len(known) - 1 and len(known) > 1:
                continue
            sign = self.plain(rest)
            if (
                depth > 1
                and len(self.facts) <= 8
                and sign == ANY
                and len(rest) < len(poly) + len(known)
            ):
                sign = self._by_facts(rest, depth - 1)
            if c > 0 and not sign & NEGATIVE:
                found &= POSITIVE if sign == POSITIVE or signs == POSITIVE else POSITIVE | ZERO
            if c < 0 and not sign & POSITIVE:
                found &= NEGATIVE if sign == NEGATIVE or signs == POSITIVE else NEGATIVE | ZERO
        return found

    def plain(self, poly: Poly) -> int:
        """The possible signs by intervals and coefficients alone."""
        if poly.is_constant():
            if poly == 0:
                return ZERO
            return POSITIVE if poly.leading_coefficient() > 0 else NEGATIVE
        found = self._by_intervals(poly)
        return found & self._by_coefficients(poly)
