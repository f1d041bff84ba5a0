"""SymPy equalities as questions of real arithmetic for z3.

Polynomials, quotients, |·|, max, min, sign and cases are said exactly.  exp of a sum becomes a
product of unknown positive powers; any other function value becomes an unknown of which the usual
facts are stated (cos² + sin² = 1, −1 < tanh < 1, …).  Every denominator is stated to be nonzero.
So "no model of left ≠ right" shows equality wherever both sides are defined, and a model refutes
only when no function was replaced by an unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
import z3
from sympy.functions.elementary.hyperbolic import HyperbolicFunction

from derive.model.context import Context
from derive.model.domain import Domain, Scalar

MOST_POWER = 64
"""Greatest exponent that is written out as a product."""


class NotEncoded(Exception):  # noqa: N818
    """The expression has no such reading: sums, symbolic exponents, gamma, …"""


def decide(left: Any, right: Any, context: Context) -> str:
    """Whether z3 shows the two sides equal, or finds where they differ."""
    question = _Question(context)
    try:
        one, other = (question.term(_carried_out(side)) for side in (left, right))
    except NotEncoded:
        return "not asked"
    solver = z3.Solver()
    solver.add(*question.facts, one != other)
    answer = solver.check()
    if answer == z3.unsat:
        return "yes"
    return "no" if answer == z3.sat and not question.unknowns else "unknown"


def _carried_out(side: Any) -> Any:
    whole = side.doit() if side.has(sympy.Derivative) else side
    return sympy.expand_log(whole)


class _Question:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.facts: list[Any] = []
        self.unknowns: dict[Any, Any] = {}
        """Function value → the unknown that stands for it."""
        self._memo: dict[Any, Any] = {}

    def term(self, e: Any) -> Any:
        if e not in self._memo:
            self._memo[e] = self._new(e)
        return self._memo[e]

    def _new(self, e: Any) -> Any:
        if e.is_Rational:
            return z3.RealVal(f"{e.p}/{e.q}")
        if e.is_Symbol:
            return self._symbol(e)
        for kind, method in _METHODS:
            if isinstance(e, kind):
                return method(self, e)
        return self._unknown(e)

    def _symbol(self, e: Any) -> Any:
        value = z3.Real(e.name)
        if e.is_integer:
            value = z3.ToReal(z3.Int(e.name))
        self._signs(e, value)
        kind = self.context.type_of(e.name)
        if isinstance(kind, Scalar):
            self._domain(kind.domain, value)
        return value

    def _domain(self, domain: Domain, value: Any) -> None:
        if domain.values is not None:
            self.facts.append(z3.Or(*(value == z3.RealVal(str(v)) for v in domain.values)))
            return
        if domain.lower is not None:
            low = z3.RealVal(str(domain.lower))
            self.facts.append(value > low if domain.lower_open else value >= low)
        if domain.upper is not None:
            high = z3.RealVal(str(domain.upper))
            self.facts.append(value < high if domain.upper_open else value <= high)

    def _signs(self, e: Any, value: Any) -> None:
        if e.is_positive:
            self.facts.append(value > 0)
        elif e.is_nonnegative:
            self.facts.append(value >= 0)
        elif e.is_nonzero:
            self.facts.append(value != 0)

    def _unknown(self, e: Any) -> Any:
        if isinstance(e, sympy.Sum | sympy.Product | sympy.Indexed | sympy.Derivative):
            raise NotEncoded(e)
        if e not in self.unknowns:
            self.unknowns[e] = z3.Real(f"k{len(self.unknowns)}")
            self._signs(e, self.unknowns[e])
        return self.unknowns[e]

    def add(self, e: Any) -> Any:
        return z3.Sum(*map(self.term, e.args))

    def mul(self, e: Any) -> Any:
        return z3.Product(*map(self.term, e.args))

    def pow(self, e: Any) -> Any:
        base, exponent = e.args
        if exponent.is_Integer and abs(exponent) <= MOST_POWER:
            whole = z3.Product(*[self.term(base)] * abs(int(exponent)))
            return whole if exponent > 0 else self._inverse(whole)
        if exponent.is_Rational and exponent.q <= MOST_POWER:
            root = self._root(base, int(exponent.q))
            whole = z3.Product(*[root] * abs(int(exponent.p)))
            return whole if exponent > 0 else self._inverse(whole)
        if base.is_positive:
            return self.exp(sympy.exp(exponent * sympy.log(base)))
        return self._unknown(e)

    def _inverse(self, value: Any) -> Any:
        self.facts.append(value != 0)
        return 1 / value

    def _root(self, base: Any, order: int) -> Any:
        root = z3.FreshReal("root")
        self.facts += [root >= 0, z3.Product(*[root] * order) == self.term(base)]
        return root

    def exp(self, e: Any) -> Any:
        factors = []
        for part in sympy.Add.make_args(sympy.expand(e.args[-1])):
            number, rest = part.as_coeff_Mul()
            if not number.is_Integer or abs(number) > MOST_POWER:
                number, rest = sympy.Integer(1), part
            power = self._positive(("exp", rest))
            whole = z3.Product(*[power] * abs(int(number)))
            factors.append(whole if number > 0 else 1 / whole)
        return z3.Product(*factors)

    def _positive(self, key: Any) -> Any:
        if key not in self.unknowns:
            self.unknowns[key] = z3.Real(f"k{len(self.unknowns)}")
            self.facts.append(self.unknowns[key] > 0)
        return self.unknowns[key]

    def circular(self, e: Any) -> Any:
        """Sine and cosine of one angle on the unit circle; of a sum, by the addition laws."""
        whole = sympy.expand_trig(e)
        if whole != e:
            return self.term(whole)
        angle = e.args[0]
        sine, cosine = self._unknown(sympy.sin(angle)), self._unknown(sympy.cos(angle))
        self.facts.append(sine * sine + cosine * cosine == 1)
        return sine if isinstance(e, sympy.sin) else cosine

    def tangent(self, e: Any) -> Any:
        return self.term(sympy.sin(e.args[0]) / sympy.cos(e.args[0]))

    def hyperbolic(self, e: Any) -> Any:
        return self.term(e.rewrite(sympy.exp))

    def absolute(self, e: Any) -> Any:
        value = self.term(e.args[0])
        return z3.If(value < 0, -value, value)

    def sign(self, e: Any) -> Any:
        value = self.term(e.args[0])
        return z3.If(value > 0, z3.RealVal(1), z3.If(value < 0, z3.RealVal(-1), z3.RealVal(0)))

    def extreme(self, e: Any) -> Any:
        first, *rest = map(self.term, e.args)
        for value in rest:
            above = first > value if isinstance(e, sympy.Max) else first < value
            first = z3.If(above, first, value)
        return first

    def cases(self, e: Any) -> Any:
        if e.args[-1].cond != True:  # noqa: E712 - SymPy's true is not Python's
            raise NotEncoded(e)
        value = self.term(e.args[-1].expr)
        for branch in reversed(e.args[:-1]):
            value = z3.If(self._condition(branch.cond), self.term(branch.expr), value)
        return value

    def _condition(self, condition: Any) -> Any:
        compare: dict[Any, Callable[[Any, Any], Any]] = {
            sympy.StrictGreaterThan: lambda a, b: a > b,
            sympy.GreaterThan: lambda a, b: a >= b,
            sympy.StrictLessThan: lambda a, b: a < b,
            sympy.LessThan: lambda a, b: a <= b,
            sympy.Equality: lambda a, b: a == b,
            sympy.Unequality: lambda a, b: a != b,
        }
        if condition.func not in compare:
            raise NotEncoded(condition)
        return compare[condition.func](*map(self.term, condition.args))


_METHODS: tuple[tuple[Any, Callable[[_Question, Any], Any]], ...] = (
    (sympy.exp, _Question.exp),
    (sympy.Add, _Question.add),
    (sympy.Mul, _Question.mul),
    (sympy.Pow, _Question.pow),
    ((sympy.sin, sympy.cos), _Question.circular),
    (sympy.tan, _Question.tangent),
    (HyperbolicFunction, _Question.hyperbolic),
    (sympy.Abs, _Question.absolute),
    (sympy.sign, _Question.sign),
    ((sympy.Max, sympy.Min), _Question.extreme),
    (sympy.Piecewise, _Question.cases),
)
