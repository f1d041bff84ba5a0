"""Where a closed term lies: intervals with open or closed, finite or infinite ends.

Ranges are propagated upwards from the declared domains by interval arithmetic; this alone shows
that 1/(1 + e^(−z)) lies between 0 and 1.  Known facts (assumptions, conditions that remain) narrow
the terms they speak of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from derive.model.context import Context
from derive.model.domain import Domain, Family, Index, Scalar
from derive.model.relation import Relation
from derive.model.term import Term, free_symbols, literal
from derive.replay.evaluation import enclosed
from derive.replay.interval import Undefined


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range; a value of None is infinite."""

    value: Fraction | None
    open: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """All reals between two ends, perhaps without 0."""

    low: End
    high: End
    nonzero: bool = False

    @property
    def excludes_zero(self) -> bool:
        """Whether 0 is not in it."""
        return self.nonzero or self.positive or self.negative

    @property
    def positive(self) -> bool:
        """Whether it holds positive numbers only."""
        value = self.low.value
        return value is not None and (value > 0 or (value == 0 and (self.low.open or self.nonzero)))

    @property
    def negative(self) -> bool:
        """Whether it holds negative numbers only."""
        return _negated(self).positive

    @property
    def nonnegative(self) -> bool:
        """Whether it holds no negative number."""
        return self.low.value is not None and self.low.value >= 0

    def meets(self, sign: str) -> bool:
        """Whether every number of it stands in that relation to 0."""
        return _MEETS[sign](self)


_MEETS: dict[str, Callable[[Range], bool]] = {
    ">": lambda r: r.positive,
    ">=": lambda r: r.nonnegative,
    "<": lambda r: r.negative,
    "<=": lambda r: _negated(r).nonnegative,
    "!=": lambda r: r.excludes_zero,
    "=": lambda r: r.low == r.high == End(Fraction(0), False),
}

INFINITE = End(None)
ALL = Range(INFINITE, INFINITE)
POSITIVE = Range(End(Fraction(0)), INFINITE)
NONNEGATIVE = Range(End(Fraction(0), False), INFINITE)
ONE = Fraction(1)


def point(value: Fraction) -> Range:
    """One number."""
    return Range(End(value, False), End(value, False))


def _negated(r: Range) -> Range:
    def flipped(end: End) -> End:
        return End(None if end.value is None else -end.value, end.open)

    return Range(flipped(r.high), flipped(r.low), r.nonzero)


def _sum_of_ends(a: End, b: End) -> End:
    if a.value is None or b.value is None:
        return INFINITE
    return End(a.value + b.value, a.open or b.open)


def _plus(a: Range, b: Range) -> Range:
    return Range(_sum_of_ends(a.low, b.low), _sum_of_ends(a.high, b.high))


def _scaled(r: Range, by: Fraction) -> Range:
    if by == 0:
        return point(Fraction(0))
    if by < 0:
        return _scaled(_negated(r), -by)

    def scaled(end: End) -> End:
        return End(None if end.value is None else end.value * by, end.open)

    return Range(scaled(r.low), scaled(r.high), r.nonzero)


def _times(a: Range, b: Range) -> Range:
    """The product; only signs are followed where an end is infinite."""
    apart = a.excludes_zero and b.excludes_zero
    if a.low == a.high and a.low.value is not None:
        return _scaled(b, a.low.value)
    if b.low == b.high and b.low.value is not None:
        return _scaled(a, b.low.value)
    if not a.nonnegative and _negated(a).nonnegative:
        return _negated(_times(_negated(a), b))
    if not b.nonnegative and _negated(b).nonnegative:
        return _negated(_times(a, _negated(b)))
    if a.nonnegative and b.nonnegative:
        return Range(_product_of_ends(a.low, b.low), _product_of_ends(a.high, b.high), apart)
    return Range(INFINITE, INFINITE, apart)


def _product_of_ends(a: End, b: End) -> End:
    for one, other in ((a, b), (b, a)):
        if one.value == 0 and not one.open and other.value is not None:
            return End(Fraction(0), False)
    if a.value is None or b.value is None:
        return INFINITE
    return End(a.value * b.value, a.open or b.open)


def _inverse(r: Range) -> Range:
    """1/r for a range without 0."""
    if r.negative:
        return _negated(_inverse(_negated(r)))
    if not r.positive:
        return Range(INFINITE, INFINITE, True)
    low = End(Fraction(0)) if r.high.value is None else End(1 / r.high.value, r.high.open)
    assert r.low.value is not None
    high = INFINITE if r.low.value == 0 else End(1 / r.low.value, r.low.open)
    return Range(low, high, True)


def _whole_power(r: Range, n: int) -> Range:
    if n == 0:
        return point(ONE)
    if n < 0:
        return _inverse(_whole_power(r, -n)) if r.excludes_zero else ALL
    if n % 2 == 0:
        size = _absolute(r)
        low, high = (
            End(None if e.value is None else e.value**n, e.open) for e in (size.low, size.high)
        )
        return Range(low, high, r.excludes_zero)
    if r.nonnegative:
        whole = r
        for _ in range(n - 1):
            whole = _times(whole, r)
        return whole
    return Range(INFINITE, INFINITE, r.excludes_zero)


def _absolute(r: Range) -> Range:
    if r.nonnegative:
        return r
    if _negated(r).nonnegative:
        return _negated(r)
    low = End(Fraction(0), r.excludes_zero)
    if r.low.value is None or r.high.value is None:
        return Range(low, INFINITE, r.excludes_zero)
    high = max((End(-r.low.value, r.low.open), r.high), key=lambda e: (e.value or 0, not e.open))
    return Range(low, high, r.excludes_zero)


def _exp(r: Range) -> Range:
    """e^r, with 1 for e^0 as the only value that is known exactly."""
    low = End(ONE, r.low.open) if r.low.value is not None and r.low.value >= 0 else POSITIVE.low
    high = End(ONE, r.high.open) if r.high.value is not None and r.high.value <= 0 else INFINITE
    return Range(low, high, True)


def _log(r: Range) -> Range:
    low = End(Fraction(0), r.low.open) if r.low.value is not None and r.low.value >= 1 else INFINITE
    high = (
        End(Fraction(0), r.high.open)
        if r.high.value is not None and r.high.value <= 1
        else INFINITE
    )
    return Range(low, high, (low.value == 0 and low.open) or (high.value == 0 and high.open))


def _sqrt(r: Range) -> Range:
    if r.positive:
        low = End(ONE, r.low.open) if r.low.value is not None and r.low.value >= 1 else POSITIVE.low
        return Range(low, INFINITE, True)
    return NONNEGATIVE


_BETWEEN = Range(End(-ONE, False), End(ONE, False))
_FUNCTIONS: dict[str, Callable[[Range], Range]] = {
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "abs": _absolute,
    "sin": lambda r: _BETWEEN,
    "cos": lambda r: _BETWEEN,
    "erf": lambda r: Range(End(-ONE), End(ONE)),
    "sign": lambda r: _BETWEEN,
    "gamma": lambda r: POSITIVE if r.positive else ALL,
}


_CONSTANTS = {
    "pi": Range(End(Fraction(3)), End(Fraction(4))),
    "e": Range(End(Fraction(2)), End(Fraction(3))),
}


class Ranges:
    """Ranges of the closed terms of one claim."""

    def __init__(self, context: Context, body: Callable[[Term], Term | None]) -> None:
        self.context = context
        self.body = body
        """The closed definition of a quantity that was not opened; its range is that of it."""
        self.facts: dict[Term, Range] = {}

    def learn(self, relation: Relation) -> None:
        """Take a relation of a term with a number, or with 0, as known."""
        for term, sign, other in (
            (relation.left, relation.sign, relation.right),
            (relation.right, _TURNED[relation.sign], relation.left),
        ):
            value = literal(other)
            if value is not None and literal(term) is None:
                self._narrow(term, sign, value)
                if term.head == "neg":
                    self._narrow(term.args[0], _TURNED[sign], -value)
            elif value is None:
                self._narrow(term - other, sign, Fraction(0))

    def _narrow(self, term: Term, sign: str, value: Fraction) -> None:
        here = {
            ">": Range(End(value), INFINITE),
            ">=": Range(End(value, False), INFINITE),
            "<": Range(INFINITE, End(value)),
            "<=": Range(INFINITE, End(value, False)),
            "=": point(value),
            "!=": Range(INFINITE, INFINITE, value == 0),
        }[sign]
        self.facts[term] = _both(self.facts.get(term, ALL), here)

    def narrow(self, node: Term, to: Range) -> None:
        """Take as known that a term lies in a range."""
        self.facts[node] = _both(self.facts.get(node, ALL), to)

    def of(self, node: Term) -> Range:
        """Where a closed term lies."""
        found = self._of(node)
        if literal(node) is None and not free_symbols(node):
            found = _both(found, self._constant(node))
        fact = self.facts.get(node)
        return found if fact is None else _both(found, fact)

    def _constant(self, node: Term) -> Range:
        """A term without symbols: its value, enclosed."""
        try:
            value = enclosed(node, Context(), {})
        except Undefined:
            return ALL
        return Range(End(value.low, False), End(value.high, False))

    def _of(self, node: Term) -> Range:
        value = literal(node)
        if value is not None:
            return point(value)
        match node.head:
            case "symbol" | "indexed":
                return self._declared(node)
            case "constant":
                return _CONSTANTS.get(str(node.value), ALL)
            case "add":
                return self._sum(node)
            case "neg":
                return _negated(self.of(node.args[0]))
            case "mul":
                return self._product(node)
            case "div":
                below = self.of(node.args[1])
                if not below.excludes_zero:
                    return ALL
                return _times(self.of(node.args[0]), _inverse(below))
            case "pow":
                return self._power(node)
            case "sum":
                return self._total(node)
            case "call" if node.value == "delta":
                return Range(End(Fraction(0), False), End(ONE, False))
            case "call" if str(node.value) in _FUNCTIONS and len(node.args) == 1:
                return _FUNCTIONS[str(node.value)](self.of(node.args[0]))
        return ALL

    def _declared(self, node: Term) -> Range:
        body = self.body(node)
        if body is not None:
            return self.of(body)
        base = node.args[0] if node.head == "indexed" else node
        kind = self.context.type_of(str(base.value))
        domain: Domain
        match kind:
            case Scalar(domain):
                pass
            case Family(element=Scalar(domain)):
                pass
            case Index(span):
                domain = Domain(literal(span.lower), literal(span.upper), False, False, True)
            case _:
                return ALL
        low = End(domain.lower, domain.lower_open or domain.lower is None)
        high = End(domain.upper, domain.upper_open or domain.upper is None)
        return Range(low, high, Fraction(0) not in domain)

    def _sum(self, node: Term) -> Range:
        whole = self.of(node.args[0])
        for each in node.args[1:]:
            whole = _plus(whole, self.of(each))
        return whole

    def _total(self, node: Term) -> Range:
        """A sum of signed terms, none or many; of at least one where the limits show it."""
        body, _, low, high = node.args
        each = self.of(body)
        if _negated(each).nonnegative:
            return _negated(self._signed(_negated(each), high - low))
        return self._signed(each, high - low) if each.nonnegative else ALL

    def _signed(self, each: Range, length: Term) -> Range:
        filled = self.of(length).nonnegative
        if not filled:
            return NONNEGATIVE
        return POSITIVE if each.positive else NONNEGATIVE

    def _product(self, node: Term) -> Range:
        whole = self.of(node.args[0])
        for position, each in enumerate(node.args[1:], 1):
            if each is node.args[position - 1] and position == 1:
                whole = _whole_power(whole, 2)
            else:
                whole = _times(whole, self.of(each))
        return whole

    def _power(self, node: Term) -> Range:
        base, exponent = self.of(node.args[0]), literal(node.args[1])
        if exponent is not None and exponent.denominator == 1 and abs(exponent) <= 1000:
            return _whole_power(base, int(exponent))
        if base.positive:
            return POSITIVE
        return NONNEGATIVE if exponent is not None and exponent > 0 else ALL


_TURNED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _both(a: Range, b: Range) -> Range:
    """What lies in two ranges at once."""
    low = max((a.low, b.low), key=lambda e: (e.value is not None, e.value or 0, e.open))
    high = min((a.high, b.high), key=lambda e: (e.value is None, e.value or 0, not e.open))
    return Range(low, high, a.nonzero or b.nonzero)
