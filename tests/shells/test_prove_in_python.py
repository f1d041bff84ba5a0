"""`derive.prove`: SymPy in, SymPy out, and no misuse without advice."""

import pytest
from sympy import (
    Derivative,
    Eq,
    FiniteSet,
    Float,
    Function,
    Gt,
    I,
    IndexedBase,
    Integer,
    Interval,
    Mul,
    Ne,
    Pow,
    Q,
    Rational,
    S,
    Sum,
    Symbol,
    besselj,
    exp,
    log,
    sqrt,
    symbols,
)

from derive import Verdict, prove

x, y, a, b = symbols("x y a b")
p = Symbol("p", positive=True)
ratio = Mul(x, Pow(x, -1, evaluate=False), evaluate=False)

i, j = symbols("i j", integer=True)
n = symbols("n", integer=True, positive=True)
v = IndexedBase("v")

VERDICTS = [
    ("proved", (x + 1) ** 2, x**2 + 2 * x + 1, {}),
    ("conditional", ratio, 1, {}),
    ("proved", ratio, 1, {"where": {x: S.Reals - FiniteSet(0)}}),
    ("proved", ratio, 1, {"assuming": [Ne(x, 0)]}),
    ("proved", ratio, 1, {"assuming": [x > 0]}),
    ("conditional", (x**2 - 1) / (x - 1), x + 1, {}),
    ("refuted", sqrt(x**2), x, {}),
    ("proved", sqrt(p**2), p, {}),
    ("conditional", log(x**2), 2 * log(x), {}),
    ("proved", log(x**2), 2 * log(x), {"where": {x: Interval.open(0, 1)}}),
    ("refuted", exp(x), exp(x) + Rational(1, 10**25), {}),
    ("proved", Float("0.5") * x, x / 2, {}),
    ("proved", Derivative(x**3, x), 3 * x**2, {}),
    ("proved", y**2, y, {"where": {y: FiniteSet(0, 1)}}),
    ("proved", v[1] + v[i], v[i] + v[1], {}),
    ("proved", Sum(v[i], (i, 1, n)), Sum(v[j + 1], (j, 0, n - 1)), {}),
    ("refuted", Sum(v[i], (i, 1, n)), Sum(v[j], (j, 0, n - 1)), {}),
    ("conditional", Mul(v[i], Pow(v[i], -1, evaluate=False), evaluate=False), 1, {}),
]


@pytest.mark.parametrize(
    "status, lhs, rhs, given", VERDICTS, ids=[f"{v[1]} = {v[2]} {v[3]}" for v in VERDICTS]
)
def test_verdicts(status, lhs, rhs, given):
    assert prove(lhs, rhs, **given).status == status


def test_evidence_is_sympy():
    verdict = prove(ratio, 1)
    assert isinstance(verdict, Verdict)
    assert verdict.conditions == (Ne(x, 0),)
    assert verdict.counterexample is None
    assert verdict.holds
    assert verdict.seconds >= 0


def test_a_counterexample_can_be_recomputed():
    left, right = a * (1 + y), a * (1 - y)
    verdict = prove(left, right)
    assert verdict.status == "refuted"
    point = verdict.counterexample
    assert left.subs(point) != right.subs(point)
    first, second = verdict.values
    assert left.subs(point) in first
    assert right.subs(point) in second
    assert first.is_disjoint(second)


def test_discharged_conditions_say_what_did_it():
    verdict = prove(a / a, 1, where={a: Interval.open(0, 1)})
    assert verdict.status == "proved"
    verdict = prove(Mul(p, Pow(p, -1, evaluate=False), evaluate=False), 1)
    ((condition, fact),) = verdict.discharged
    assert condition == Ne(p, 0, evaluate=False)
    assert fact


def test_a_verdict_is_no_boolean():
    with pytest.raises(TypeError, match="holds"):
        assert prove(x, x)


MISUSE = [
    (TypeError, "SymPy expression", lambda: prove("x/x", 1)),
    (TypeError, "SymPy expression", lambda: prove(x == x, 1)),
    (TypeError, "SymPy expression", lambda: prove([x], x)),
    (TypeError, "two sides", lambda: prove(Eq(x, 1), 1)),
    (TypeError, "two sides", lambda: prove(x > 0, 1)),
    (TypeError, "numbers or matrices", lambda: prove(Interval(0, 1), 1)),
    (TypeError, "list of SymPy relations", lambda: prove(x, x, assuming=x > 0)),
    (TypeError, "Eq\\(a, b\\)", lambda: prove(x, x, assuming=[x == 1])),
    (TypeError, "no relation", lambda: prove(x, x, assuming=[Q.positive(x)])),
    (ValueError, "false by itself", lambda: prove(x, x, assuming=[Gt(Integer(0), 1)])),
    (TypeError, "dict", lambda: prove(x, x, where=[x])),
    (TypeError, "no symbol", lambda: prove(x, x, where={"x": S.Reals})),
    (TypeError, "SymPy sets", lambda: prove(x, x, where={x: "positive"})),
    (ValueError, "no set that is read", lambda: prove(x, x, where={x: S.Complexes})),
    (ValueError, "conflict", lambda: prove(p, p, where={p: Interval.open(-2, -1)})),
    (ValueError, "called x", lambda: prove(x, Symbol("x", real=True))),
    (ValueError, "called x", lambda: prove(x, x, where={Symbol("x", real=True): S.Reals})),
    (ValueError, "called x", lambda: prove(x + IndexedBase("x")[1], 1)),
    (ValueError, "called x", lambda: prove(x + Function("x")(y), 1)),
    (ValueError, "complex", lambda: prove(Symbol("z", complex=True), 1)),
    (ValueError, "Rational", lambda: prove(0.1 * x, x / 10)),
    (ValueError, "positive number", lambda: prove(x, x, time_limit=0)),
    (TypeError, "number of seconds", lambda: prove(x, x, time_limit="1")),
]


@pytest.mark.parametrize("error, advice, call", MISUSE, ids=[m[1] for m in MISUSE])
def test_misuse_gets_advice(error, advice, call):
    with pytest.raises(error, match=advice):
        call()


@pytest.mark.parametrize("expression", [I * x, besselj(0, x), besselj(x, 1) + x], ids=str)
def test_what_has_no_reading_is_unread(expression):
    verdict = prove(expression, x)
    assert verdict.status == "unread"
    assert verdict.reason
    assert not verdict.holds
