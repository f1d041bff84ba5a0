"""Terms and contexts survive the way through JSON."""

import json

import pytest
from calculus.models import MODELS, derivation
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.model import data
from derive.model.context import Context
from derive.model.domain import (
    BINARY,
    NONZERO,
    POSITIVE_INTEGER,
    UNIT,
    Family,
    Function,
    Index,
    Range,
    Scalar,
)
from derive.model.relation import Relation
from derive.model.term import add, call, decimal, div, make, neg, number, power, symbol

leaves = st.one_of(
    st.builds(symbol, st.sampled_from(["x", "y_1", "α"])),
    st.builds(number, st.integers(0, 99)),
    st.just(decimal("0.25")),
)
terms = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(add, inner, inner),
        st.builds(neg, inner),
        st.builds(div, inner, inner),
        st.builds(power, inner, inner),
        st.builds(lambda a: call("log", a), inner),
        st.builds(lambda a, b: make("cases", (a, make("lt", (a, b)), b)), inner, inner),
    ),
)


@settings(deadline=None, derandomize=True)
@given(terms)
def test_a_term_comes_back_the_same(node):
    assert data.term_from(json.loads(json.dumps(data.term_data(node)))) is node


@pytest.mark.parametrize("name", MODELS)
def test_a_context_comes_back_equal(name):
    context = derivation(name).context
    again = data.context_from(json.loads(json.dumps(data.context_data(context))))
    assert again.types == context.types
    assert [(d.target, d.body) for d in again.definitions] == [
        (d.target, d.body) for d in context.definitions
    ]


def test_every_kind_of_type_comes_back():
    x, n = symbol("x"), symbol("n")
    kinds = {
        "a": Scalar(UNIT),
        "i": Index(Range(number(1), n)),
        "w": Family((Range(number(1), n),), Scalar(NONZERO)),
        "f": Function((Scalar(BINARY),), Scalar(POSITIVE_INTEGER)),
    }
    context = Context(kinds).assume(Relation(x, "<", n))
    assert data.context_from(json.loads(json.dumps(data.context_data(context)))) == context


@pytest.mark.parametrize("bad", [None, [], ["number"], ["number", "a"], [1, 2], ["call"], "x"])
def test_what_is_no_term_is_refused(bad):
    with pytest.raises(ValueError, match=" no "):
        data.term_from(bad)
