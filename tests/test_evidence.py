"""Every shipped verdict has a certificate that the trusted core accepts; edited ones it rejects."""

import copy
import json

import pytest
import sympy
from calculus.models import OF_NUMBERS, derivation

from derive import prove
from derive.checker import check
from derive.checker.evidence import replayed, with_evidence
from derive.model.context import Context
from derive.model.data import relation_data
from derive.model.domain import NONNEGATIVE, POSITIVE, REAL, UNIT, Scalar
from derive.model.relation import Relation
from derive.proof import judge
from derive.replay import Rejected, replay

CERTIFIED = (*OF_NUMBERS, "linear_regression_vectorised", "logistic_regression_features")
"""The models all of whose verdicts have certificates; the rest of those with arrays have most."""


@pytest.mark.parametrize("name", CERTIFIED)
def test_every_shipped_verdict_replays(name):
    report = with_evidence(check(derivation(name)))
    found = replayed(report)
    assert not found.rejected
    assert not found.without
    assert found.accepted == len(report.outcomes)


def test_python_verdicts_carry_certificates():
    x = sympy.Symbol("x", positive=True)
    assert replay(prove(sympy.log(x**2), 2 * sympy.log(x)).certificate) == "proved"
    assert replay(prove(x, x + 1).certificate) == "refuted"
    y = sympy.Symbol("y")
    conditional = prove((y**2 - 1) / (y - 1), y + 1)
    assert replay(json.loads(json.dumps(conditional.certificate))) == "conditional"


def certified(left, right, **domains):
    from derive.checker.certifying import identity
    from derive.readers.plain import parse

    context = Context({name: Scalar(domain) for name, domain in domains.items()})
    claim = Relation(parse(left), "=", parse(right))
    verdict = judge(claim, context)
    certificate = identity(claim, context, verdict)
    assert certificate is not None, (left, right, verdict)
    return json.loads(json.dumps(certificate))


PROVED = [
    ("log(x*y)", "log(x) + log(y)", {"x": POSITIVE, "y": POSITIVE}),
    ("exp(x + y)", "exp(x)*exp(y)", {"x": REAL, "y": REAL}),
    ("exp(x)/(1 + exp(x))", "sigmoid(x)", {"x": REAL}),
    ("sqrt(x**2)", "abs(x)", {"x": REAL}),
    ("sqrt(x*y)", "sqrt(x)*sqrt(y)", {"x": POSITIVE, "y": POSITIVE}),
    ("sin(2*x)", "2*sin(x)*cos(x)", {"x": REAL}),
    ("cos(x + y)", "cos(x)*cos(y) - sin(x)*sin(y)", {"x": REAL, "y": REAL}),
    ("log(a/(1 - a))", "2*atanh(2*a - 1)", {"a": UNIT}),
    ("max(x, 0) - max(-x, 0)", "x", {"x": REAL}),
    ("1/(sqrt(x) + sqrt(x + 1))", "sqrt(x + 1) - sqrt(x)", {"x": POSITIVE}),
    ("tanh(x)", "2*sigmoid(2*x) - 1", {"x": REAL}),
    ("log(1 + exp(x)) - log(1 + exp(-x))", "x", {"x": REAL}),
    ("Derivative(log(1 + x**2), x)", "2*x/(1 + x**2)", {"x": REAL}),
    ("Derivative(x**3, x, x)", "6*x", {"x": REAL}),
    ("x**(3/2)", "x*sqrt(x)", {"x": NONNEGATIVE}),
]


@pytest.mark.parametrize("left, right, domains", PROVED, ids=lambda v: str(v)[:30])
def test_a_proof_replays_and_a_near_miss_does_not(left, right, domains):
    given = certified(left, right, **domains)
    assert replay(given) == "proved"
    twice = copy.deepcopy(given)
    twice["claim"][2] = ["mul", ["number", "2"], given["claim"][2]]
    with pytest.raises(Rejected):
        replay(twice)
    turned = copy.deepcopy(given)
    turned["claim"][2] = ["neg", given["claim"][2]]
    with pytest.raises(Rejected):
        replay(turned)


WRONG = {
    "a condition is dropped": (
        certified("(y**2 - 1)/(y - 1)", "y + 1", y=REAL),
        lambda c: c.update(remaining=[]),
    ),
    "the domain is widened": (
        certified("log(x*y)", "log(x) + log(y)", x=POSITIVE, y=POSITIVE),
        lambda c: c["context"]["types"]["x"]["scalar"].update(lower=None),
    ),
    "an equation is false": (
        certified("exp(x + y)", "exp(x)*exp(y)", x=REAL, y=REAL),
        lambda c: c["cases"][0]["equations"][0].__setitem__(1, ["call", "exp", ["symbol", "x"]]),
    ),
    "an equation is missing": (
        certified("exp(x + y)", "exp(x)*exp(y)", x=REAL, y=REAL),
        lambda c: c["cases"][0].update(equations=[]),
    ),
    "an angle is wrong": (
        certified("sin(2*x)", "2*sin(x)*cos(x)", x=REAL),
        lambda c: c["cases"][0]["equations"][0][2][0].__setitem__(1, 3),
    ),
    "a root has the wrong sign": (
        certified("sqrt(x**2)", "abs(x)", x=REAL),
        lambda c: c["cases"][0].update(
            equations=[[["call", "sqrt", ["pow", ["symbol", "x"], ["number", "2"]]], ["symbol", "x"], []]]
        )
        or c["claim"].__setitem__(2, ["symbol", "x"]),
    ),
    "the cases are not all": (
        certified("x + 0", "x", x=REAL),
        lambda c: c.update(cases=[]),
    ),
    "a needed assumption is not there": (
        certified("log(x**2)", "2*log(x)", x=POSITIVE),
        lambda c: c["context"].update(types={}),
    ),
    "the claim is another one": (
        certified("x + x", "2*x", x=REAL),
        lambda c: c.update(claim=relation_data(Relation(*_sides("x + x", "x")))),
    ),
    "it is of no known kind": (certified("x + x", "2*x", x=REAL), lambda c: c.update(kind="oracle")),
    "something is missing": (certified("x + x", "2*x", x=REAL), lambda c: c.pop("opened")),
}  # fmt: skip


def _sides(left, right):
    from derive.readers.plain import parse

    return parse(left), "=", parse(right)


@pytest.mark.parametrize("what", WRONG)
def test_an_edited_certificate_is_rejected(what):
    given, edit = WRONG[what]
    replay(given)
    changed = copy.deepcopy(given)
    edit(changed)
    with pytest.raises(Rejected):
        replay(changed)


FALSE = [
    (["div", ["symbol", "x"], ["symbol", "x"]], ["number", "1"]),
    (["call", "log", ["symbol", "x"]], ["call", "log", ["symbol", "x"]]),
    (["call", "sqrt", ["symbol", "x"]], ["call", "sqrt", ["symbol", "x"]]),
    (["pow", ["symbol", "x"], ["neg", ["number", "1"]]], ["div", ["number", "1"], ["symbol", "x"]]),
    (["derivative", ["call", "abs", ["symbol", "x"]], ["symbol", "x"]],
     ["derivative", ["call", "abs", ["symbol", "x"]], ["symbol", "x"]]),
    (["derivative", ["call", "log", ["symbol", "x"]], ["symbol", "x"]],
     ["div", ["number", "1"], ["symbol", "x"]]),
    (["call", "gamma", ["symbol", "x"]], ["call", "gamma", ["symbol", "x"]]),
    (["call", "acosh", ["symbol", "x"]], ["call", "acosh", ["symbol", "x"]]),
]  # fmt: skip


@pytest.mark.parametrize("left, right", FALSE, ids=str)
def test_what_is_not_defined_everywhere_is_not_shown_as_proved(left, right):
    forged = certified("x + 0", "x", x=REAL) | {"claim": [left, "=", right]}
    with pytest.raises(Rejected):
        replay(forged)
