"""SymPy's assumptions and sets, read as domains."""

from fractions import Fraction

import pytest
import sympy
from sympy import Complement, FiniteSet, Interval, Range, S, Symbol, Union, oo, pi

from derive.model.domain import (
    BINARY,
    INTEGER,
    NATURAL,
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    POSITIVE,
    POSITIVE_INTEGER,
    REAL,
    UNIT,
    Domain,
    finite,
    interval,
)
from derive.shells.sympy_domains import intersection, of_set, of_symbol

SYMBOLS = [
    ({}, REAL),
    ({"real": True}, REAL),
    ({"finite": True}, REAL),
    ({"rational": True}, REAL),
    ({"positive": True}, POSITIVE),
    ({"negative": True}, NEGATIVE),
    ({"nonnegative": True}, NONNEGATIVE),
    ({"negative": False, "real": True}, NONNEGATIVE),
    ({"nonpositive": True}, Domain(upper=Fraction(0), upper_open=False)),
    ({"positive": False}, Domain(upper=Fraction(0), upper_open=False)),
    ({"nonzero": True}, NONZERO),
    ({"zero": False}, NONZERO),
    ({"integer": True}, INTEGER),
    ({"integer": True, "positive": True}, POSITIVE_INTEGER),
    ({"integer": True, "nonnegative": True}, NATURAL),
    ({"zero": True}, finite(0)),
]


@pytest.mark.parametrize("assumptions, domain", SYMBOLS, ids=[str(s[0]) for s in SYMBOLS])
def test_assumptions(assumptions, domain):
    assert of_symbol(Symbol("x", **assumptions)) == domain


@pytest.mark.parametrize(
    "assumption", ["complex", "imaginary", "even", "odd", "prime", "composite", "irrational", "algebraic", "noninteger", "infinite"]
)  # fmt: skip
def test_what_a_domain_can_not_say_is_refused(assumption):
    with pytest.raises(ValueError, match="x"):
        of_symbol(Symbol("x", **{assumption: True}))


SETS = [
    (S.Reals, REAL),
    (S.Rationals, REAL),
    (S.Integers, INTEGER),
    (S.Naturals, POSITIVE_INTEGER),
    (S.Naturals0, NATURAL),
    (Interval(-oo, oo), REAL),
    (Interval.open(0, 1), UNIT),
    (Interval(0, oo), NONNEGATIVE),
    (Interval.Lopen(0, oo), POSITIVE),
    (Interval.Ropen(0, sympy.Rational(1, 2)), Domain(Fraction(0), Fraction(1, 2), False, True)),
    (FiniteSet(0, 1), BINARY),
    (Range(1, 6), Domain(Fraction(1), Fraction(5), False, False, integer=True)),
    (Range(0, oo), NATURAL),
    (S.Reals - FiniteSet(0), NONZERO),
    (S.Reals - FiniteSet(-1, 0, 2), Domain(excluded=(Fraction(-1), Fraction(0), Fraction(2)))),
    (Complement(S.Integers, FiniteSet(0), evaluate=False), Domain(integer=True, excluded=(Fraction(0),))),
    (POSITIVE, POSITIVE),
]  # fmt: skip


@pytest.mark.parametrize("values, domain", SETS, ids=[str(s[0]) for s in SETS])
def test_sets(values, domain):
    assert of_set(values) == domain


@pytest.mark.parametrize(
    "values, error",
    [
        (S.Complexes, ValueError),
        (Interval(0, pi), ValueError),
        (Interval(0, Symbol("b")), ValueError),
        (Union(Interval(0, 1), Interval(2, 3)), ValueError),
        (FiniteSet(pi), ValueError),
        (Range(0, 10, 2), ValueError),
        ("positive", TypeError),
        ([0, 1], TypeError),
    ],
    ids=str,
)
def test_other_sets_are_refused(values, error):
    with pytest.raises(error):
        of_set(values)


ENDS = [None, Fraction(0), Fraction(1), Fraction(2)]
DOMAINS = [
    Domain(low, high, low is None or low_open, high is None or high_open, integer)
    for low in ENDS
    for high in ENDS
    for low_open in (True, False)
    for high_open in (True, False)
    for integer in (True, False)
] + [NONZERO, BINARY, finite(-1, 2)]
POINTS = [Fraction(n, 2) for n in range(-4, 8)]


def test_an_intersection_holds_what_both_hold():
    for one in DOMAINS:
        for other in DOMAINS:
            both = intersection(one, other)
            for point in POINTS:
                assert (point in both) == (point in one and point in other), (one, other, point)


def test_intervals_of_the_model_are_known():
    assert intersection(interval(0, 2), interval(1, 3)) == interval(1, 2)
