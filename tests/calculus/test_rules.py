"""The table of rules, and each law of differentiation against SymPy's own."""

import pytest
import sympy
from calculus.models import MODELS, derivation

from derive.calculus.differentiation import layer
from derive.calculus.function_laws import FUNCTION_LAWS
from derive.calculus.rules import RULES
from derive.model.context import Context
from derive.model.sympy_bridge import to_sympy
from derive.model.term import call, derivative, number, power, symbol

x, y, n = map(symbol, "xyn")
sx = sympy.Symbol("x")


@pytest.mark.parametrize("name", MODELS)
def test_every_step_names_a_rule_of_the_table(name):
    for step in derivation(name).steps:
        assert set(step.rules) <= set(RULES)
        assert step.rules or step.expected or step.id.startswith("statement")


def test_a_rule_has_a_law_in_both_notations_and_a_source():
    for name, rule in RULES.items():
        assert rule.name == name
        assert rule.law
        assert rule.latex
        assert rule.source or rule.kind == "structure"


@pytest.mark.parametrize("name", FUNCTION_LAWS)
def test_function_law_is_what_sympy_finds(name):
    point = {"acosh": 1.7}.get(name, 0.37)
    law = to_sympy(FUNCTION_LAWS[name](x)).doit()
    own = sympy.diff(to_sympy(call(name, x)).subs(sx, sympy.Symbol("x", real=True)))
    assert f"derivative of {name}" in RULES
    assert float(law.subs(sx, point)) == pytest.approx(
        float(own.subs(sympy.Symbol("x", real=True), point))
    )


WRITTEN = [
    (call("exp", x) * call("log", x) * x, "product rule"),
    (x / (1 + x**2), "quotient rule"),
    (3 / (1 + x), "reciprocal rule"),
    ((2 * x + 1) ** 3, "power rule"),
    (power(x, number("1/2")), "power rule"),
    (power(number(3), x), "exponential rule"),
    (power(x, x), "general power rule"),
    (x / y - x * y, "constant factor"),
    (call("log", call("cosh", x)), "chain rule"),
    (-(x - x**3), "sum rule"),
    (call("sigmoid", x**2), "derivative of sigmoid"),
    (call("tanh", call("erf", x)), "derivative of erf"),
]


@pytest.mark.parametrize("written, rule", WRITTEN, ids=lambda v: str(v))
def test_layers_lead_to_the_derivative(written, rule):
    context, line, used = Context(), derivative(written, x), set()
    while (found := layer(line, context)) is not None:
        names, line = found
        used |= set(names)
    assert rule in used
    at = {sx: sympy.Rational(3, 7), sympy.Symbol("y"): sympy.Rational(5, 3)}
    expected = sympy.diff(to_sympy(written).doit(), sx)
    assert float(to_sympy(line).doit().subs(at)) == pytest.approx(float(expected.subs(at)))


@pytest.mark.parametrize("name, at, expected", [("max", 2, 1), ("max", -2, 0), ("min", 2, 0)])
def test_a_kink_has_the_derivative_of_its_side(name, at, expected):
    _, line = layer(derivative(call(name, x, number(0)), x), Context())
    _, line = layer(line, Context())
    assert to_sympy(line).subs(sx, at).doit() == expected
    assert to_sympy(line).subs(sx, 0).doit() is sympy.nan
