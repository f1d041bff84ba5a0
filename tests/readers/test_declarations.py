"""Declarations in plain notation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.ground.diagnostic import DeriveError
from derive.model import term as t
from derive.model.domain import (
    BINARY,
    NAMED,
    NATURAL,
    NONNEGATIVE,
    NONZERO,
    POSITIVE,
    POSITIVE_INTEGER,
    REAL,
    UNIT,
    Domain,
    Family,
    Function,
    Index,
    Range,
    Scalar,
    finite,
    interval,
)
from derive.readers.plain import parse_declaration

TO_TWO = Range(t.ONE, t.TWO)
TO_N = Range(t.ONE, t.symbol("N"))

DECLARATIONS = [
    ("a : (0, 1)", ["a"], Scalar(UNIT)),
    ("a in (0, 1)", ["a"], Scalar(UNIT)),
    ("a ∈ (0, 1)", ["a"], Scalar(UNIT)),
    ("x, y : nonzero", ["x", "y"], Scalar(NONZERO)),
    ("t : [0, oo)", ["t"], Scalar(NONNEGATIVE)),
    ("t : (0, oo)", ["t"], Scalar(POSITIVE)),
    ("t : (-oo, oo)", ["t"], Scalar(REAL)),
    (
        "t : [-1/2, 0.5]",
        ["t"],
        Scalar(interval(t.literal(t.number("-1/2")), t.literal(t.number("1/2")), closed=True)),
    ),
    ("y : {0, 1}", ["y"], Scalar(BINARY)),
    ("y : {1, -1}", ["y"], Scalar(finite(-1, 1))),
    ("n : natural", ["n"], Scalar(NATURAL)),
    ("N : positive integer", ["N"], Scalar(POSITIVE_INTEGER)),
    ("x : real except 1, 2", ["x"], Scalar(Domain(excluded=(t.literal(t.ONE), t.literal(t.TWO))))),
    ("i : index 1..N", ["i"], Index(TO_N)),
    ("w, x : real for i in 1..2", ["w", "x"], Family((TO_TWO,), Scalar(REAL))),
    ("X : positive for i in 1..2, j in 1..N", ["X"], Family((TO_TWO, TO_N), Scalar(POSITIVE))),
    ("f : real -> real", ["f"], Function((Scalar(),))),
    ("g : real, positive -> (0, 1)", ["g"], Function((Scalar(), Scalar(POSITIVE)), Scalar(UNIT))),
]


@pytest.mark.parametrize("text, names, kind", DECLARATIONS, ids=[d[0] for d in DECLARATIONS])
def test_reads(text, names, kind):
    assert parse_declaration(text) == (tuple(names), kind)


@pytest.mark.parametrize(
    "kind", [d[2] for d in DECLARATIONS] + [Scalar(d) for d in NAMED.values()], ids=str
)
def test_every_type_reads_back_from_what_it_prints(kind):
    assert parse_declaration(f"u : {kind}") == (("u",), kind)


@given(
    st.fractions(-9, 9, max_denominator=9),
    st.fractions(1, 9, max_denominator=9),
    st.booleans(),
    st.booleans(),
)
def test_every_interval_reads_back(lower, width, lower_open, upper_open):
    domain = Domain(lower, lower + width, lower_open, upper_open)
    assert parse_declaration(f"u : {domain}")[1] == Scalar(domain)


@pytest.mark.parametrize(
    "text, code, column",
    [
        ("a", "syntax", 2),
        ("a :", "syntax", 4),
        ("1 : real", "syntax", 1),
        ("a : reel", "unknown-domain", 5),
        ("a : (0, b)", "unknown-domain", 9),
        ("a : (1, 0)", "empty-domain", 5),
        ("a : (0, 1", "syntax", 10),
        ("a : real real", "syntax", 10),
        ("f : real, real", "syntax", 15),
        ("i : index 1", "syntax", 12),
        ("x : real for", "syntax", 13),
    ],
)
def test_refuses(text, code, column):
    with pytest.raises(DeriveError) as caught:
        parse_declaration(text)
    found = caught.value.diagnostic
    assert found.place is not None
    assert (found.code, found.place.column) == (code, column)
