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
from typing import Any

from derive.model.domain import Domain
from derive.proof import ranges
from derive.proof.element import Element
from derive.proof.ring import Generator, Poly, Ring
from derive.proof.squares import is_sum_of_squares

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
ANY = NEGATIVE | ZERO | POSITIVE

MOST_DEGREE = 1000
"""Degree up to which powers of the ends of intervals are worked out."""

OF_RELATION = {
    "=": ZERO,
    "!=": NEGATIVE | POSITIVE,
    "<": NEGATIVE,
    "<=": NEGATIVE | ZERO,
    ">": POSITIVE,
    ">=": POSITIVE | ZERO,
}
"""Relation to zero → the signs that it allows."""


def turned(signs: int) -> int:
    """The signs of the negated value."""
    return (
        (signs & ZERO)
        | (POSITIVE if signs & NEGATIVE else 0)
        | (NEGATIVE if signs & POSITIVE else 0)
    )


def multiplied(a: int, b: int) -> int:
    """The signs of a product."""
    found = 0
    if (a | b) & ZERO and a and b:
        found |= ZERO if (a & ZERO or b & ZERO) else 0
    for x in (NEGATIVE, POSITIVE):
        if a & x:
            found |= (b if x == POSITIVE else turned(b)) & ~ZERO
    return found


def raised(signs: int, n: int) -> int:
    """The signs of the nth power, n ≥ 1."""
    if n % 2:
        return signs
    return (signs & ZERO) | (POSITIVE if signs & (NEGATIVE | POSITIVE) else 0)


def of_domain(domain: Domain) -> int:
    """The signs of an interval's or finite set's members."""
    if domain.values is not None:
        found = 0
        for v in domain.values:
            if v not in domain.excluded:
                found |= POSITIVE if v > 0 else NEGATIVE if v < 0 else ZERO
        return found
    found = ANY
    if domain.lower is not None and domain.lower >= 0:
        found &= POSITIVE if domain.lower > 0 or domain.lower_open else POSITIVE | ZERO
    if domain.upper is not None and domain.upper <= 0:
        found &= NEGATIVE if domain.upper < 0 or domain.upper_open else NEGATIVE | ZERO
    if 0 in domain.excluded:
        found &= ~ZERO
    return found


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

    def misses_zero(self, element: Element) -> bool:
        """Whether a known fact would fail where the element is zero."""
        numerator, _ = element.fraction()
        if numerator == 0 or not 0 < len(self.facts) <= 20:
            return False
        _, factors = self.ring.factor(numerator)
        return all(not self.of_poly(f) & ZERO or self._excluded(f) for f, _ in factors)

    def _excluded(self, poly: Poly) -> bool:
        degrees = poly.degrees()
        for k in self.ring.used(poly):
            slope = poly.derivative(k)
            if degrees[k] != 1 or not slope.is_constant():
                continue
            images = list(self.ring.polys)
            images[k] = (slope * images[k] - poly) / slope.leading_coefficient()
            for each in self.ring.generators:
                value = _value_at(each, images)
                if value is not None:
                    images[each.index] = self.ring.constant(value)
            for fact in self.facts.values():
                there = fact.poly.compose(*images)
                if there != fact.poly and not self._plain(there) & fact.signs:
                    return True
        return False

    def _by_coefficients(self, poly: Poly) -> int:
        return ANY if self._swings(poly) else by_coefficients(self, poly)

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
            sign = self._plain(rest)
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

    def _plain(self, poly: Poly) -> int:
        if poly.is_constant():
            if poly == 0:
                return ZERO
            return POSITIVE if poly.leading_coefficient() > 0 else NEGATIVE
        found = self._by_intervals(poly)
        return found & self._by_coefficients(poly)


def _value_at(each: Generator, images: list[Poly]) -> int | None:
    """The value of a function where its argument becomes zero (or one, for a logarithm)."""
    match each.kind:
        case "abs" | "log":
            inside, at, value = each.data, int(each.kind == "log"), 0
        case "root":
            inside, at, value = each.data[0], 0, 0
        case "exp":
            inside, at, value = each.data.polynomial, 0, 1
        case "sin" | "cos":
            inside, at, value = each.data[0].polynomial, 0, int(each.kind == "cos")
        case _:
            return None
    return value if inside is not None and inside.compose(*images) == at else None


def fraction(value: Any) -> Fraction:
    """A flint rational as a Fraction."""
    return Fraction(int(value.p), int(value.q)) if hasattr(value, "p") else Fraction(int(value))


def fraction_of(poly: Poly) -> Fraction:
    """A constant polynomial's value."""
    return Fraction(0) if poly == 0 else fraction(poly.leading_coefficient())


def flint_rational(value: Fraction) -> Any:
    """A Fraction as a flint rational."""
    from flint import fmpq

    return fmpq(value.numerator, value.denominator)


def by_coefficients(signs: Signs, poly: Poly) -> int:
    """The positive-coefficient test after mapping each generator to t > 0."""
    ring = signs.ring
    used = ring.used(poly)
    if poly.total_degree() > 40 or len(used) > 12:
        return ANY
    degrees = poly.degrees()
    images = list(ring.polys)
    strict: dict[int, bool] = {}
    cleared: list[tuple[int, Poly]] = []
    for k in used:
        domain = signs.domain(k)
        t = ring.polys[k]
        if domain.lower is not None and domain.upper is not None:
            low, high = flint_rational(domain.lower), flint_rational(domain.upper)
            if low == high:
                images[k] = ring.constant(low)
            else:
                # x = (low + high·t)/(1 + t) reaches low at t = 0 and high only as t → ∞; a closed
                # upper end is the limit, where a strict inequality may be lost.
                images[k] = low + high * t
                cleared.append((k, t + 1))
                strict[k] = domain.lower_open and domain.upper_open
        elif domain.lower is not None:
            images[k] = t + flint_rational(domain.lower)
            strict[k] = domain.lower_open
        elif domain.upper is not None:
            images[k] = flint_rational(domain.upper) - t
            strict[k] = domain.upper_open
        else:
            images[k] = t
    mapped = _compose(ring, poly, images, degrees, cleared)
    if mapped is None or mapped == 0:
        return ANY
    return _read_coefficients(signs, mapped, strict, {k for k, _ in cleared}, degrees)


def _compose(
    ring: Ring, poly: Poly, images: list[Poly], degrees: Any, cleared: list[tuple[int, Poly]]
) -> Poly | None:
    if not cleared:
        return poly.compose(*images)
    size = 1
    for k, _ in cleared:
        size *= degrees[k] + 1
    if size * len(poly) > 20_000:
        return None
    powers = {k: [ring.one] for k, _ in cleared}
    tops = {k: [ring.one] for k, _ in cleared}
    for k, below in cleared:
        for _ in range(degrees[k]):
            powers[k].append(powers[k][-1] * below)
            tops[k].append(tops[k][-1] * images[k])
    plain = [ring.one if k in powers else images[k] for k in range(len(images))]
    total = ring.zero
    for monomial, coefficient in poly.terms():
        part = ring.constant(coefficient)
        for k, n in enumerate(monomial):
            if k in powers:
                part = part * tops[k][n] * powers[k][degrees[k] - n]
            elif n:
                part = part * plain[k] ** n
        total = total + part
    return total


def _read_coefficients(
    signs: Signs, mapped: Poly, strict: dict[int, bool], cleared: set[int], degrees: Any
) -> int:
    seen = 0
    strictly = False
    tops_reached = not cleared
    for monomial, coefficient in mapped.terms():
        sure = True
        for k, n in enumerate(monomial):
            if not n:
                continue
            if k in strict:
                sure = sure and strict[k]
            elif n % 2:
                return ANY
            else:
                sure = sure and not of_domain(signs.domain(k)) & ZERO
        seen |= POSITIVE if coefficient > 0 else NEGATIVE
        if seen == POSITIVE | NEGATIVE:
            return ANY
        strictly = strictly or sure
    if strictly and not tops_reached:
        strictly = all(strict[k] for k in cleared) or _holds_at_ends(
            mapped, strict, cleared, degrees
        )
    return seen if strictly else seen | ZERO


def _holds_at_ends(mapped: Poly, strict: dict[int, bool], cleared: set[int], degrees: Any) -> bool:
    """With closed ends, strictness needs a monomial that survives every choice of ends.

    At t = 0 only constant terms in t remain, at t → ∞ only those of full degree; both must be
    there for every generator whose ends may be attained, for the others the monomial is positive.
    """
    closed = [k for k in cleared if not strict[k]]
    if len(closed) > 4:
        return False
    monomials = [m for m, _ in mapped.terms()]
    for choice in range(3 ** len(closed)):
        ends, left = {}, choice
        for k in closed:
            ends[k], left = left % 3, left // 3
        if not any(
            all(e == 2 or (m[k] == 0 if e == 0 else m[k] == degrees[k]) for k, e in ends.items())
            and all(not n or strict.get(k, False) or k in ends for k, n in enumerate(m))
            for m in monomials
        ):
            return False
    return True
