"""Reports as data: the very same comes back, and nothing but reports ever does."""

import dataclasses
import json
import subprocess
import sys
from fractions import Fraction

import pytest

from derive.ground.diagnostic import Diagnostic
from derive.ground.place import Place
from derive.model import derivation, verdict
from derive.model.domain import REAL, Function, Scalar
from derive.model.report_data import packed, reports_data, reports_from, unpacked
from derive.model.term import symbol
from derive.renderers.json_report import json_report
from derive.renderers.text_report import text_report
from derive.shells import library
from derive.shells.sources import reports

NAMES = [entry.name for entry in library.entries()]


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_report_comes_back_equal(name):
    found = tuple(reports(name, 10))
    back = reports_from(json.loads(json.dumps(reports_data(found))))
    assert back == found
    assert json_report(back) == json_report(found)
    assert text_report(back) == text_report(found)


SAMPLES = {
    "str": "ξ\u0000", "int": 3, "bool": True, "float": 0.25, "None": None,
}  # fmt: skip


@pytest.mark.parametrize("kind", [
    derivation.Step, derivation.Section, derivation.Derivation, derivation.Report,
    derivation.Reading, derivation.Expectation, verdict.Verdict, verdict.Enclosure,
    verdict.Discharged, Diagnostic, Place,
], ids=lambda kind: kind.__name__)  # fmt: skip
def test_no_field_is_forgotten(kind):
    """Each field holds something of its own; all of them come back."""
    fields = [f.name for f in dataclasses.fields(kind) if f.init]
    made = kind(**{name: (name, Fraction(1, 3), [symbol(name)], {"k": None}) for name in fields})
    back = unpacked(json.loads(json.dumps(packed(made))))
    assert all(getattr(back, name) == getattr(made, name) for name in fields)


def test_terms_come_back_as_the_same_objects():
    x = symbol("x")
    node = (x + 1) ** 200 / (x - x)
    assert unpacked(json.loads(json.dumps(packed((node, node)))))[0] is node


def test_deep_terms_need_no_recursion():
    node = symbol("x")
    for _ in range(20_000):
        node = node + 1
    assert unpacked(packed(node)) is node


def test_types_of_all_kinds_come_back():
    kind = Function((Scalar(REAL),), Scalar(REAL), "elementwise")
    assert unpacked(packed(kind)) == kind


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, b"bytes", sys, len], ids=lambda value: type(value).__name__
)
def test_nothing_else_is_written(value):
    with pytest.raises(ValueError, match="no data of the model"):
        packed((value,))


@pytest.mark.parametrize(
    "data",
    [
        None, [], {}, {"value": 1, "classes": [], "pool": []},
        {"value": ["(", ["@", 0]], "classes": [], "pool": []},
        {"value": ["("], "classes": ["os.system"], "pool": [[0, "true"]]},
        {"value": ["("], "classes": ["derive.model.term.Term"], "pool": [[0]]},
        {"value": ["("], "classes": ["derive.model.data.term_from"], "pool": [[0, 1]]},
        {"value": ["("], "classes": ["derive.model.derivation.replace"], "pool": [[0]]},
        {"value": ["("], "classes": ["derive.model.nowhere.Step"], "pool": [[0]]},
        {"value": ["("], "classes": ["derive.model.derivation.Step"], "pool": [[0]]},
        {"value": ["?", 1], "classes": [], "pool": []},
        {"value": ["/", "1/0"], "classes": [], "pool": []},
    ],
)  # fmt: skip
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError):
        reports_from(data)


def test_reading_back_needs_no_prover():
    text = json.dumps(reports_data(tuple(reports(NAMES[0], 10))))
    code = (
        "import json, sys\n"
        "from derive.model.report_data import reports_from\n"
        "from derive.renderers.json_report import json_report\n"
        "from derive.renderers.text_report import text_report\n"
        "found = reports_from(json.load(sys.stdin))\n"
        "json_report(found), text_report(found)\n"
        "bad = {'sympy', 'flint', 'derive.proof', 'derive.calculus'} & set(sys.modules)\n"
        "assert not bad, bad\n"
    )
    subprocess.run([sys.executable, "-c", code], input=text, text=True, check=True, timeout=60)
