"""Every document that ships passes as it stands: each claim proved, without a condition."""

import re

import pytest
from shipped import DOCUMENTS

from derive.checker import check
from derive.readers.documents import load
from derive.shells.library import find

SUBJECTS = {"logistic", "linear", "softmax", "backpropagation", "sigmoid", "vectorised"}


def test_each_subject_has_its_document():
    words = {word for entry in DOCUMENTS for word in entry.name.split("-")}
    assert words >= SUBJECTS


@pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: entry.name)
def test_a_shipped_document_passes(entry, say):
    report = check(load(entry.path))
    claims = [o for o in report.outcomes if o.verdict is not None]
    say(f"{entry.name}: {len(claims)} claims in {report.seconds:.2f} s")
    assert claims
    assert [(o.step.source, o.verdict.status) for o in claims if o.verdict.status != "proved"] == []
    assert not report.derivation.diagnostics or all(
        each.code == "assumed" for each in report.derivation.diagnostics
    )
    assert all(o.step.expectation is None and o.step.skipped is None for o in report.outcomes)


@pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: entry.name)
def test_a_shipped_document_renders(entry):
    """Displays are fenced, since Markdown takes the second backslash of a row end elsewhere."""
    text = entry.path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert entry.summary
    assert text.count("```") % 2 == 0
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert "\\\\" not in prose
    assert "$$" not in prose
    for each in re.findall(r"```math\n(.*?)```", text, flags=re.DOTALL):
        assert each.count(r"\begin{aligned}") == each.count(r"\end{aligned}")
        assert (r"\\" in each) <= (r"\begin{" in each)


def test_a_document_is_found_by_its_name():
    for entry in DOCUMENTS:
        assert find(entry.name) == entry
        assert find(entry.name.replace("-", "_")) == entry
    assert find("no-such-document") is None
