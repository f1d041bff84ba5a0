"""Proofs of sums, arrays, inequalities and cases replay; a field that matters can't be edited."""

import copy
import importlib.util
import json
from pathlib import Path

import pytest

from derive.checker.certifying import identity
from derive.model import domain as d
from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.proof import judge
from derive.readers.plain import parse
from derive.replay import Rejected, replay

_SPEC = importlib.util.spec_from_file_location(
    "arrays_notation", Path(__file__).parents[1] / "arrays" / "array_relations.py"
)
arrays = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(arrays)

N, I, J = (t.symbol(n) for n in "Nij")  # noqa: E741
X, Y, Z, P = (t.symbol(n) for n in "xyzp")


def families(*assumptions):
    span = d.Range(t.ONE, N)
    real, positive = d.Scalar(d.REAL), d.Scalar(d.POSITIVE)
    return Context(
        {
            "N": d.Scalar(d.POSITIVE_INTEGER),
            **{name: d.Family((span,), real) for name in "xyz"},
            "p": d.Family((span,), positive),
            **{name: d.Index(span) for name in "ij"},
            "c": real,
        }
    ).assume(*assumptions)


def total(body, index=I, low=1, high=N):
    return t.summation(body, index, low, high)


def exp(u):
    return t.call("exp", u)


SOFTMAX = exp(Z[I]) / total(exp(Z[J]), J)
SUMS = {
    "linear": (total(X[I] + 2 * Y[I]), total(X[J], J) + 2 * total(Y[I])),
    "shifted": (total(X[I]), total(X[J + 1], J, 0, N - 1)),
    "last term": (total(X[I], high=N) + X[N], total(X[I], high=N - 1) + 2 * X[N]),
    "delta": (total(t.call("delta", I, J) * X[I]), X[J]),
    "derivative": (t.derivative(total(X[I] ** 2), X[J]), 2 * X[J]),
    "product": (total(X[I]) * total(Y[I]), total(total(X[I] * Y[J], J))),
    "interchanged": (total(total(X[I] * exp(Y[J]), J)), total(total(X[I] * exp(Y[J]), I), J)),
    "squares": (total(I**2), N * (N + 1) * (2 * N + 1) / t.number(6)),
    "geometric": (total(t.power(t.TWO, I)), t.power(t.TWO, N + 1) - 2),
    "logarithms": (
        total(t.call("log", t.ONE / (t.ONE + exp(-Z[I])))),
        -total(t.call("log", t.ONE + exp(-Z[I]))),
    ),
    "normalised": (total(P[I] / total(P[J], J)), t.ONE),
    "softmax": (
        t.derivative(SOFTMAX, Z[J]),
        SOFTMAX * (t.call("delta", I, J) - exp(Z[J]) / total(exp(Z[I]))),
    ),
}  # fmt: skip
KNOWN = SUMS.keys() - {"last term"}


def written(relation, context):
    verdict = judge(relation, context)
    assert verdict.holds, verdict
    found = identity(relation, context, verdict)
    assert found is not None, relation
    return json.loads(json.dumps(found))


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_sums_replay_and_near_misses_do_not(name):
    left, right = SUMS[name]
    given = written(Relation(left, "=", right), families())
    assert replay(given) == "proved"
    for wrong in (["neg", given["claim"][2]], ["add", given["claim"][2], ["symbol", "c"]]):
        with pytest.raises(Rejected):
            replay(given | {"claim": [given["claim"][0], "=", wrong]})


def test_a_delta_needs_its_index_in_the_range():
    short = Relation(total(t.call("delta", I, J) * X[I]), "=", X[J])
    given = written(short, families())
    types = given["context"]["types"]
    types["j"] = {"index": [["number", "0"], ["symbol", "N"]]}
    with pytest.raises(Rejected):
        replay(given)


def test_a_closed_form_needs_a_range_that_runs_forward():
    given = written(Relation(total(I), "=", N * (N + 1) / t.TWO), families())
    given["context"]["types"]["N"]["scalar"]["lower"] = None
    with pytest.raises(Rejected):
        replay(given)


def test_assumed_equations_are_used_and_missed():
    one = Relation(total(Y[I]), "=", t.ONE)
    claim = Relation(X[J] * total(Y[I]) - Y[J], "=", X[J] - Y[J])
    given = written(claim, families(one))
    assert replay(given) == "proved"
    given["context"]["assumptions"] = []
    with pytest.raises(Rejected):
        replay(given)


def test_cofactors():
    circle = Relation(parse("x**2 + y**2"), "=", t.ONE)
    context = Context({"x": d.Scalar(d.REAL), "y": d.Scalar(d.REAL)}).assume(circle)
    given = written(Relation(parse("x**4 - y**4"), "=", parse("1 - 2*y**2")), context)
    assert given["cases"][0]["multiples"]
    assert replay(given) == "proved"
    for multiples in ([], [[["number", "2"], 0]], [[*given["cases"][0]["multiples"][0][:1], 1]]):
        edited = copy.deepcopy(given)
        edited["cases"][0]["multiples"] = multiples
        with pytest.raises(Rejected):
            replay(edited)


ARRAYS = [
    ("A: n n; B: n n", "T(A*B) = T(B)*T(A)"),
    ("A: n m; B: m n", "tr(A*B) = tr(B*A)"),
    ("X: N d; w: d; y: N", "D(T(X*w - y)*(X*w - y), w) = 2*T(X)*(X*w - y)"),
    ("S: n n symmetric; x: n", "D(T(x)*S*x, x) = 2*S*x"),
]


@pytest.mark.parametrize("types, claim", ARRAYS)
def test_claims_about_arrays(types, claim):
    given = written(arrays.relation(claim), arrays.context(types))
    assert replay(given) == "proved"
    doubled = ["mul", ["number", "2"], given["claim"][2]]
    with pytest.raises(Rejected):
        replay(given | {"claim": [given["claim"][0], "=", doubled]})


SIGNS = [
    ("(x - y)**2", ">=", "0"),
    ("x**2 + x + 1", ">", "0"),
    ("sigmoid(x)*(1 - sigmoid(x))", "<=", "1/4"),
    ("abs(x)*sign(x)", "=", "x"),
    ("1/(x**2 + x*y + y**2 + 1)", ">", "0"),
]


@pytest.mark.parametrize("left, sign, right", SIGNS)
def test_signs_and_cases(left, sign, right):
    context = Context({"x": d.Scalar(d.REAL), "y": d.Scalar(d.REAL)})
    given = written(Relation(parse(left), sign, parse(right)), context)
    assert replay(given) == "proved"
    turned = {"=": "!=", ">": "<", ">=": "<", "<=": ">"}[sign]
    with pytest.raises(Rejected):
        replay(given | {"claim": [given["claim"][0], turned, given["claim"][2]]})


def test_no_case_may_be_left_out():
    context = Context({"x": d.Scalar(d.REAL)})
    given = written(Relation(parse("abs(x)*sign(x)"), "=", parse("x")), context)
    inner = given["cases"][0]["split"]["into"]
    assert len(inner) == 3
    for k in range(3):
        for replacement in ([None], []):
            edited = copy.deepcopy(given)
            edited["cases"][0]["split"]["into"][k : k + 1] = replacement
            with pytest.raises(Rejected):
                replay(edited)


def test_names_of_bound_indices_can_not_be_claimed_about():
    claim = Relation(parse("x"), "=", parse("x"))
    given = written(claim, Context({"x": d.Scalar(d.REAL)}))
    for name in ("#1:1..N", "?1", "@1"):
        side = ["symbol", name]
        with pytest.raises(Rejected):
            replay(given | {"claim": [side, "=", side]})


@pytest.mark.parametrize("name", ["geometric", "squares", "logarithms"])
def test_each_equation_is_checked(name):
    given = written(Relation(*_with_sign(SUMS[name])), families())
    assert given["cases"][0]["equations"]
    for k in range(len(given["cases"][0]["equations"])):
        edited = copy.deepcopy(given)
        equation = edited["cases"][0]["equations"][k]
        equation[1] = ["add", equation[1], ["number", "1"]]
        with pytest.raises(Rejected):
            replay(edited)


def _with_sign(sides):
    return sides[0], "=", sides[1]
