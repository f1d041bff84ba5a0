"""Generated expressions: a true identity is never refuted, a changed one never proved.

An expression is rewritten by steps that keep its value wherever both forms are defined; the judge
may answer proved or conditional, never refuted.  Adding something that is nowhere zero must never
be called proved or conditional.
"""

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from notation import context

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.proof import judge

X, Y = t.symbol("x"), t.symbol("y")
leaves = st.one_of(
    st.sampled_from([X, Y]), st.integers(1, 4).map(t.number), st.just(t.number(Fraction(1, 2)))
)
NAMES = ["exp", "sin", "cos", "tanh", "sigmoid", "softplus", "abs", "atan", "log", "sqrt"]
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(t.add, inner, inner),
        st.builds(t.mul, inner, inner),
        st.builds(t.neg, inner),
        st.builds(t.div, inner, inner),
        st.builds(lambda u, n: t.power(u, n), inner, st.integers(0, 3)),
        st.builds(lambda name, u: t.call(name, u), st.sampled_from(NAMES), inner),
    ),
    max_leaves=7,
)


def rewritten(node, rng):
    """The same value in another form, wherever both are defined."""
    args = tuple(rewritten(a, rng) for a in node.args)
    node = t.make(node.head, args, node.value)
    if rng.random() < 0.5:
        return node
    match node.head:
        case "add" | "mul":
            order = list(node.args)
            rng.shuffle(order)
            return t.make(node.head, tuple(order))
        case "neg":
            return t.mul(t.neg(t.ONE), node.args[0])
        case "div":
            return t.mul(node.args[0], t.power(node.args[1], -1))
        case "call" if node.value == "sigmoid":
            return 1 - t.call("sigmoid", t.neg(node.args[0]))
        case "call" if node.value == "tanh":
            return 2 * t.call("sigmoid", 2 * node.args[0]) - 1
        case "call" if node.value == "softplus":
            return t.call("log", 1 + t.call("exp", node.args[0]))
        case "call" if node.value in ("sin", "atan"):
            return t.neg(t.call(str(node.value), t.neg(node.args[0])))
    u = rng.choice([X, Y])
    return rng.choice(
        [
            t.add(node, u, t.neg(u)),
            t.mul(node, t.call("exp", u), t.call("exp", t.neg(u))),
            t.mul(node, t.call("sin", u) ** 2 + t.call("cos", u) ** 2),
            (node * 3 - node) / 2,
            t.call("log", t.call("exp", node)),
        ]
    )


seeds = st.integers(0, 10**6)


@settings(max_examples=250)
@given(expressions, seeds)
def test_a_true_identity_is_never_refuted(node, seed):
    other = rewritten(node, random.Random(seed))
    verdict = judge(Relation(node, "=", other), time_limit=5)
    assert verdict.status != "refuted", verdict.reason


@settings(max_examples=250)
@given(expressions, seeds)
def test_a_changed_identity_is_never_proved(node, seed):
    rng = random.Random(seed)
    gap = rng.choice([t.ONE, t.number(Fraction(1, 10**20)), t.call("exp", X), X**2 + 1])
    other = rewritten(node, rng) + gap
    verdict = judge(Relation(node, "=", other), time_limit=5)
    assert not verdict.holds, verdict.method


@settings(max_examples=100)
@given(expressions, seeds)
def test_the_verdict_does_not_depend_on_names(node, seed):
    other = rewritten(node, random.Random(seed))
    renamed = {X: t.symbol("q"), Y: t.symbol("a")}
    first = judge(Relation(node, "=", other), Context(), time_limit=5)
    second = judge(
        Relation(t.substitute(node, renamed), "=", t.substitute(other, renamed)), time_limit=5
    )
    assert (first.status, len(first.conditions)) == (second.status, len(second.conditions))


@settings(max_examples=100)
@given(expressions)
def test_the_derivative_of_a_sum_is_the_sum_of_derivatives(node):
    claim = Relation(t.derivative(node + X * node, X), "=", t.derivative(node, X) * (1 + X) + node)
    verdict = judge(claim, context(), time_limit=5)
    assert verdict.status != "refuted", verdict.reason
    assert replace(verdict, seconds=0) == replace(judge(claim, context()), seconds=0)
