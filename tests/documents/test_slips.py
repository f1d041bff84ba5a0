"""Each claim of each shipped document with a slip put into its text: none is proved.

Only the changed relation is judged.  A mutant that is proved has to be true at random points, by
NumPy and differences, which share nothing with the prover; such mutants are counted apart.
`--all-slips` tries every slip instead of a fixed sample.
"""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from shipped import DOCUMENTS
from slips import slips

from derive.checker import check
from derive.ground.diagnostic import DeriveError
from derive.readers.documents import load
from derive.readers.documents.broadcasting import Broadcast

sys.path.append(str(Path(__file__).parents[1] / "arrays"))
from evaluate import NotEvaluated, agree, sides
from points import point

SAMPLE = 9
"""Slips tried in each document in an ordinary run."""
CAUGHT = {"refuted", "ill-formed"}
LEAST = 1 / 4
"""The share that has to be caught in each; others are left undecided, with what is missing."""


def _claims(path):
    return [
        step
        for section in load(path).sections
        for step in section.steps
        if step.kind in ("claim", "update") and step.place is not None
    ]


def _mutants(path):
    """Kind, place and whole text of every document with one slip."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for step in _claims(path):
        place = step.place
        if place.end_line not in (None, place.line):
            continue
        line = lines[place.line - 1]
        start, end = place.column - 1, place.end_column - 1
        for kind, changed in slips(line[start:end]):
            text = [*lines]
            text[place.line - 1] = line[:start] + changed + line[end:]
            yield kind, place, changed, "\n".join(text) + "\n"


def _judged(path, place):
    """The verdict of the relation at a place, with its step and what was claimed."""
    try:
        derivation = load(path)
    except DeriveError:
        return "ill-formed", None
    for section in derivation.sections:
        for step in section.steps:
            at = step.place
            if at is not None and (at.line, at.column) == (place.line, place.column):
                alone = replace(derivation, sections=(replace(section, steps=(step,)),))
                verdict = check(alone, time_limit=3.0).outcomes[0].verdict
                return (step.kind if verdict is None else verdict.status), step
    return "unread", None


def _is_true(step):
    """Whether the claim holds at random points."""
    claim, random = step.claim, Random(step.source)
    context = Broadcast(step.context).definitions()
    seen = 0
    for _ in range(40):
        values = point(claim, context, random)
        if not _given(context, values):
            continue
        left, right = sides(claim, context, values)
        if not agree(claim.sign, left, right):
            return False
        seen += 1
    return seen > 0


def _given(context, values):
    """Whether what is assumed holds at a point."""
    return all(agree(a.sign, *sides(a, context, values)) for a in context.assumptions)


@pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: entry.name)
def test_no_slip_is_proved(entry, tmp_path, say, request):
    found = list(_mutants(entry.path))
    if not request.config.getoption("--all-slips"):
        found = Random(entry.name).sample(found, min(SAMPLE, len(found)))
    file = tmp_path / "mutant.md"
    counts = Counter()
    wrong = []
    for kind, place, changed, text in found:
        file.write_text(text, encoding="utf-8")
        status, step = _judged(file, place)
        if status in ("proved", "conditional"):
            try:
                true = _is_true(step)
            except NotEvaluated as unknown:
                true, kind = False, f"{kind} ({unknown})"
            if not true:
                wrong.append(f"{kind}: {changed} is {status}")
            status = "true"
        elif status not in CAUGHT:
            counts[f"{status} {kind} {changed}"] += 1
        counts[status] += 1
    false = len(found) - counts["true"]
    caught = sum(counts[status] for status in CAUGHT)
    others = {k: n for k, n in counts.items() if " " in k}
    say(f"{entry.name}: {caught} of {false} slips caught, {counts['true']} true; not: {others}")
    assert wrong == []
    assert false
    assert caught >= LEAST * false
