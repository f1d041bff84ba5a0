"""Sums with symbolic limits: rational expressions in elementary sums.

Every step is an equation that holds for all finite sums: Σ (a f + b g) = a Σ f + b Σ g; renaming
and shifting the index; Σ f up to n + c is that up to n and the last c terms; Σ_k δ(k, p) f(k) is
f(p) for p in the range and 0 for p outside; Σ c = c · (number of terms); products of sums are sums
over several indices, in any order.  An elementary sum that remains is an atom: its indices are
renamed, and put in the order that is written least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Protocol

from derive.model.term import (
    ONE,
    Term,
    free_symbols,
    fresh,
    literal,
    mul,
    number,
    power,
    substitute,
    summation,
    symbol,
)
from derive.replay.rational import Factor, Field, Monomial, Polynomial, Rational

MOST_INDICES = 4
"""Sums over more indices keep their order."""

MOST_LAST = 20
"""No more last terms than this are taken off a sum."""


class Values(Protocol):
    """What the arithmetic of sums asks of the equations shown so far."""

    field: Field

    def value(self, node: Term) -> Rational:
        """A term as a rational expression in atoms."""

    def atom(self, node: Term) -> Rational:
        """A term that is not looked into."""

    def term_of(self, atom: int) -> Term:
        """The term that an atom stands for."""

    def meets(self, node: Term, sign: str) -> bool:
        """Whether a term surely stands in that relation to 0."""

    def whole(self, node: Term) -> bool:
        """Whether a term has integer values only."""


@dataclass(frozen=True, slots=True)
class Span:
    """An index and its limits."""

    index: Term
    low: Term
    high: Term


class Sums:
    """Arithmetic of sums over the atoms of one set of equations."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.field = values.field

    def value(self, node: Term) -> Rational:
        """A sum as a rational expression in elementary sums."""
        body, index, low, high = node.args
        low, high = self.written(self.values.value(low)), self.written(self.values.value(high))
        first = literal(low)
        if first is not None and first != 1:
            shift = number(first - 1)
            body = substitute(body, {index: index + shift})
            low, high = ONE, self.written(self.values.value(high - shift))
        last = self._last_terms(low, high)
        if last:
            main = self.written(self.values.value(high - number(last)))
            ends = [
                self.values.value(substitute(body, {index: main + number(k)}))
                for k in range(1, last + 1)
            ]
            whole = self._linear(self.values.value(body), Span(index, low, main))
            for each in ends:
                whole = self.field.add(whole, each)
            return whole
        return self._linear(self.values.value(body), Span(index, low, high))

    def _last_terms(self, low: Term, high: Term) -> int:
        """The number c of terms that surely are the last ones of a sum up to n + c."""
        top = self.values.value(high)
        last = top.top.get((), Fraction(0))
        if top.below or len(top.top) < 2 or last.denominator != 1 or not 0 < last <= MOST_LAST:
            return 0
        return int(last) if self.values.meets(high - low - number(last - 1), ">=") else 0

    def _linear(self, body: Rational, span: Span) -> Rational:
        """Σ of a fraction, monomial by monomial, with what does not use the index outside."""
        filled = self.values.meets(span.high - span.low, ">=")
        whole = self.field.number(0)
        for part in self.field.parts(body):
            whole = self.field.add(whole, self._part(part, span, filled))
        return whole

    def _part(self, body: Rational, span: Span, filled: bool) -> Rational:
        outside: dict[Factor, int] = {}
        inside: dict[Factor, int] = {}
        for factor, n in body.below.items():
            # In an empty sum nothing is known about a denominator, so it stays inside.
            free = filled and not any(self._uses(a, span.index) for m, _ in factor for a, _ in m)
            (outside if free else inside)[factor] = n
        whole = self.field.number(0)
        for monomial, c in body.top.items():
            bound = tuple((a, n) for a, n in monomial if self._uses(a, span.index))
            rest = tuple((a, n) for a, n in monomial if not self._uses(a, span.index))
            part = self._elementary(bound, inside, span)
            whole = self.field.add(
                whole, self.field.multiply(Rational({rest: c}, dict(outside)), part)
            )
        return whole

    def _uses(self, atom: int, index: Term) -> bool:
        return index in free_symbols(self.values.term_of(atom))

    def _elementary(self, bound: Monomial, below: dict[Factor, int], span: Span) -> Rational:
        if not bound and not below:
            count = span.high - span.low + ONE
            if self.values.meets(count, ">="):
                return self.values.value(count)
        collapsed = self._collapsed(bound, below, span)
        if collapsed is not None:
            return collapsed
        spans = [span]
        factors: list[Term] = []
        for atom, n in bound:
            inner = self.values.term_of(atom)
            for _ in range(n):
                factors.append(self._merged(inner, spans))
        if below:
            factors.append(self.written(Rational({(): Fraction(1)}, below)))
        return self.values.atom(_least(spans, factors))

    def _merged(self, inner: Term, spans: list[Span]) -> Term:
        """The summand of an inner sum, whose indices join those outside under new names."""
        while inner.head == "sum":
            body, index, low, high = inner.args
            taken = (*(s.index for s in spans), *free_symbols(body), *free_symbols(inner))
            name = fresh("@", taken)
            spans.append(Span(name, low, high))
            inner = substitute(body, {index: name})
        return inner

    def _collapsed(self, bound: Monomial, below: dict[Factor, int], span: Span) -> Rational | None:
        """Σ_k δ(k, p) f(k) = f(p) where p lies in the range, and 0 where it lies outside."""
        for atom, _ in bound:
            node = self.values.term_of(atom)
            if node.head != "call" or node.value != "delta":
                continue
            place = self._place(node, span.index)
            if place is None:
                continue
            after, before = place - span.low, span.high - place
            if self.values.meets(after, "<") or self.values.meets(before, "<"):
                return self.field.number(0)
            if self.values.meets(after, ">=") and self.values.meets(before, ">="):
                rest = tuple((a, n) for a, n in bound if a != atom)
                body = self.written(Rational({rest: Fraction(1)}, below))
                return self.values.value(substitute(body, {span.index: place}))
        return None

    def _place(self, delta: Term, index: Term) -> Term | None:
        """The p for which δ(…) is δ(index, p)."""
        one, other = delta.args
        value = self.values.value(one - other)
        own = next(iter(self.values.value(index).top))
        slope = value.top.get(own)
        if value.below or slope not in (1, -1):
            return None
        rest: Polynomial = {m: -c / slope for m, c in value.top.items() if m != own}
        if any(self._uses(a, index) for m in rest for a, _ in m):
            return None
        place = self.written(Rational(rest, {}))
        return place if self.values.whole(place) else None

    def vanishes(self, difference: Rational) -> bool:
        """Whether an expression is zero: by itself, or under common summation signs."""
        if difference.is_zero:
            return True
        groups: dict[tuple[Term, Term], list[Term]] = {}
        common = symbol("@")
        for monomial, c in difference.top.items():
            sums = [(a, n) for a, n in monomial if self.values.term_of(a).head == "sum"]
            if len(sums) != 1 or sums[0][1] != 1:
                return False
            body, index, low, high = self.values.term_of(sums[0][0]).args
            rest = tuple((a, n) for a, n in monomial if a != sums[0][0])
            outside = self.written(Rational({rest: c}, {}))
            inside = substitute(body, {index: common})
            groups.setdefault((low, high), []).append(mul(outside, inside))
        return all(self.vanishes(self._total(parts)) for parts in groups.values())

    def _total(self, parts: list[Term]) -> Rational:
        whole = self.field.number(0)
        for each in parts:
            whole = self.field.add(whole, self.values.value(each))
        return whole

    def written(self, value: Rational) -> Term:
        """A term for a rational expression, the same one however it was written."""
        parts = sorted(value.top.items(), key=lambda part: self._key(part[0]))
        top = _joined([self._monomial(m, c) for m, c in parts], _plus, number(0))
        if not value.below:
            return top
        below = sorted(
            (power(self.written(Rational(dict(f), {})), n) for f, n in value.below.items()), key=str
        )
        return top / _joined(below, mul, ONE)

    def _key(self, monomial: Monomial) -> list[tuple[str, int]]:
        return sorted((str(self.values.term_of(a)), n) for a, n in monomial)

    def _monomial(self, monomial: Monomial, c: Fraction) -> Term:
        factors = sorted(
            ((self.values.term_of(a), n) for a, n in monomial), key=lambda f: str(f[0])
        )
        powers = [each if n == 1 else power(each, n) for each, n in factors]
        if c != 1 or not powers:
            powers = [number(c), *powers]
        return _joined(powers, mul, ONE)


def _plus(*terms: Term) -> Term:
    whole = terms[0]
    for each in terms[1:]:
        whole = whole + each
    return whole


def _joined(parts: list[Term], join: Callable[..., Term], empty: Term) -> Term:
    return join(*parts) if parts else empty


def _least(spans: list[Span], factors: list[Term]) -> Term:
    """A sum over several indices, under new names, in the order that is written least."""
    if len(spans) > MOST_INDICES:
        return _nested(tuple(spans), factors)
    return min((_nested(order, factors) for order in _orders(spans)), key=str)


def _orders(spans: list[Span]) -> Iterator[tuple[Span, ...]]:
    """The orders, outermost first, in which limits use outer indices only."""
    names = {s.index for s in spans}
    for order in permutations(spans):
        seen: set[Term] = set()
        for each in order:
            used = {*free_symbols(each.low), *free_symbols(each.high)} & names
            if not used <= seen:
                break
            seen.add(each.index)
        else:
            yield order


def _nested(order: tuple[Span, ...], factors: list[Term]) -> Term:
    names = {each.index: symbol(f"@{k}") for k, each in enumerate(order, 1)}
    renamed = sorted((substitute(f, names) for f in factors), key=str)
    node = mul(*renamed)
    for each in reversed(order):
        low, high = substitute(each.low, names), substitute(each.high, names)
        node = summation(node, names[each.index], low, high)
    return node
