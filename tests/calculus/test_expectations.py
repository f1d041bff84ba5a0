"""What an author expects is judged, every time it is stated, and never taken for what it is not."""

import pytest
import sympy

from derive import Model, carry_out, check
from derive.ground.diagnostic import DeriveError

x = sympy.Symbol("x")


def verdicts(state):
    with Model("m") as m:
        m.symbol("x")
        state(m, m.define("z", x**2))
    report = check(carry_out(m.problem()))
    return [o.verdict.status for o in report.outcomes if o.step.expected]


def test_each_of_several_expectations_is_judged():
    def state(m, z):
        m.derive(z, x, expect=3 * x)
        m.derive(z, x, expect=2 * x)
        m.derive(z, x)

    assert verdicts(state) == ["refuted", "proved"]


def test_an_expectation_in_another_form_is_proved():
    assert verdicts(lambda m, z: m.derive(z, x, expect=x + x)) == ["proved"]


@pytest.mark.parametrize(
    "bad, code",
    [
        (True, "not-an-expression"),
        ("2*x", "not-an-expression"),
        ([2 * x], "not-an-expression"),
        (sympy.Eq(x, 2 * x, evaluate=False), "not-an-expression"),
        (sympy.oo, "not-an-expression"),
        (sympy.I * x, "unsupported-sympy"),
        (0.1 * x, "inexact-number"),
    ],
    ids=str,
)
def test_what_is_no_exact_real_quantity_is_refused_at_its_line(bad, code):
    with pytest.raises(DeriveError) as caught:
        verdicts(lambda m, z: m.derive(z, x, expect=bad))
    assert caught.value.diagnostic.code == code
    assert caught.value.diagnostic.place.file == __file__
    assert sympy.core.parameters.global_parameters.evaluate
