"""Values at exact points: rational arithmetic where it stays rational, balls elsewhere.

`Evaluation.of(term)` gives an fmpq or an arb whose ball holds the value.  Nothing is guessed: a
comparison that the balls do not settle raises `Undecided`, a value that does not exist `Undefined`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any

from flint import arb, ctx, fmpq

from derive.model import term as t
from derive.model.term import Term
from derive.proof.definedness import Condition
from derive.proof.kernels import KERNELS
from derive.proof.ranges import EXACT_AT

Value = Any
"""An fmpq or an arb."""

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


def ball(value: Value | Fraction) -> arb:
    """A value as a ball."""
    if isinstance(value, arb):
        return value
    return arb(_rational(value) if isinstance(value, Fraction) else value)


def exact(value: Value) -> Fraction | None:
    """A value as a Fraction, where it is known exactly."""
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else None


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


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
            method = _METHODS.get(node.head)
            if method is None:
                raise Undecided
            found = method(self, node)
            if not isinstance(found, fmpq):
                if not found.is_finite():
                    raise Undecided
                if found.is_exact() and found == 0:
                    found = fmpq(0)
            self._memo[node] = found
        return found

    def _number(self, node: Term) -> Value:
        assert isinstance(node.value, Fraction)
        return _rational(node.value)

    def _symbol(self, node: Term) -> Value:
        bound = self.bound.get(node) if self.bound else None
        return _rational(self.point.value(node) if bound is None else bound)

    def _add(self, node: Term) -> Value:
        return self._fold(node, operator.add)

    def _mul(self, node: Term) -> Value:
        return self._fold(node, operator.mul)

    def _neg(self, node: Term) -> Value:
        return -self.of(node.args[0])

    def _indexed(self, node: Term) -> Value:
        return _rational(self.point.value(self._placed(node)))

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
            if isinstance(whole, fmpq) != isinstance(value, fmpq):
                whole, value = ball(whole), ball(value)
            whole = combine(whole, value)
        if isinstance(whole, fmpq) and whole.height_bits() > 100_000:
            raise Undecided
        return whole

    def _quotient(self, node: Term) -> Value:
        top, bottom = self.of(node.args[0]), self.of(node.args[1])
        if isinstance(bottom, fmpq):
            if bottom == 0:
                raise Undefined
            if isinstance(top, fmpq):
                return top / bottom
        return ball(top) / ball(bottom)

    def _pow(self, node: Term) -> Value:
        return self._power(self.of(node.args[0]), self.of(node.args[1]))

    def _power(self, base: Value, exponent: Value) -> Value:
        if isinstance(exponent, fmpq) and exponent.q == 1:
            n = int(exponent.p)
            if isinstance(base, fmpq):
                if base == 0 and n < 0:
                    raise Undefined
                size = base.p.bit_length() + base.q.bit_length()
                if abs(n) * size < 40_000:
                    return base**n
            if abs(n) > 10**9:
                raise Undecided
            return ball(base) ** n
        if isinstance(base, fmpq):
            if base == 0:
                if self.sign(exponent) > 0:
                    return fmpq(0)
                raise Undefined
            if base < 0:
                raise Undefined
            if base == 1:
                return base
        if isinstance(exponent, fmpq) and exponent == fmpq(1, 2):
            root = _root(base)
            return ball(base).sqrt() if root is None else root
        return ball(base) ** ball(exponent)

    def _call(self, node: Term) -> Value:
        name = str(node.value)
        row = KERNELS.get(name)
        if row is None:
            return self._opaque(node)
        if name == "delta":
            left, right = map(self.of, node.args)
            if isinstance(left, fmpq) and isinstance(right, fmpq):
                return fmpq(int(left == right))
            return fmpq(int(self.sign(ball(left) - ball(right)) == 0))
        arguments = [self.of(a) for a in node.args]
        if len(arguments) == 1 and isinstance(arguments[0], fmpq):
            known = self._exact(name, arguments[0])
            if known is not None:
                return known
        if name in ("max", "min") and all(isinstance(a, fmpq) for a in arguments):
            return max(arguments) if name == "max" else min(arguments)
        if name == "sign":
            return fmpq(self.sign(arguments[0]))
        if row.ball is not None:
            return row.ball(*map(ball, arguments))
        assert row.definition is not None
        return self.of(row.definition(*node.args))

    def _exact(self, name: str, value: fmpq) -> fmpq | None:
        if name == "abs":
            return abs(value)
        if name == "sign":
            return fmpq(int(value > 0) - int(value < 0))
        if name == "sqrt":
            return _root(value)
        if name in ("cos", "sin") and value == 0:
            return fmpq(int(name == "cos"))
        if name == "gamma" and value.q == 1 and 0 < value < 200:
            whole = 1
            for k in range(2, int(value.p)):
                whole *= k
            return fmpq(whole)
        return _EXACT.get((name, value))

    def _opaque(self, node: Term) -> Value:
        return _rational(self.point.value(self._placed(node)))

    def _placed(self, node: Term) -> Term:
        """The same member or call at literal arguments."""
        skip = 1 if node.head == "indexed" else 0
        values = [exact(self.of(a)) for a in node.args[skip:]]
        if any(v is None for v in values):
            raise Undecided
        places = (t.number(v) for v in values if v is not None)
        return t.make(node.head, (*node.args[:skip], *places), node.value)

    def _cases(self, node: Term) -> Value:
        for value, test in zip(node.args[::2], node.args[1::2], strict=False):
            if self.holds(test):
                return self.of(value)
        if len(node.args) % 2:
            return self.of(node.args[-1])
        raise Undefined

    def _binder(self, node: Term) -> Value:
        body, index, low, high = node.args
        first, last = exact(self.of(low)), exact(self.of(high))
        if first is None or last is None or last - first > LONGEST:
            raise Undecided
        whole: Value = fmpq(0 if node.head == "sum" else 1)
        for value in range(int(first), int(last) + 1):
            inner = Evaluation(self.point)
            inner.bound = {**self.bound, index: Fraction(value)}
            each = inner.of(body)
            if isinstance(whole, fmpq) != isinstance(each, fmpq):
                whole, each = ball(whole), ball(each)
            whole = whole + each if node.head == "sum" else whole * each
        return whole

    def sign(self, value: Value) -> int:
        """−1, 0 or 1, certain."""
        if isinstance(value, fmpq):
            return int(value > 0) - int(value < 0)
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
        if isinstance(left, fmpq) != isinstance(right, fmpq):
            left, right = ball(left), ball(right)
        return self.sign(left - right) in _COMPARED[head]

    def meets(self, condition: Condition) -> bool:
        """Whether a definedness condition holds at the point (or a guard of it fails)."""
        if condition.bound:
            (index, low, high), *inner = condition.bound
            rest = Condition(condition.relation, condition.guards, tuple(inner))
            first, last = exact(self.of(low)), exact(self.of(high))
            if first is None or last is None or last - first > LONGEST:
                raise Undecided
            for value in range(int(first), int(last) + 1):
                within = Evaluation(self.point)
                within.bound = {**self.bound, index: Fraction(value)}
                if not within.meets(rest):
                    return False
            return True
        if condition.guards and not all(self.holds(g) for g in condition.guards):
            return True
        relation = condition.relation
        return self.holds(relation.as_condition())


_COMPARED = {
    "eq": (0,),
    "ne": (-1, 1),
    "lt": (-1,),
    "le": (-1, 0),
    "gt": (1,),
    "ge": (0, 1),
}
"""Relation → the signs of left − right with which it holds."""

_EXACT = {(name, _rational(at)): _rational(value) for (name, at), value in EXACT_AT.items()}

_METHODS: dict[str, Callable[[Evaluation, Term], Value]] = {
    "number": Evaluation._number,
    "symbol": Evaluation._symbol,
    "constant": Evaluation._constant,
    "add": Evaluation._add,
    "mul": Evaluation._mul,
    "neg": Evaluation._neg,
    "div": Evaluation._quotient,
    "pow": Evaluation._pow,
    "call": Evaluation._call,
    "indexed": Evaluation._indexed,
    "cases": Evaluation._cases,
    "sum": Evaluation._binder,
    "product": Evaluation._binder,
}


def exact_root(value: Fraction) -> Fraction | None:
    """The square root, when it is rational."""
    if value < 0:
        return None
    p, q = isqrt(value.numerator), isqrt(value.denominator)
    whole = p * p == value.numerator and q * q == value.denominator
    return Fraction(p, q) if whole else None


def _root(value: Value) -> fmpq | None:
    known = exact(value)
    root = None if known is None else exact_root(known)
    return None if root is None else _rational(root)


class precision:  # noqa: N801
    """A block in which flint works with so many bits."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        self.old = ctx.prec
        ctx.prec = self.bits

    def __exit__(self, *_: object) -> None:
        ctx.prec = self.old
