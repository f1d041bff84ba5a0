"""Whatever is differentiated, every line of the chain keeps the value of the one before."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numeric import Undefined, value

from derive.calculus import carry_out
from derive.model.context import Context, Definition
from derive.model.domain import REAL, Scalar
from derive.model.problem import DerivativeGoal, Problem
from derive.model.term import add, call, div, mul, neg, number, power, symbol

x, k, u, L = map(symbol, ["x", "k", "u", "L"])
FUNCTIONS = [
    "exp",
    "log",
    "sqrt",
    "sin",
    "cos",
    "tan",
    "tanh",
    "sigmoid",
    "softplus",
    "atan",
    "erf",
]


def expressions(*leaves):
    atoms = st.sampled_from([*leaves, number(1), number(2), number(3)])
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.builds(add, inner, inner),
            st.builds(lambda a, b: add(a, neg(b)), inner, inner),
            st.builds(mul, inner, inner),
            st.builds(div, inner, inner),
            st.builds(neg, inner),
            st.builds(power, inner, st.sampled_from([number(2), number(3), number(-1)])),
            st.builds(call, st.sampled_from(FUNCTIONS), inner),
        ),
        max_leaves=7,
    )


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(inner=expressions(x, k), outer=expressions(u, x, u))
def test_no_line_changes_the_value(inner, outer):
    context = Context({"x": Scalar(REAL), "k": Scalar(REAL)})
    context = context.define(Definition(u, inner)).define(Definition(L, outer))
    if not context.depends(L, x):
        return
    of = carry_out(Problem("p", "p", context, (DerivativeGoal(L, x),)))
    for step in of.steps:
        for point in ({x: 0.37, k: 1.3}, {x: 1.9, k: 0.6}):
            try:
                before = value(step.relation.left, context, point)
                after = value(step.relation.right, context, point)
            except Undefined:
                continue
            if abs(before) < 1e6:
                assert after == pytest.approx(before, rel=1e-6, abs=1e-6), str(step.relation)
