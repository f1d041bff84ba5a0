"""The three documents that started it all, as they are: every verdict against the one by hand."""

import json
from pathlib import Path

import pytest

from derive.checker import check
from derive.readers.documents import load

SHARED = Path(__file__).parents[2] / "shared"

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the documents are not part of the project"
)

MEETS = {
    "true": {"proved", "conditional"},
    "false": {"refuted"},
    "ill-formed": {"ill-formed"},
    "undetermined": {"unknown", "unread"},
    "definition": {"definition", "update", "assumption", "proved", "mention"},
}
"""The verdict by hand → what agrees with it."""

EXPRESSION = "000-04"
"""A loss that is named and never defined: no relation, so there is nothing to judge."""


def rows():
    path = SHARED / "cases" / "seed_formulas.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def verdicts():
    """Seed and line → the relations there, each with its source and what became of it."""
    found = {}
    for seed in ("000", "001", "002"):
        report = check(load(SHARED / "seeds" / f"{seed}.md"), time_limit=30)
        for outcome in report.outcomes:
            status = outcome.verdict.status if outcome.verdict else outcome.step.kind
            key = (seed, outcome.step.place.line)
            found.setdefault(key, []).append((outcome.step, status))
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_every_relation_as_by_hand(row, verdicts):
    lines = range(row["line"] - 2, row["line"] + 3)
    near = [each for line in lines for each in verdicts.get((row["seed"], line), [])]
    if row["id"] == EXPRESSION:
        assert not any(step.place.line == row["line"] for step, _ in near)
        return
    wanted = MEETS[row["verdict"]]
    if row["literal_verdict"] == "false":
        # True as it was meant and false as it is written: both readings are shown.
        wanted = {"ambiguous", "refuted"}
    if row["kind"] == "restatement":
        # In a sentence: what is said again there is only mentioned.
        wanted = wanted | {"mention"}
    plain = "".join(row["latex"].split())
    same = [
        status for step, status in near if "".join(step.source.split()).replace("&", "") == plain
    ]
    statuses = same or [status for step, status in near if step.place.line == row["line"]]
    assert statuses, "the relation was not found"
    assert set(statuses) & wanted


def test_nothing_true_is_refuted_and_every_mistake_is_found(verdicts):
    wrong = {
        (key, status)
        for key, found in verdicts.items()
        for _, status in found
        if status in ("refuted", "ill-formed", "ambiguous")
    }
    assert wrong == {
        (("002", 32), "refuted"),
        (("002", 70), "ill-formed"),
        (("002", 74), "ambiguous"),
        (("002", 77), "ambiguous"),
        (("002", 87), "ambiguous"),
        (("002", 89), "ambiguous"),
        (("002", 93), "ill-formed"),
    }


def test_unbracketed_sums_are_told(verdicts):
    for line in (14, 27):
        notes = [note for step, _ in verdicts[("001", line)] for note in step.notes]
        assert any("brackets" in note for note in notes)
