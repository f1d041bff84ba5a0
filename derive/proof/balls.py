"""Values at exact points: rational arithmetic where it stays rational, balls elsewhere.

`Evaluation.of(term)` gives a Fraction or an arb whose ball holds the value.  Nothing is guessed: a
comparison that the balls do not settle raises `Undecided`, a value that does not exist `Undefined`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

from derive.model import term as t
from derive.model.term import Term
from derive.proof.definedness import Condition
from derive.proof.kernels import KERNELS
from derive.proof.ranges import EXACT_AT

Value = Any
"""A Fraction or an arb."""

LONGEST = 24
"""Greatest number of terms of a sum that is worked out at a point."""


class Undecided(Exception):  # noqa: N818
    """The enclosures are too wide, or the value is not determined by the point."""


class Undefined(Exception):  # noqa: N818
    """There is no value at this point."""


class Point:
    """Values of symbols, family members and opaque functions; members are chosen on demand."""

    def __init__(self, choose: Callable[[Term, Point], Fraction]) -> None:
        self.choose = choose
        self.values: dict[Term, Fraction] = {}

    def value(self, name: Term) -> Fraction:
        """The value of a free symbol, a member with literal indices or f(literals)."""
        found = self.values.get(name)
        if found is None:
            found = self.values[name] = self.choose(name, self)
        return found


def ball(value: Value) -> arb:
    """A value as a ball."""
    if isinstance(value, Fraction):
        return arb(fmpq(value.numerator, value.denominator))
    return value


class Evaluation:
    """Values of terms at one point, in the working precision of flint's context."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self.bound: dict[Term, Fraction] = {}
        self._memo: dict[Term, Value] = {}

    def of(self, node: Term) -> Value:
        """The value of a term without definitions and derivatives."""
        found = self._memo.get(node)
        if found is None:
            found = self._of(node)
            if not isinstance(found, Fraction):
                if not found.is_finite():
                    raise Undecided
                if found.is_exact() and found == 0:
                    found = Fraction(0)
            self._memo[node] = found
        return found

    def _of(self, node: Term) -> Value:
        match node.head:
            case "number":
                return node.value
            case "symbol":
                bound = self.bound.get(node)
                return self.point.value(node) if bound is None else bound
            case "constant":
                return self._constant(node)
            case "add":
                return self._fold(node, lambda a, b: a + b)
            case "mul":
                return self._fold(node, lambda a, b: a * b)
            case "neg":
                return -self.of(node.args[0])
            case "div":
                return self._quotient(node)
            case "pow":
                return self._power(self.of(node.args[0]), self.of(node.args[1]))
            case "call":
                return self._call(node)
            case "indexed":
                return self.point.value(self._placed(node))
            case "cases":
                return self._cases(node)
            case "sum" | "product":
                return self._binder(node)
            case _:
                raise Undecided

    def _constant(self, node: Term) -> Value:
        if node.value == "pi":
            return arb.pi()
        if node.value == "e":
            return arb.const_e()
        raise Undefined

    def _fold(self, node: Term, combine: Callable[[Value, Value], Value]) -> Value:
        whole = self.of(node.args[0])
        for each in node.args[1:]:
            value = self.of(each)
            if isinstance(whole, Fraction) != isinstance(value, Fraction):
                whole, value = ball(whole), ball(value)
            whole = combine(whole, value)
        if isinstance(whole, Fraction) and whole.denominator.bit_length() > 40_000:
            raise Undecided
        return whole

    def _quotient(self, node: Term) -> Value:
        top, bottom = map(self.of, node.args)
        if isinstance(bottom, Fraction):
            if bottom == 0:
                raise Undefined
            if isinstance(top, Fraction):
                return top / bottom
        return ball(top) / ball(bottom)

    def _power(self, base: Value, exponent: Value) -> Value:
        if isinstance(exponent, Fraction) and exponent.denominator == 1:
            n = int(exponent)
            if isinstance(base, Fraction):
                if base == 0 and n < 0:
                    raise Undefined
                size = base.numerator.bit_length() + base.denominator.bit_length()
                if abs(n) * size < 40_000:
                    return base**n
            if abs(n) > 10**9:
                raise Undecided
            return ball(base) ** n
        if isinstance(base, Fraction):
            if base == 0:
                if self.sign(exponent) > 0:
                    return Fraction(0)
                raise Undefined
            if base < 0:
                raise Undefined
            if base == 1:
                return base
        if isinstance(exponent, Fraction) and exponent == Fraction(1, 2):
            root = exact_root(base)
            return ball(base).sqrt() if root is None else root
        return ball(base) ** ball(exponent)

    def _call(self, node: Term) -> Value:
        name = str(node.value)
        row = KERNELS.get(name)
        if row is None:
            return self._opaque(node)
        if name == "delta":
            left, right = map(self.of, node.args)
            if isinstance(left, Fraction) and isinstance(right, Fraction):
                return Fraction(int(left == right))
            return Fraction(int(self.sign(ball(left) - ball(right)) == 0))
        arguments = [self.of(a) for a in node.args]
        if len(arguments) == 1 and isinstance(arguments[0], Fraction):
            exact = self._exact(name, arguments[0])
            if exact is not None:
                return exact
        if name in ("max", "min") and all(isinstance(a, Fraction) for a in arguments):
            return max(arguments) if name == "max" else min(arguments)
        if name == "sign":
            return Fraction(self.sign(arguments[0]))
        if row.ball is not None:
            return row.ball(*map(ball, arguments))
        assert row.definition is not None
        return self.of(row.definition(*node.args))

    def _exact(self, name: str, value: Fraction) -> Fraction | None:
        if name == "abs":
            return abs(value)
        if name == "sign":
            return Fraction((value > 0) - (value < 0))
        if name == "sqrt":
            return exact_root(value)
        if name in ("cos", "sin") and value == 0:
            return Fraction(int(name == "cos"))
        if name == "gamma" and value.denominator == 1 and 0 < value < 200:
            whole = 1
            for k in range(2, int(value)):
                whole *= k
            return Fraction(whole)
        return EXACT_AT.get((name, value))

    def _opaque(self, node: Term) -> Fraction:
        return self.point.value(self._placed(node))

    def _placed(self, node: Term) -> Term:
        """The same member or call at literal arguments."""
        skip = 1 if node.head == "indexed" else 0
        values = [self.of(a) for a in node.args[skip:]]
        if not all(isinstance(v, Fraction) for v in values):
            raise Undecided
        return t.make(node.head, (*node.args[:skip], *map(t.number, values)), node.value)

    def _cases(self, node: Term) -> Value:
        for value, test in zip(node.args[::2], node.args[1::2], strict=False):
            if self.holds(test):
                return self.of(value)
        if len(node.args) % 2:
            return self.of(node.args[-1])
        raise Undefined

    def _binder(self, node: Term) -> Value:
        body, index, low, high = node.args
        first, last = self.of(low), self.of(high)
        if (
            not (isinstance(first, Fraction) and isinstance(last, Fraction))
            or last - first > LONGEST
        ):
            raise Undecided
        whole: Value = Fraction(0 if node.head == "sum" else 1)
        for value in range(int(first), int(last) + 1):
            inner = Evaluation(self.point)
            inner.bound = {**self.bound, index: Fraction(value)}
            each = inner.of(body)
            if isinstance(whole, Fraction) != isinstance(each, Fraction):
                whole, each = ball(whole), ball(each)
            whole = whole + each if node.head == "sum" else whole * each
        return whole

    def sign(self, value: Value) -> int:
        """−1, 0 or 1, certain."""
        if isinstance(value, Fraction):
            return (value > 0) - (value < 0)
        if value > 0:
            return 1
        if value < 0:
            return -1
        if value.is_exact() and value == 0:
            return 0
        raise Undecided

    def holds(self, test: Term) -> bool:
        """Whether a condition holds at the point, certain."""
        if test.head == "and":
            return all(self.holds(a) for a in test.args)
        if test.head == "or":
            return any(self.holds(a) for a in test.args)
        if test.head == "not":
            return not self.holds(test.args[0])
        return self.compares(self.of(test.args[0]), test.head, self.of(test.args[1]))

    def compares(self, left: Value, head: str, right: Value) -> bool:
        """Whether two values stand in a relation, certain."""
        if isinstance(left, Fraction) != isinstance(right, Fraction):
            left, right = ball(left), ball(right)
        sign = self.sign(left - right)
        return {
            "eq": sign == 0,
            "ne": sign != 0,
            "lt": sign < 0,
            "le": sign <= 0,
            "gt": sign > 0,
            "ge": sign >= 0,
        }[head]

    def meets(self, condition: Condition) -> bool:
        """Whether a definedness condition holds at the point (or a guard of it fails)."""
        if condition.bound:
            (index, low, high), *inner = condition.bound
            rest = Condition(condition.relation, condition.guards, tuple(inner))
            first, last = self.of(low), self.of(high)
            if not (isinstance(first, Fraction) and isinstance(last, Fraction)):
                raise Undecided
            if last - first > LONGEST:
                raise Undecided
            for value in range(int(first), int(last) + 1):
                within = Evaluation(self.point)
                within.bound = {**self.bound, index: Fraction(value)}
                if not within.meets(rest):
                    return False
            return True
        if not all(self.holds(g) for g in condition.guards):
            return True
        relation = condition.relation
        return self.holds(relation.as_condition())


def exact_root(value: Value) -> Fraction | None:
    """The square root, when it is rational."""
    if not isinstance(value, Fraction) or value < 0:
        return None
    from math import isqrt

    p, q = isqrt(value.numerator), isqrt(value.denominator)
    exact = p * p == value.numerator and q * q == value.denominator
    return Fraction(p, q) if exact else None


class precision:  # noqa: N801
    """A block in which flint works with so many bits."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        self.old = ctx.prec
        ctx.prec = self.bits

    def __exit__(self, *_: object) -> None:
        ctx.prec = self.old
