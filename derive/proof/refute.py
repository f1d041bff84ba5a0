"""Certified refutation: exact points of the domain at which the relation fails.

Points have small integers and fractions first, so that a person can recompute them.  A point
counts only if every symbol is inside its domain, every assumption and every definedness condition
certainly holds, and rational arithmetic or disjoint balls show that the relation fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import ctx

from derive.model import term as t
from derive.model.context import Context, scalar
from derive.model.domain import REAL, Domain, Family, Index, unbounded
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Enclosure
from derive.proof.balls import Evaluation, Point, Undecided, Undefined, exact, precision
from derive.proof.decimals import enclosures, writable
from derive.proof.definedness import Condition
from derive.proof.limits import Budget
from derive.proof.sizes import sizes
from derive.proof.solving import Solved


def _numbers(text: str) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, text.split()))


_STEPS = _numbers("1 2 3 1/2 5 1/3 3/2 7 4 2/3 1/4 10 1/5 3/4 1/10 11 20 1/100 100 50 1000")
_AROUND = _numbers(
    "1 -1 2 3 -2 1/2 0 -3 3/5 5 -1/2 1/3 3/2 7 4 -5 -3/2 2/3 10 -7 1/4 -1/3 -4 1/10 -10 20 "
    "101 -101 1000 -1000 1000000 -1000000"
)


ALIKE = {2: Fraction(0), 3: Fraction(1)}
"""Rounds in which every quantity has the same value, where its domain holds it."""

FEW = 3
"""From how many values a size is mostly chosen."""


@lru_cache(maxsize=256)
def candidates(domain: Domain) -> tuple[Fraction, ...]:
    """Members of a domain, simple ones first."""
    if domain.values is not None:
        return domain.values
    if domain.lower is None and domain.upper is None:
        found: Iterable[Fraction] = _AROUND
    elif domain.upper is None:
        assert domain.lower is not None
        start = domain.lower
        found = [v for v in _AROUND if v in domain][:6]
        found = [*found, start, *(start + s for s in _STEPS)]
    elif domain.lower is None:
        start = domain.upper
        found = [v for v in _AROUND if v in domain][:6]
        found = [*found, start, *(start - s for s in _STEPS)]
    else:
        low, width = domain.lower, domain.upper - domain.lower
        inner = [Fraction(n, d) for d in (2, 3, 4, 5, 7, 10, 100) for n in range(1, d)]
        found = [v for v in _AROUND if v in domain][:6]
        found = [*found, *(low + width * q for q in dict.fromkeys(inner)), low, domain.upper]
        if domain.integer:
            first = -(-low.numerator // low.denominator)
            found = [*found, *map(Fraction, range(first, min(int(domain.upper), first + 40) + 1))]
    return tuple(dict.fromkeys(v for v in found if v in domain))


@dataclass(frozen=True, slots=True)
class Refutation:
    """A point at which a relation fails."""

    point: tuple[tuple[Term, Term], ...]
    raw: tuple[Any, Any]
    """Both values, as fmpq or balls."""
    bits: int
    """The precision at which they part."""

    def values(self) -> tuple[Enclosure, Enclosure]:
        """Both values with decimal enclosures."""
        with precision(self.bits):
            return enclosures(*self.raw)


class Refuter:
    """Looks for points at which one closed relation fails."""

    def __init__(
        self,
        context: Context,
        relation: Relation,
        conditions: tuple[Condition, ...],
        solved: Solved,
        budget: Budget,
    ) -> None:
        self.context = context
        self.relation = relation
        self.conditions = conditions
        self.solved = solved
        self.budget = budget
        self.met = 0
        """At how many points both sides were certainly defined and no failure was seen."""
        self._special: tuple[Fraction, ...] | None = None
        self.sizes = frozenset(sizes(relation, context))

    def special(self) -> tuple[Fraction, ...]:
        """Values at and beside the numbers of the relation."""
        if self._special is None:
            self._special = _special(self.relation)
        return self._special

    def domain_of(self, name: Term) -> Domain:
        """The values that a free symbol, family member or opaque function value may take."""
        head = name.args[0] if name.head == "indexed" else name
        kind = self.context.type_of(str(head.value))
        if isinstance(kind, Index):
            low, high = t.literal(kind.range.lower), t.literal(kind.range.upper)
            return Domain(low or Fraction(1), high, False, high is None, True)
        declared = scalar(kind)
        return REAL if declared is None else declared.domain

    # A family member outside its range has no value; such a point is passed over.

    def search(self, rounds: range, bits: tuple[int, ...]) -> Refutation | None:
        """The first point of some rounds at which the relation fails."""
        for k in rounds:
            self.budget.check()
            found = self.attempt(self.point(k), bits)
            if found is not None:
                return self._simplest(found, bits)
        return None

    def point(self, number: int) -> Point:
        """A point of one round: distinct small values first, then scattered ones."""
        places: dict[Term, int] = {}

        def choose(name: Term, point: Point) -> Fraction:
            domain = self.range_of(name, point)
            if number in ALIKE and ALIKE[number] in domain and name not in self.sizes:
                return ALIKE[number]
            options = candidates(domain)
            if name in self.sizes and number % 8 != 7:
                # The work grows with every size, and what fails mostly fails for few.
                options = options[:FEW]
            if number >= 2 and number % 2:
                options = (*options[:4], *(v for v in self.special() if v in domain), *options[4:])
            if not options:
                raise Undecided
            place = places.setdefault(name, len(places))
            if number < 2:
                return options[(place + number) % len(options)]
            # A fixed scatter: different symbols and rounds meet different pairs of values.
            mixed = (number * 2654435761 + (place + 1) * 40503 * (number + 7)) >> 5
            reach = min(len(options), 4 + number)
            return options[(number - 2) % len(options) if place == 0 else mixed % reach]

        return self.solved.point(choose)

    def range_of(self, name: Term, point: Point) -> Domain:
        """The values that a name may take at a point that is being chosen."""
        head = name.args[0] if name.head == "indexed" else name
        kind = self.context.type_of(str(head.value))
        if isinstance(kind, Index):
            ends = (kind.range.lower, kind.range.upper)
            low, high = (exact(Evaluation(point).of(b)) for b in ends)
            if low is not None and high is not None:
                return Domain(low, high, False, False, True)
            raise Undecided
        if isinstance(kind, Family) and name.head == "indexed":
            for index, bounds in zip(name.args[1:], kind.ranges, strict=False):
                value = t.literal(index)
                low, high = (self._end(b, point) for b in (bounds.lower, bounds.upper))
                if value is None or (low is not None and value < low):
                    raise Undefined
                if high is not None and value > high:
                    raise Undefined
        return self.domain_of(name)

    def _end(self, bound: Term, point: Point) -> Fraction | None:
        if unbounded(bound):
            return None
        return exact(Evaluation(point).of(bound))

    def attempt(self, point: Point, bits: tuple[int, ...]) -> Refutation | None:
        """The refutation that a point gives, if it does."""
        for precision_bits in bits:
            with precision(precision_bits):
                try:
                    return self._attempt(point)
                except Undecided:
                    self.budget.check()
                    continue
                except (Undefined, ZeroDivisionError, OverflowError):
                    return None
        return None

    def _attempt(self, point: Point) -> Refutation | None:
        evaluation = Evaluation(point)
        for relation in self.solved.checks:
            if not evaluation.holds(relation.as_condition()):
                return None
        for condition in self.conditions:
            if not evaluation.meets(condition):
                return None
        self.met += 1
        left, right = evaluation.of(self.relation.left), evaluation.of(self.relation.right)
        head = self.relation.as_condition().head
        if evaluation.compares(left, head, right):
            return None
        if not (writable(left) and writable(right)):
            raise Undecided
        self._check_domains(point)
        named = tuple((name, t.number(value)) for name, value in self._ordered(point))
        return Refutation(named, (left, right), ctx.prec)

    def _check_domains(self, point: Point) -> None:
        # Ends of ranges may need values that were not chosen yet; those are looked at as well.
        checked: set[Term] = set()
        while fresh := [name for name in point.values if name not in checked]:
            for name in fresh:
                checked.add(name)
                if point.values[name] not in self.range_of(name, point):
                    raise Undefined

    def _ordered(self, point: Point) -> list[tuple[Term, Fraction]]:
        return sorted(point.values.items(), key=lambda pair: (pair[0].head, str(pair[0])))

    def _simplest(self, found: Refutation, bits: tuple[int, ...]) -> Refutation:
        """Replace values by simpler ones as long as the relation still fails."""
        best = found
        for name, _ in found.point:
            if name in self.solved.names:
                continue
            current = {n: t.literal(v) or Fraction(0) for n, v in best.point}
            if name not in current:
                continue  # a simpler point does without it
            for value in candidates(self.domain_of(name))[:8]:
                if _effort(value) >= _effort(current[name]):
                    continue
                if value in [v for n, v in current.items() if n is not name]:
                    continue
                fixed = {**current, name: value}
                trial = self.solved.point(lambda n, _, fixed=fixed: fixed.get(n, Fraction(1)))  # type: ignore[misc]
                better = self.attempt(trial, bits)
                if better is not None:
                    best = better
                    break
        return best


def _special(relation: Relation) -> tuple[Fraction, ...]:
    """Values at and beside the numbers of a relation, where case distinctions switch."""
    found: dict[Fraction, None] = {}
    for side in (relation.left, relation.right):
        for node in t.subterms(side):
            value = t.literal(node)
            if value is not None and len(found) < 60:
                found.update(dict.fromkeys((value + 1, value, value - 1, -value)))
    return tuple(found)


def _effort(value: Fraction) -> int:
    """How hard a number is to compute with by hand."""
    return abs(value.numerator) + 3 * (value.denominator - 1) + (value < 0) + 2 * (value == 0)
