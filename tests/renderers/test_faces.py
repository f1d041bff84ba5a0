"""Every face over the same few reports, held to files that people have looked at.

After a change that is meant, `pytest tests/renderers --update-golden` writes them anew.
"""

import io
import json
from functools import cache
from pathlib import Path

import pytest
from calculus.models import LIBRARY, derivation

from derive.calculus import carry_out
from derive.checker import check
from derive.model.derivation import Report
from derive.readers.python_file import load
from derive.renderers import graph, json_report, terminal, text_report

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(__file__).parents[1] / "samples"
ROOT = LIBRARY.parent


@cache
def report(name: str) -> Report:
    if name == "faulty_coin":
        (problem,) = load(SAMPLES / "faulty_coin.py")
        return check(carry_out(problem))
    return check(derivation(name))


def shown(name, **options):
    stream = io.StringIO()
    of = report(name)
    terminal.show(of.derivation, of, stream=stream, **options)
    return stream.getvalue()


FACES = {
    "logistic-80.txt": lambda: shown("logistic_regression", width=80),
    "logistic-120.txt": lambda: shown("logistic_regression", width=120),
    "logistic-full.txt": lambda: shown("logistic_regression", width=100, detail="full"),
    "network-goals.txt": lambda: shown("two_layer_network", width=80, detail="goals"),
    "faulty.txt": lambda: shown("faulty_coin", width=80),
    "faulty-goals.txt": lambda: shown("faulty_coin", width=80, detail="goals"),
    "faulty-colour.txt": lambda: shown("faulty_coin", width=80, color="always", detail="goals"),
    "softmax-80.txt": lambda: shown("softmax_regression", width=80),
    "vectorised-goals.txt": lambda: shown(
        "logistic_regression_vectorised", width=80, detail="goals"
    ),
    "backpropagation-graph.txt": lambda: graph.text(derivation("mlp_backpropagation")),
    "logistic-graph.txt": lambda: graph.text(derivation("logistic_regression")),
    "network-graph.mmd": lambda: graph.mermaid(derivation("two_layer_network")),
    "network-graph.dot": lambda: graph.dot(derivation("two_layer_network")),
    "report.txt": lambda: text_report.text_report([report("faulty_coin"), report("tanh_neuron")]),
}


@pytest.mark.parametrize("name", FACES)
def test_face_is_as_it_was_looked_at(name, request):
    text = FACES[name]().replace(str(ROOT), "")
    file = GOLDEN / name
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", ["logistic_regression", "two_layer_network", "faulty_coin"])
def test_no_line_is_wider_than_the_terminal(name, width):
    for line in shown(name, width=width, detail="full").splitlines():
        assert len(line) <= width, line


def test_a_file_gets_no_escape_codes_and_meaning_is_never_by_colour_alone():
    plain, coloured = shown("faulty_coin"), shown("faulty_coin", color="always")
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    for word in ("refuted", "conditional", "✗", "✓"):
        assert word in plain


def test_every_step_shows_in_full_detail():
    text = shown("logistic_regression", detail="full", width=200)
    for step in derivation("logistic_regression").steps:
        assert terminal.unicode(step.relation.right) in text


def test_a_step_that_is_not_proved_is_never_hidden():
    assert "✗ refuted" in shown("faulty_coin", detail="goals")


KEYS = [
    "id", "file", "line", "column", "end_line", "end_column", "kind", "relation", "source",
    "reading", "latex", "sympy", "verdict", "method", "rule", "conditions", "discharged",
    "counterexample", "values", "expected", "reason", "notes", "seconds",
]  # fmt: skip


def test_json_keeps_the_contract():
    found = json.loads(json_report.json_report([report("faulty_coin"), report("tanh_neuron")]))
    assert found["schema"] == 1
    assert found["tool"]["name"] == "derive"
    summary = found["summary"]
    assert summary["files"] == 2
    assert summary["refuted"] == 3
    assert summary["conditional"] == 1
    for each in found["relations"]:
        assert list(each)[: len(KEYS)] == KEYS
    (wrong,) = [
        r
        for r in found["relations"]
        if r["id"] == "result-1.expected" and r["verdict"] == "refuted"
    ]
    assert wrong["counterexample"]
    assert wrong["line"] == 14
    low, high = wrong["values"]["lhs"]
    assert float(low) <= float(high)
    judged = [r for r in found["relations"] if r["kind"] in ("claim", "update")]
    assert all(r["verdict"] for r in judged)
    assert sum(summary[s] for s in ("proved", "conditional", "refuted")) == len(judged)
