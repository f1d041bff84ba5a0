"""`derive prove`: one relation in plain notation, its verdict and its evidence."""

import json

import pytest
from command import derive

VERDICTS = [
    ("x/x = 1", [], "~ conditional\n   holds where x ≠ 0", 0),
    ("x/x = 1", ["--strict"], "conditional", 1),
    ("x/x = 1", ["--let", "x : nonzero"], "proved", 0),
    ("x/x = 1", ["--assume", "x > 0"], "proved", 0),
    ("sqrt(x**2) = abs(x)", [], "proved", 0),
    ("sqrt(x^2) = x", [], "refuted", 1),
    ("log(a*b) = log(a) + log(b)", ["--let", "a, b : positive"], "proved", 0),
    ("E**x = E**x + 1e-25", [], "refuted", 1),
    ("Derivative(x**3, x) = 3*x**2", [], "proved", 0),
    ("y**2 = y", ["--let", "y : {0, 1}"], "proved", 0),
    ("f(x) = f(x)", ["--let", "f : real -> real"], "proved", 0),
    ("f(x) = f(x)", ["--let", "f : (0, 1) -> real"], "holds where x > 0 and x < 1", 0),
    ("f(2) = f(2)", ["--let", "f : (0, 1) -> real"], "ill-formed", 1),
    ("f(-x) = f(-x)", ["--let", "f : positive -> real", "--let", "x : positive"], "ill-formed", 1),
    ("f(x) = f(x)", ["--let", "f : positive -> real", "--let", "x : positive"], "proved", 0),
    ("Sum(delta(i, k), (i, 1, N)) = 1", ["--let", "k : index 1..N"], "proved", 0),
    ("Sum(delta(i, k), (i, 1, N)) = 2", ["--let", "k : index 1..N"], "refuted", 1),
    ("oo = oo", [], "ill-formed", 1),
    (
        "Derivative(x[1] + x[2], x[j+1]) = delta(j, 1)",
        ["--let", "x : real for i in 1..2", "--let", "j : index 1..2"],
        "ill-formed",
        1,
    ),
    (
        "Derivative(x[1] + x[2], x[j]) = 1",
        ["--let", "x : real for i in 1..2", "--let", "j : index 1..2"],
        "proved",
        0,
    ),
    (
        "Sum(Piecewise((1, x > 0)), (i, 1, n)) = n + abs(x) - x",
        ["--let", "n : natural", "--let", "x : real"],
        "refuted",
        1,
    ),
    ("exp(-10**6) = 0", [], "refuted", 1),
    ("ab = ba", [], "ambiguous", 1),
    ("ab = ba", ["--let", "ab, ba : real"], "refuted", 1),
    ("xx = x**2", [], "ambiguous", 1),
    ("ab = 2*ba", [], "refuted", 1),
    ("loss - loss = 0", [], "proved", 0),
    ("loss + 1 = loss", [], "refuted", 1),
    ("alpha = beta", [], "refuted", 1),
    ("2x = x + x", [], "proved", 0),
    ("2x = x", [], "refuted", 1),
    (r"2^{2^{2^{2^{2^2}}}} = 1", [], "unknown", 1),
    (r"(1/2)^{10^{10^{5}}} > 0", [], "unknown", 1),
    ("2a = 1", [], "refuted", 1),
    ("4ac = 4ca", [], "ambiguous", 1),
    ("2.5x + 1e5 = 1e5 + 5x/2", [], "proved", 0),
]


@pytest.mark.parametrize("relation, options, words, code", VERDICTS)
def test_verdicts(relation, options, words, code):
    run = derive("prove", relation, *options)
    assert words in run.stdout, run.stdout + run.stderr
    assert (run.returncode, run.stderr) == (code, "")


def test_a_counterexample_comes_with_both_values():
    out = derive("prove", "sqrt(x**2) = x").stdout
    assert "fails at x = −1" in out
    assert "left side  1" in out
    assert "right side -1" in out


def test_what_was_taken_for_granted_is_said():
    assert "x: taken to be real" in derive("prove", "x = x").stdout
    assert "taken to be" not in derive("prove", "x = x", "--let", "x : real").stdout


def test_a_chain_is_judged_link_by_link():
    run = derive("prove", "x = 2*x/2 = 3*x/2")
    assert run.returncode == 1
    assert "proved" in run.stdout
    assert "refuted" in run.stdout


def test_json():
    run = derive("prove", "a/a = 2", "--let", "a : (0, 1)", "--format", "json")
    document = json.loads(run.stdout)
    assert document["schema"] == 1
    assert document["summary"]["refuted"] == 1
    (found,) = document["relations"]
    assert found["verdict"] == "refuted"
    assert found["source"] == "a/a = 2"
    assert found["reading"] == "a/a = 2"
    assert found["counterexample"] == {"a": "1/2"}
