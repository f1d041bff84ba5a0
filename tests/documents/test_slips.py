"""Each claim of each shipped document with a slip put into its text: none is proved.

A mutant that is proved has to be true; such mutants are counted apart.  A counterexample has to be
one.  `--all-slips` tries every slip instead of a fixed sample.
"""

from collections import Counter
from random import Random

import pytest
from shipped import DOCUMENTS
from slipping import CAUGHT, HOLDS, NotEvaluated, claims, fails, is_true, judged, mutants
from slips import slips

SAMPLE = 12
"""Slips tried in each document in an ordinary run."""
LEAST = 0.9
"""The share that has to be caught of all slips of a document."""


@pytest.mark.parametrize("entry", DOCUMENTS, ids=lambda entry: entry.name)
def test_no_slip_is_proved(entry, tmp_path, say, request):
    found = list(mutants(entry.path, claims(entry.path)))
    every = request.config.getoption("--all-slips")
    if not every:
        found = Random(entry.name).sample(found, min(SAMPLE, len(found)))
    counts, left, wrong, unchecked = Counter(), Counter(), [], 0
    for mutant in found:
        this = judged(mutant, tmp_path / "mutant.md")
        shown = f"{mutant.kind}: {mutant.written} is {this.status}"
        try:
            if this.status in HOLDS:
                right = is_true(this.step)
            else:
                right = this.status != "refuted" or fails(this.step, this.verdict)
        except NotEvaluated:
            right = this.status == "refuted"
            unchecked += right
        if not right:
            wrong.append(shown)
        if this.status not in (*CAUGHT, *HOLDS):
            left[shown] += 1
        counts["true" if this.status in HOLDS else this.status] += 1
    false = len(found) - counts["true"]
    caught = sum(counts[status] for status in CAUGHT)
    say(
        f"{entry.name}: {caught} of {false} slips caught, {counts['true']} true; "
        f"{unchecked} counterexamples not looked at; left: {dict(left)}"
    )
    assert wrong == []
    assert false
    assert caught >= (LEAST * false if every else LEAST * false - 1)


def test_slips_change_one_thing():
    found = dict(slips(r"g' = \frac{1}{N} \sum_{i=1}^{N} (a_i - y_i) e^{-t} X_{ij}^2"))
    assert found["no prime"].startswith(r"g = \frac{1}{N}")
    assert r"\frac{N}{1}" in found["fraction"]
    assert "= \\sum" in found["factor dropped"].replace("  ", " ")
    assert r"^{N-1}" in found["upper limit"]
    assert "i=2" in found["lower limit"]
    assert "e^{t}" in found["sign in an exponent"]
    assert "X_{ji}" in found["indices swapped"]
    assert found["no square"].endswith("X_{ij}")
