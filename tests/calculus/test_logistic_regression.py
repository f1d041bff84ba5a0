"""The seven results that every textbook derives, and the lines that lead to them."""

import pytest
import sympy
from calculus.models import derivation, lines, rules, section

from derive.model.sympy_bridge import to_sympy
from derive.model.term import symbol

L, M, a, z, b = map(symbol, "LMazb")
w, i = symbol("w"), symbol("i")
sa, sy, sz = sympy.symbols("a y z")
sw, sx = sympy.IndexedBase("w"), sympy.IndexedBase("x")
si = sympy.Symbol("i")

RESULTS = [
    (L, a, -sy / sa + (1 - sy) / (1 - sa)),
    (a, z, sa * (1 - sa)),
    (L, z, sa - sy),
    (z, w[1], sx[1]),
    (z, w[2], sx[2]),
    (z, w[i], sx[si]),
    (z, b, sympy.Integer(1)),
    (L, w[1], (sa - sy) * sx[1]),
    (L, w[i], (sa - sy) * sx[si]),
    (L, b, sa - sy),
    (M, z, sa - sy),
]


@pytest.mark.parametrize("quantity, variable, expected", RESULTS, ids=lambda v: str(v))
def test_result_as_sympy_equality(quantity, variable, expected):
    of = section(derivation("logistic_regression"), quantity, variable)
    worked_out = [step for step in of.steps if not step.expected]
    assert worked_out[-1].rhs.doit() == expected
    assert worked_out[0].lhs == sympy.Derivative(to_sympy(quantity), to_sympy(variable))


LINES = [
    (
        L,
        a,
        [
            "Derivative(-(y*log(a) + (1 - y)*log(1 - a)), a)",
            "-(Derivative(y*log(a), a) + Derivative((1 - y)*log(1 - a), a))",
            "-(y*Derivative(log(a), a) + (1 - y)*Derivative(log(1 - a), a))",
            "-(y*(1/a) + (1 - y)*(1/(1 - a))*Derivative(1 - a, a))",
            "-y/a + (1 - y)/(1 - a)",
        ],
        ["sum rule", "constant factor", "derivative of log", "chain rule"],
    ),
    (
        a,
        z,
        [
            "Derivative(1/(1 + exp(-z)), z)",
            "-Derivative(1 + exp(-z), z)/(1 + exp(-z))**2",
            "exp(-z)/(1 + exp(-z))**2",
            "1/(1 + exp(-z))*(exp(-z)/(1 + exp(-z)))",
            "1/(1 + exp(-z))*(1 - 1/(1 + exp(-z)))",
            "a*(1 - a)",
        ],
        ["reciprocal rule", "derivative of exp", "split into factors"],
    ),
    (
        L,
        z,
        [
            "Derivative(L, a)*Derivative(a, z)",
            "((1 - y)/(1 - a) - y/a)*a*(1 - a)",
            "a*(1 - a)*(1 - y)/(1 - a) - y*a*(1 - a)/a",
            "a*(1 - y) - y*(1 - a)",
            "a - a*y - y + y*a",
            "a - y",
        ],
        ["chain rule over the graph", "distributive law", "cancel", "expand", "collect"],
    ),
    (
        z,
        w[i],
        [
            "Derivative(w[1]*x[1], w[i]) + Derivative(w[2]*x[2], w[i]) + Derivative(b, w[i])",
            "delta(1, i)*x[1] + delta(2, i)*x[2] + 0",
            "x[i]",
        ],
        ["sum rule", "derivative of a family member", "delta picks its index"],
    ),
    (
        z,
        w[1],
        [
            "Derivative(w[1]*x[1], w[1]) + Derivative(w[2]*x[2], w[1]) + Derivative(b, w[1])",
            "x[1] + 0 + 0",
            "x[1]",
        ],
        ["constant factor", "derivative of a constant"],
    ),
    (z, b, ["0 + 0 + 1", "1"], ["derivative of the variable"]),
    (
        M,
        z,
        ["exp(z)/(1 + exp(z)) - y", "1/(1 + exp(-z)) - y", "a - y"],
        ["derivative of log", "rewrite"],
    ),
]


@pytest.mark.parametrize("quantity, variable, wanted, named", LINES, ids=lambda v: str(v)[:20])
def test_textbook_lines_in_order(quantity, variable, wanted, named):
    of = section(derivation("logistic_regression"), quantity, variable)
    shown = lines(of)
    positions = [shown.index(line) for line in wanted]
    assert positions == sorted(positions)
    assert set(named) <= set(rules(of))


def test_updates():
    updates = [s for s in derivation("logistic_regression").sections if s.kind == "update"]
    assert [str(s.steps[-1].relation) for s in updates] == [
        "w[i] = w[i] - alpha*(a - y)*x[i]",
        "b = b - alpha*(a - y)",
    ]
