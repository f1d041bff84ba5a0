"""The page on written documents says what happens: its example is run as it stands there."""

import re
from pathlib import Path

from derive.checker import check
from derive.readers.documents import load
from derive.shells.library import find

PAGE = (Path(__file__).parents[2] / "docs" / "written-documents.md").read_text(encoding="utf-8")


def test_the_example_has_one_definition_and_three_claims_that_are_proved(tmp_path):
    example = re.search(r"````markdown\n(.*?)````", PAGE, re.DOTALL)
    file = tmp_path / "example.md"
    file.write_text(example[1], encoding="utf-8")
    outcomes = check(load(file)).outcomes
    assert [o.step.kind for o in outcomes if o.step.kind == "definition"] == ["definition"]
    found = [o.verdict.status for o in outcomes if o.verdict is not None]
    assert found == ["proved"] * 3


def test_the_block_is_read_without_complaint(tmp_path):
    block = re.search(r"```markdown\n(<!-- derive:.*?-->\n)```", PAGE, re.DOTALL)
    file = tmp_path / "block.md"
    claim = "\n```math\n\\sigma(t) = \\frac{e^t}{1 + e^t}\n```\n"
    file.write_text(block[1] + claim, encoding="utf-8")
    report = check(load(file))
    assert [o.verdict.status for o in report.outcomes if o.verdict is not None] == ["proved"]
    assert {d.code for d in report.derivation.diagnostics} <= {"assumed"}


def test_the_documents_that_it_names_ship():
    named = set(re.findall(r"notes-[a-z]+(?:-[a-z]+)+", PAGE))
    assert named
    assert all(find(name) for name in named)
