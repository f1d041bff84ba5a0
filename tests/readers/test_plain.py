"""Plain notation: what is written is what is read, and what is not understood is refused."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.ground.diagnostic import DeriveError
from derive.model import term as t
from derive.model.domain import Function, Scalar
from derive.model.functions import ARITY
from derive.model.plain import plain
from derive.readers.plain import parse, parse_chain, parse_declaration, parse_relation

a, b, c, x, y, N, i, j = map(t.symbol, "abcxyNij")
w = t.symbol("w")
one, two = t.ONE, t.TWO
TYPES = {"f": Function((Scalar(),)), "g": Function((Scalar(), Scalar()))}

READINGS = [
    ("a - y + 1", a - y + 1),
    ("-a*b", t.neg(a * b)),
    ("-a**2", t.neg(a**2)),
    ("(-a)**2", t.power(t.neg(a), 2)),
    ("a**b**c", a ** (b**c)),
    ("a^b", a**b),
    ("a**-b", t.power(a, t.neg(b))),
    ("2**-a*b", t.power(two, t.neg(a)) * b),
    ("a/b/c", (a / b) / c),
    ("a/b*c", (a / b) * c),
    ("a*b/c", (a * b) / c),
    ("a/(b*c)", a / (b * c)),
    ("a - (b - c)", a - (b - c)),
    ("a*-b", a * t.neg(b)),
    ("x/x", x / x),
    ("0*log(x)", t.ZERO * t.call("log", x)),
    ("0.25", t.decimal("0.25")),
    (".5e-3", t.make("number", (), Fraction(5, 10000))),
    ("1/3", t.div(one, t.number(3))),
    ("E**x", t.power(t.constant("e"), x)),
    ("pi + oo", t.add(t.constant("pi"), t.constant("infinity"))),
    ("Abs(x) + Max(a, b) - ln(x)", t.call("abs", x) + t.call("max", a, b) - t.call("log", x)),
    ("w[i]*x[i, j]", w[i] * x[i, j]),
    ("Derivative(a, x, y)", t.derivative(a, x, y)),
    ("diff(a, x, 2)", t.derivative(a, x, x)),
    ("Derivative(a, (x, 2), y)", t.derivative(a, x, x, y)),
    ("Sum(w[i]*x[i], (i, 1, N))", t.summation(w[i] * x[i], i, 1, N)),
    ("Product(x[i], (i, 1, 3))", t.product(x[i], i, 1, 3)),
    (
        "Piecewise((x, x > 0), (0, True))",
        t.make("cases", (x, t.make("gt", (x, t.ZERO)), t.ZERO)),
    ),
    ("σ·a − y", t.symbol("σ") * a - y),
    ("w_1' + x'", t.symbol("w_1'") + t.symbol("x'")),
]


@pytest.mark.parametrize("text, expected", READINGS, ids=[text for text, _ in READINGS])
def test_reads(text, expected):
    assert parse(text) is expected


@pytest.mark.parametrize("sign", ["=", "==", "!=", "<", "<=", ">", ">=", "≤", "≠"])
def test_relations(sign):
    found = parse_relation(f"x + 1 {sign} y")
    assert found.left is x + 1
    assert found.right is y
    assert found.sign == {"==": "=", "≤": "<=", "≠": "!="}.get(sign, sign)


def test_chain_is_its_links():
    assert [str(link) for link in parse_chain("0 < a < 1")] == ["0 < a", "a < 1"]


REFUSED = [
    ("2a", "implicit-multiplication", 2, "2*a"),
    ("2(a + b)", "implicit-multiplication", 2, "2*("),
    ("a b", "implicit-multiplication", 3, "a*b"),
    ("a(1 - a)", "unknown-function", 1, "a*(…)"),
    ("q(x)", "unknown-function", 1, "q : real -> real"),
    ("sin(x, y)", "wrong-arity", 1, "takes 1 argument, not 2"),
    ("g(x)", "wrong-arity", 1, "takes 2 arguments, not 1"),
    ("(a + b", "syntax", 7, "bracket of column 1"),
    ("a + b)", "syntax", 6, "expected an operator or the end"),
    ("a +", "syntax", 4, "found the end"),
    ("", "syntax", 1, "found the end"),
    ("\\frac{a}{b}", "syntax", 1, "without backslashes"),
    ("|a|", "syntax", 1, "abs(x)"),
    ("n!", "syntax", 2, "factorial"),
    ("a @ b", "syntax", 3, "means nothing"),
    ("w[", "syntax", 3, "found the end"),
    ("Sum(x[i])", "syntax", 9, "(i, 1, N)"),
    ("Derivative(a)", "syntax", 1, "variable"),
    ("Derivative(a, x + 1)", "syntax", 15, "no variable"),
    ("Derivative(a, x, 1/2)", "syntax", 18, "whole number"),
    ("Piecewise((x, y))", "syntax", 16, "relation sign"),
    ("9" * 500, "too-large", 1, "400 digits"),
    ("(" * 300 + "x" + ")" * 300, "too-large", 101, "100 deep"),
    ("a" + "/b" * 200, "too-large", 1, "100 deep"),
    ("-" * 10_000 + "x", "too-large", 201, "100 deep"),
    ("exp(" * 300 + "x" + ")" * 300, "too-large", 269, "100 deep"),
    ("a**" * 500 + "b", "too-large", 598, "100 deep"),
    ("a+" * 100_000, "too-large", 1, "200000 characters"),
]


@pytest.mark.parametrize("text, code, column, words", REFUSED, ids=[r[0][:20] for r in REFUSED])
def test_refuses(text, code, column, words):
    with pytest.raises(DeriveError) as caught:
        parse(text, "given", TYPES)
    found = caught.value.diagnostic
    assert found.code == code
    assert found.place is not None
    assert (found.place.file, found.place.line, found.place.column) == ("given", 1, column)
    assert words in str(found)


def test_a_declared_symbol_is_no_function():
    with pytest.raises(DeriveError, match=r"gamma is declared as real"):
        parse("gamma(1 - x)", types={"gamma": Scalar()})
    assert parse("gamma(x)") is t.call("gamma", x)


def test_places_count_lines():
    with pytest.raises(DeriveError) as caught:
        parse("a +\n  b c")
    place = caught.value.diagnostic.place
    assert place is not None
    assert (place.line, place.column) == (2, 5)


# Terms of every kind, as constructors make them.

_symbols = st.sampled_from([a, b, x, y, N, t.symbol("sigma"), t.symbol("w_1"), t.symbol("θ")])
_leaves = st.one_of(
    _symbols,
    st.integers(0, 12).map(t.number),
    st.decimals(0, 100, places=3).map(lambda d: t.decimal(str(d))),
    st.sampled_from([t.constant("pi"), t.constant("e"), t.constant("infinity")]),
)
_unary = [name for name, (least, _) in ARITY.items() if least == 1] + ["f"]
_heads = st.sampled_from(t.RELATIONS)


def _conditions(terms):
    plain_ones = st.tuples(_heads, terms, terms).map(lambda r: t.make(r[0], r[1:]))
    joined = st.tuples(st.sampled_from(["and", "or"]), plain_ones, plain_ones)
    return st.one_of(
        plain_ones,
        joined.map(lambda r: t.make(r[0], r[1:])),
        plain_ones.map(lambda p: t.make("not", (p,))),
    )


def _compound(terms):
    some = st.lists(terms, min_size=2, max_size=4)
    return st.one_of(
        some.map(lambda ts: t.add(*ts)),
        some.map(lambda ts: t.mul(*ts)),
        terms.map(t.neg),
        st.builds(t.div, terms, terms),
        st.builds(t.power, terms, terms),
        st.builds(t.call, st.sampled_from(_unary), terms),
        st.builds(t.call, st.just("g"), terms, terms),
        some.map(lambda ts: t.call("max", *ts)),
        st.builds(t.indexed, _symbols, terms),
        st.builds(t.indexed, _symbols, terms, terms),
        st.builds(t.derivative, terms, _symbols, st.builds(t.indexed, _symbols, terms)),
        st.builds(t.summation, terms, st.sampled_from([i, j]), terms, terms),
        st.builds(t.product, terms, st.sampled_from([i, j]), terms, terms),
        st.tuples(terms, _conditions(terms), terms).map(lambda p: t.make("cases", p)),
        st.tuples(terms, _conditions(terms)).map(lambda p: t.make("cases", p)),
    )


@settings(max_examples=400, deadline=None)
@given(st.recursive(_leaves, _compound, max_leaves=25))
def test_what_is_written_reads_back(term):
    assert parse(plain(term), types=TYPES) is term


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("ab2.()[]{},+-*/^<>=!:_ '\\|πσExpSum\n"), max_size=40))
def test_any_text_is_read_or_refused(text):
    for reader in (parse, parse_chain, parse_declaration):
        with suppress(DeriveError):
            reader(text)
