"""Each row of the table of functions agrees with itself: value, definition, derivative, range."""

from fractions import Fraction

import pytest
from flint import arb, fmpq

from derive.model import term as t
from derive.model.context import Context
from derive.proof.balls import Evaluation, Point, Undecided, Undefined, ball, precision
from derive.proof.differentiate import differentiate
from derive.proof.kernels import KERNELS
from derive.proof.ranges import EXACT_AT, Ranges

POINTS = [
    Fraction(p) for p in ["-7/2", "-1", "-2/3", "-1/4", "1/5", "1/2", "3/4", "1", "3/2", "2", "7"]
]
X = t.symbol("x")
ONE_ARGUMENT = [
    row for row in KERNELS.values() if row.name not in ("max", "min", "binomial", "delta")
]

TWO_MEANINGS = [r for r in ONE_ARGUMENT if r.definition is not None and r.ball is not None]
DIFFERENTIATED = [r for r in ONE_ARGUMENT if r.name not in ("factorial", "digamma")]


def value(node, point):
    with precision(300):
        evaluation = Evaluation(Point(lambda name, _: point))
        return ball(evaluation.of(node))


def defined(row, point):
    evaluation = Evaluation(Point(lambda name, _: point))
    return all(evaluation.holds(r.as_condition()) for r in (*row.defined(X), *row.smooth(X)))


def usable(row):
    return [p for p in POINTS if defined(row, p)]


@pytest.mark.parametrize("row", TWO_MEANINGS, ids=lambda row: row.name)
def test_definition_and_enclosure_agree(row):
    for p in usable(row):
        assert value(t.call(row.name, X), p).overlaps(value(row.definition(X), p))


@pytest.mark.parametrize("row", DIFFERENTIATED, ids=lambda row: row.name)
def test_derivative_is_the_slope(row):
    slope = differentiate(t.call(row.name, X), X)
    step = Fraction(1, 10**30)
    with precision(300):
        for p in usable(row):
            rise = value(t.call(row.name, X), p + step) - value(t.call(row.name, X), p - step)
            found = rise / (2 * ball(step))
            assert abs(found - value(slope, p)) < arb(10) ** -20


@pytest.mark.parametrize("row", ONE_ARGUMENT, ids=lambda row: row.name)
def test_values_lie_in_the_range(row):
    ranges = Ranges(Context(), {}.get)
    for p in usable(row):
        for node in (t.call(row.name, X), t.call(row.name, t.number(p))):
            domain, found = ranges.of(node), value(node, p)
            if domain.lower is not None:
                assert not found < arb(fmpq(domain.lower.numerator, domain.lower.denominator))
            if domain.upper is not None:
                assert not found > arb(fmpq(domain.upper.numerator, domain.upper.denominator))


def test_exact_values_are_exact():
    for (name, at), exact in EXACT_AT.items():
        row = KERNELS[name]
        node = row.definition(t.number(at)) if row.ball is None else None
        found = value(node, at) if node is not None else row.ball(ball(at))
        assert found.contains(fmpq(exact.numerator, exact.denominator)), (name, at)


def test_undefined_points_have_no_value():
    for name, at in (("log", 0), ("log", -1), ("sqrt", -1), ("asin", 2), ("atanh", 1)):
        with pytest.raises((Undefined, Undecided, ZeroDivisionError)):
            value(t.call(name, X), Fraction(at))


def test_a_new_function_is_one_row():
    row = KERNELS["swish"]
    assert row.definition is not None
    assert str(row.definition(X)) == "x*sigmoid(x)"
