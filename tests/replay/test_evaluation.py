"""The trusted evaluation at points: against the third route, on every shipped step."""

import random
from fractions import Fraction

import pytest
from calculus.models import OF_NUMBERS, derivation
from calculus.sampling import points
from numeric import value

from derive.model.context import Context, Definition
from derive.model.domain import Index
from derive.model.term import (
    call,
    derivative,
    free_symbols,
    literal,
    make,
    number,
    substitute,
    summation,
    symbol,
)
from derive.replay.evaluation import enclosed
from derive.replay.interval import Undefined

x, y, i = map(symbol, "xyi")


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_encloses_what_the_third_route_finds(name):
    of = derivation(name)
    rng = random.Random(5)
    (inputs,) = [p for k, p in enumerate(points(of.context)) if k == 0]
    exact = {k: Fraction(v).limit_denominator(50) for k, v in inputs.items()}
    floats = {k: float(v) for k, v in exact.items()}
    checked = 0
    for step in of.steps:
        indices = {
            s: rng.choice([1, 2])
            for s in free_symbols(step.relation.as_condition())
            if isinstance(of.context.type_of(str(s.value)), Index)
        }
        literals = {s: number(k) for s, k in indices.items()}
        for side in (step.relation.left, step.relation.right):
            at = exact | {s: Fraction(k) for s, k in indices.items()}
            found = enclosed(side, of.context, at)
            expected = value(substitute(side, literals), of.context, floats)
            assert found.high - found.low < Fraction(1, 10**20)
            assert float(found.low) == pytest.approx(expected, rel=1e-9, abs=1e-9), str(step)
            checked += 1
    assert checked > 40


z, s = symbol("z"), symbol("s")
SECOND = [
    (derivative(x**3, x, x), 6 * x),
    (derivative(call("exp", 2 * x), x, x), 4 * call("exp", 2 * x)),
    (derivative(call("log", x * y), x, y), number(0)),
    (derivative(x**2 * y**3, x, y), 6 * x * y**2),
    (derivative(call("sigmoid", x), x, x, x), derivative(derivative(call("sigmoid", x), x), x, x)),
    (derivative(call("tanh", x) / y, x), (1 - call("tanh", x) ** 2) / y),
    (derivative(call("max", x, y), x), number(0)),
    (derivative(derivative(x * y, x) * x, x), y),
    (summation(symbol("x")[i] * i, i, 1, 3), x[1] + 2 * x[2] + 3 * x[3]),
    (summation(i**2, i, 1, 10), number(385)),
    (summation(i, i, 4, 1), number(0)),
    (derivative(summation(x[i] ** 2, i, 1, 3), x[2]), 2 * x[2]),
    (make("cases", (x, make("gt", (x, y)), y)), y),
    (call("binomial", number(5), number(2)), number(10)),
    (call("delta", i, number(2)), number(1)),
]
POINT = {x: Fraction(2, 3), y: Fraction(7, 5), i: Fraction(2)} | {
    x[k]: Fraction(k, 7) for k in (1, 2, 3)
}


@pytest.mark.parametrize("one, other", SECOND, ids=lambda v: str(v))
def test_equal_values_meet(one, other):
    a, b = enclosed(one, Context(), POINT), enclosed(other, Context(), POINT)
    assert not a.apart(b)
    assert enclosed(other + 1, Context(), POINT).apart(a)


def test_a_defined_quantity_moves_with_its_variable():
    context = Context().define(Definition(z, x * y)).define(Definition(s, z + x))
    assert enclosed(derivative(s, x), context, POINT).low == Fraction(7, 5) + 1
    assert enclosed(derivative(s, z), context, POINT).low == 1


REFUSED = [
    1 / (x - x), call("log", -x), call("sqrt", -x), derivative(call("abs", x - number("2/3")), x),
    make("cases", (x, make("lt", (y, x)))), symbol("unknown"), call("f", x), x[y],
    call("tan", symbol("q")), summation(x, i, 1, y), number(0) ** -1,
]  # fmt: skip


@pytest.mark.parametrize("bad", REFUSED, ids=str)
def test_what_has_no_value_is_refused(bad):
    with pytest.raises(Undefined):
        enclosed(bad, Context(), {x: Fraction(2, 3), y: Fraction(7, 5)})


def test_literals_are_exact():
    assert enclosed(number("22/7"), Context(), {}).is_point
    assert literal(number("22/7")) == Fraction(22, 7)
