"""Which interval a term's value lies in: interval arithmetic with exact rational ends.

The value of a term at every point of the declared domain at which it is defined belongs to
`Ranges.of(term)`.  Ends are exact where the function takes a rational value there (exp 0 = 1) and
rounded outwards otherwise.  Whether an end is attained is kept, because 0 < σ(z) < 1 is worth much
more than 0 ≤ σ(z) ≤ 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from flint import arb, fmpq

from derive.model.context import Context, scalar
from derive.model.domain import NONNEGATIVE, REAL, Domain
from derive.model.term import Term, literal
from derive.proof.kernels import KERNELS

EXACT_AT: dict[tuple[str, Fraction], Fraction] = {
    ("exp", Fraction(0)): Fraction(1),
    ("log", Fraction(1)): Fraction(0),
    ("sqrt", Fraction(0)): Fraction(0),
    ("sqrt", Fraction(1)): Fraction(1),
    ("sinh", Fraction(0)): Fraction(0),
    ("tanh", Fraction(0)): Fraction(0),
    ("asinh", Fraction(0)): Fraction(0),
    ("acosh", Fraction(1)): Fraction(0),
    ("atanh", Fraction(0)): Fraction(0),
    ("asin", Fraction(0)): Fraction(0),
    ("atan", Fraction(0)): Fraction(0),
    ("sigmoid", Fraction(0)): Fraction(1, 2),
    ("logit", Fraction(1, 2)): Fraction(0),
    ("erf", Fraction(0)): Fraction(0),
}
"""Rational points at which a function has a rational value."""


RIGHT = Fraction(333, 212)
"""Just below π/2."""


def point(value: Fraction) -> Domain:
    """The interval of one number."""
    return Domain(value, value, False, False)


def plus(a: Domain, b: Domain) -> Domain:
    """The sums of members."""
    lower = None if a.lower is None or b.lower is None else a.lower + b.lower
    upper = None if a.upper is None or b.upper is None else a.upper + b.upper
    return Domain(lower, upper, a.lower_open or b.lower_open, a.upper_open or b.upper_open)


def minus(a: Domain) -> Domain:
    """The members negated."""
    return Domain(
        None if a.upper is None else -a.upper,
        None if a.lower is None else -a.lower,
        a.upper_open,
        a.lower_open,
    )


End = tuple[Fraction | None, bool, int]
"""An end of an interval: its value, whether it is left out, and −1/1 for an infinite one."""


def times(a: Domain, b: Domain) -> Domain:
    """The products of members."""
    ends: list[tuple[Fraction | None, bool, int]] = []
    for x, x_open, x_side in ((a.lower, a.lower_open, -1), (a.upper, a.upper_open, 1)):
        for y, y_open, y_side in ((b.lower, b.lower_open, -1), (b.upper, b.upper_open, 1)):
            ends.append(_end_product(x, x_open, x_side, y, y_open, y_side))
    low = min(ends, key=_as_low)
    high = max(ends, key=_as_high)
    return Domain(
        low[0] if low[2] == 0 else None,
        high[0] if high[2] == 0 else None,
        low[1] if low[2] == 0 else True,
        high[1] if high[2] == 0 else True,
    )


def _as_low(end: End) -> tuple[int, Fraction, bool]:
    return end[2], end[0] or Fraction(0), end[1]


def _as_high(end: End) -> tuple[int, Fraction, bool]:
    return end[2], end[0] or Fraction(0), not end[1]


def _end_product(
    x: Fraction | None, x_open: bool, x_side: int, y: Fraction | None, y_open: bool, y_side: int
) -> End:
    # A closed zero times anything, attained or infinite, is an attained zero.
    if (x == 0 and not x_open) or (y == 0 and not y_open):
        return Fraction(0), False, 0
    if x == 0 or y == 0:
        return Fraction(0), True, 0
    if x is not None and y is not None:
        return x * y, x_open or y_open, 0
    x_sign = x_side if x is None else (1 if x > 0 else -1)
    y_sign = y_side if y is None else (1 if y > 0 else -1)
    return None, True, x_sign * y_sign


def reciprocal(a: Domain) -> Domain:
    """One over the members, where none is zero; all reals if zero is inside."""
    if a.lower is not None and (a.lower > 0 or (a.lower == 0)):
        upper = None if a.lower == 0 else 1 / a.lower
        lower = Fraction(0) if a.upper is None else 1 / a.upper if a.upper else None
        return Domain(lower, upper, a.upper is None or a.upper_open, a.lower_open or not a.lower)
    if a.upper is not None and a.upper <= 0:
        return minus(reciprocal(minus(a)))
    return REAL


def integer_power(a: Domain, n: int) -> Domain:
    """The nth powers of members, n ≥ 0."""
    if n == 0:
        return point(Fraction(1))
    if n % 2 == 0:
        a = absolute(a)
    return Domain(
        None if a.lower is None else a.lower**n,
        None if a.upper is None else a.upper**n,
        a.lower_open,
        a.upper_open,
    )


def absolute(a: Domain) -> Domain:
    """The absolute values of members."""
    if a.lower is not None and a.lower >= 0:
        return a
    if a.upper is not None and a.upper <= 0:
        return minus(a)
    if a.lower is None or a.upper is None:
        return NONNEGATIVE
    if -a.lower == a.upper:
        return Domain(Fraction(0), a.upper, False, a.lower_open and a.upper_open)
    if -a.lower > a.upper:
        return Domain(Fraction(0), -a.lower, False, a.lower_open)
    return Domain(Fraction(0), a.upper, False, a.upper_open)


def intersection(a: Domain, b: Domain) -> Domain:
    """An interval that holds what belongs to both."""
    lower, lower_open = a.lower, a.lower_open
    if b.lower is not None and (lower is None or (b.lower, b.lower_open) > (lower, lower_open)):
        lower, lower_open = b.lower, b.lower_open
    upper, upper_open = a.upper, a.upper_open
    if b.upper is not None and (
        upper is None or (b.upper, not b.upper_open) < (upper, not upper_open)
    ):
        upper, upper_open = b.upper, b.upper_open
    values = a.values if a.values is not None else b.values
    if values is not None:
        values = tuple(v for v in values if v in a and v in b)
    excluded = tuple(dict.fromkeys((*a.excluded, *b.excluded)))
    return Domain(lower, upper, lower_open, upper_open, a.integer or b.integer, excluded, values)


def hull(a: Domain, b: Domain) -> Domain:
    """The least interval that holds both."""
    lower, lower_open = None, True
    if a.lower is not None and b.lower is not None:
        lower, lower_open = min((a.lower, a.lower_open), (b.lower, b.lower_open))
    upper, upper_closed = None, False
    if a.upper is not None and b.upper is not None:
        upper, upper_closed = max((a.upper, not a.upper_open), (b.upper, not b.upper_open))
    return Domain(lower, upper, lower_open, not upper_closed)


MOST_BITS = 12_000
"""Numbers with a greater (or less) binary exponent are not written out as fractions."""


def outward(ball: arb) -> tuple[Fraction | None, Fraction | None]:
    """Rational ends of an enclosure; None for an infinite or enormous one."""
    return _end(ball.lower(), -1), _end(ball.upper(), 1)


def _end(x: arb, side: int) -> Fraction | None:
    if not x.is_finite():
        return None
    mantissa, exponent = (int(part) for part in x.mid().man_exp())
    if exponent + mantissa.bit_length() > MOST_BITS:
        return None
    if mantissa and exponent + mantissa.bit_length() < -MOST_BITS:
        tiny = Fraction(1, 2**MOST_BITS)
        return side * tiny if (mantissa > 0) == (side > 0) else Fraction(0)
    return Fraction(mantissa) * Fraction(2) ** exponent


def _at(name: str, value: Fraction, opened: bool, side: int) -> tuple[Fraction | None, bool]:
    exact = EXACT_AT.get((name, value))
    if exact is not None:
        return exact, opened
    ball = KERNELS[name].ball
    if ball is None:
        return None, True
    enclosure = ball(arb(fmpq(value.numerator, value.denominator)))
    found = outward(enclosure)[0 if side < 0 else 1]
    return found, True if found is None else opened


class Ranges:
    """Intervals of terms over the domains of one context."""

    def __init__(self, context: Context, known: Callable[[Term], Domain | None]) -> None:
        self.context = context
        self.known = known
        """Sharper knowledge of single symbols, from assumptions."""
        self._memo: dict[Term, Domain] = {}

    def of(self, node: Term) -> Domain:
        """The interval of a term."""
        found = self._memo.get(node)
        if found is None:
            self._memo[node] = REAL  # a cycle, which contexts forbid, would end here
            found = self._memo[node] = self._of(node)
        return found

    def _of(self, node: Term) -> Domain:
        exact = literal(node)
        if exact is not None:
            return point(exact)
        method = _METHODS.get(node.head)
        return REAL if method is None else method(self, node)

    def _name(self, node: Term) -> Domain:
        kind = scalar(self.context.type_of(_name_of(node)))
        found = REAL if kind is None else kind.domain
        sharper = self.known(node)
        if sharper is not None:
            found = intersection(found, sharper)
        body = self.context.unfold(node)
        if body is not None:
            found = intersection(found, self.of(body))
        return found

    def _constant(self, node: Term) -> Domain:
        if node.value == "pi":
            return Domain(Fraction(333, 106), Fraction(355, 113))
        if node.value == "e":
            return Domain(Fraction(19, 7), Fraction(193, 71))
        return REAL

    def _add(self, node: Term) -> Domain:
        total = self.of(node.args[0])
        for each in node.args[1:]:
            total = plus(total, self.of(each))
        return total

    def _mul(self, node: Term) -> Domain:
        powers: dict[Term, int] = {}
        for each in node.args:
            powers[each] = powers.get(each, 0) + 1
        total = point(Fraction(1))
        for each, count in powers.items():
            total = times(total, integer_power(self.of(each), count))
        return total

    def _neg(self, node: Term) -> Domain:
        return minus(self.of(node.args[0]))

    def _div(self, node: Term) -> Domain:
        return times(self.of(node.args[0]), reciprocal(self.of(node.args[1])))

    def _pow(self, node: Term) -> Domain:
        base, exponent = node.args
        n = literal(exponent)
        inside = self.of(base)
        if n is not None and n.denominator == 1 and abs(n) < 1000:
            found = integer_power(inside, abs(int(n)))
            return reciprocal(found) if n < 0 else found
        if inside.lower is not None and inside.lower >= 0:
            strict = inside.lower > 0 or inside.lower_open
            return Domain(Fraction(0), lower_open=strict)
        return REAL if n is None or n.denominator == 1 else NONNEGATIVE

    def _call(self, node: Term) -> Domain:
        name = str(node.value)
        body = self.context.unfold(node)
        if body is not None:
            return self.of(body)
        row = KERNELS.get(name)
        if row is None:
            return self._name(node)
        if name == "abs":
            return absolute(self.of(node.args[0]))
        if name in ("max", "min"):
            return self._extremum(name, node)
        if name in ("sin", "cos"):
            return self._circle(name, self.of(node.args[0]))
        if not row.increasing:
            return row.range
        inside = self.of(node.args[0])
        lower, lower_open = row.range.lower, row.range.lower_open
        upper, upper_open = row.range.upper, row.range.upper_open
        if inside.lower is not None:
            at, opened = _at(name, inside.lower, inside.lower_open, -1)
            if at is not None and (lower is None or at >= lower):
                lower, lower_open = at, opened
        if inside.upper is not None:
            at, opened = _at(name, inside.upper, inside.upper_open, 1)
            if at is not None and (upper is None or at <= upper):
                upper, upper_open = at, opened
        return Domain(lower, upper, lower_open, upper_open)

    def _circle(self, name: str, inside: Domain) -> Domain:
        """cos is positive within (−π/2, π/2), sin within (0, π)."""
        low, high = (-RIGHT, RIGHT) if name == "cos" else (Fraction(0), 2 * RIGHT)
        whole = KERNELS[name].range
        if inside.lower is None or inside.upper is None:
            return whole
        if inside.lower < low or inside.upper > high:
            return whole
        touches = name == "sin" and inside.lower == 0 and not inside.lower_open
        return Domain(Fraction(0), Fraction(1), not touches, False)

    def _extremum(self, name: str, node: Term) -> Domain:
        parts = [self.of(a) for a in node.args]
        if name == "min":
            parts = [minus(p) for p in parts]
        best = parts[0]
        for each in parts[1:]:
            lower, lower_open = best.lower, best.lower_open
            if each.lower is not None and (
                lower is None or (each.lower, each.lower_open) > (lower, lower_open)
            ):
                lower, lower_open = each.lower, each.lower_open
            top = hull(best, each)
            best = replace(top, lower=lower, lower_open=lower_open)
        return minus(best) if name == "min" else best

    def _sum(self, node: Term) -> Domain:
        """A sum of terms of one sign has it, strictly when it is surely not empty."""
        body, _, low, high = node.args
        each = self.of(body)
        count = plus(self.of(high), minus(self.of(low)))
        filled = count.lower is not None and count.lower >= 0
        if each.lower is not None and each.lower >= 0:
            return Domain(Fraction(0), lower_open=filled and (each.lower > 0 or each.lower_open))
        if each.upper is not None and each.upper <= 0:
            strict = filled and (each.upper < 0 or each.upper_open)
            return Domain(None, Fraction(0), True, strict)
        return REAL

    def _product(self, node: Term) -> Domain:
        each = self.of(node.args[0])
        if each.lower is not None and each.lower >= 0:
            return Domain(Fraction(0), lower_open=each.lower > 0 or each.lower_open)
        return REAL

    def _cases(self, node: Term) -> Domain:
        values = [*node.args[:-1:2]]
        if len(node.args) % 2:
            values.append(node.args[-1])
        found = self.of(values[0])
        for each in values[1:]:
            found = hull(found, self.of(each))
        return found


def _name_of(node: Term) -> str:
    return str(node.args[0].value if node.head == "indexed" else node.value)


_METHODS: dict[str, Callable[[Ranges, Term], Domain]] = {
    "symbol": Ranges._name,
    "indexed": Ranges._name,
    "constant": Ranges._constant,
    "add": Ranges._add,
    "mul": Ranges._mul,
    "neg": Ranges._neg,
    "div": Ranges._div,
    "pow": Ranges._pow,
    "call": Ranges._call,
    "cases": Ranges._cases,
    "sum": Ranges._sum,
    "product": Ranges._product,
}
