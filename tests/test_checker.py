"""The checker: one outcome per step, claims judged once, nothing believed."""

from derive import binary, carry_out, check
from derive.checker import checking
from derive.model.context import Context
from derive.model.derivation import Derivation, Section, Step
from derive.model.domain import Scalar
from derive.model.relation import equation
from derive.model.term import symbol
from derive.readers.authoring import Model

x = symbol("x")
LINE = Context({"x": Scalar()})


def derivation(*steps: Step) -> Derivation:
    return Derivation("mine", "Mine", LINE, (Section("claim", "statement", None, steps),))


def model(expected):
    from sympy import exp, log

    with Model("coin") as m:
        z = m.symbol("z")
        y = m.symbol("y", binary)
        a = m.define("a", 1 / (1 + exp(-z)))
        L = m.define("L", -(y * log(a) + (1 - y) * log(1 - a)))
        m.derive(L, z, expect=expected(a, y))
    return m


def test_one_outcome_for_each_step_in_order():
    steps = (Step("1", equation(x + x, 2 * x)), Step("2", equation(x, x), kind="definition"))
    report = check(derivation(*steps))
    assert [o.step for o in report.outcomes] == list(steps)
    assert [o.verdict and o.verdict.status for o in report.outcomes] == ["proved", None]
    assert report.clean
    assert report.tool["name"] == "derive"


def test_equal_claims_are_judged_once(monkeypatch):
    import derive.proof

    seen = []
    judge = derive.proof.judge
    monkeypatch.setattr(
        derive.proof,
        "judge",
        lambda claim, *rest, **limits: seen.append(claim) or judge(claim, *rest, **limits),
    )
    claim = equation(x + x, 2 * x)
    report = check(derivation(Step("1", claim), Step("2", claim), Step("3", equation(x, x))))
    assert seen == [claim, equation(x, x)]
    assert all(o.verdict.status == "proved" for o in report.outcomes)


def test_a_right_expectation_is_proved():
    report = check(carry_out(model(lambda a, y: a - y).problem()))
    assert report.counts()["proved"] == sum(report.counts().values())


def test_a_wrong_expectation_is_refuted_with_a_counterexample():
    report = check(carry_out(model(lambda a, y: a + y).problem()))
    wrong = [o for o in report.outcomes if o.verdict and not o.verdict.holds]
    assert wrong
    assert all(o.verdict.status == "refuted" and o.verdict.counterexample for o in wrong)
    assert any(o.step.expected for o in wrong)
    assert not report.clean


def test_updates_claim_to_be_descent_steps():
    m = Model("bowl")
    w, rate = m.symbols("w rate")
    J = m.define("J", w**2)
    m.descend(J, w, rate=rate)
    found = check(carry_out(m.problem()))
    updates = [o for o in found.outcomes if o.step.kind == "update"]
    assert updates
    assert {o.verdict.status for o in updates} == {"proved"}


def test_versions_are_known():
    assert checking.tool()["sympy"][0].isdigit()
