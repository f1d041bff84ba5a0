"""Matrix calculus and indexed sums: a table of relations, each true one beside its near-misses.

The third route evaluates every decided row with NumPy at random sizes: what is proved holds there,
what is refuted fails there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import numpy as np
import pytest
import relations_algebra
import relations_cookbook
import relations_learning
import relations_sums
from evaluate import NotEvaluated, agree, sides
from group import Row
from points import point

from derive.proof import judge

ROWS = [
    row
    for module in (relations_cookbook, relations_algebra, relations_learning, relations_sums)
    for group in module.GROUPS
    for row in group.rows()
]
FOUND: dict[Row, str] = {}
MOST_UNKNOWN = 16
TOGETHER = pytest.mark.xdist_group("matrix calculus")
"""The counts are made of what the other tests of the same process found."""
POINTS = 4


def _found(row: Row) -> tuple[str, str]:
    verdict = judge(row.relation, row.group.context)
    layout = [note.split()[2] for note in verdict.notes if note.endswith(" layout")]
    status = layout[0] if layout else verdict.status
    FOUND[row] = status
    return status, verdict.reason


@TOGETHER
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.group.name}: {row.text}")
def test_relation(row: Row) -> None:
    status, reason = _found(row)
    if row.near_miss:
        assert status not in ("proved", "conditional")
    else:
        assert status not in ("refuted", "ill-formed", "numerator") or status == row.verdict
    assert status in (row.verdict, "unknown"), reason
    if status == "ill-formed":
        assert reason


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.group.name}: {row.text}")
def test_third_route(row: Row) -> None:
    if row.verdict == "ill-formed" or (row.near_miss and row.relation.sign != "="):
        return  # a strict inequality fails at few points only
    random = Random(row.text)
    held, failed = 0, 0
    for _ in range(40):
        context = row.group.context
        values = point(row.relation, context, random)
        if row.group.repair is not None:
            row.group.repair(values, random)
        try:
            left, right = sides(row.relation, context, values)
        except NotEvaluated:
            continue
        if not (np.all(np.isfinite(left)) and np.all(np.isfinite(right))):
            assert row.verdict != "proved", f"undefined at {values}"
            continue
        if agree(row.relation.sign, left, right):
            held += 1
        else:
            failed += 1
        if row.verdict in ("proved", "conditional"):
            assert not failed, f"{left} and {right} at {values}"
            if held == POINTS:
                return
        elif failed:
            return
    assert held if row.verdict in ("proved", "conditional") else failed


@TOGETHER
def test_counts(say: Callable[[str], None]) -> None:
    for row in ROWS:
        if row not in FOUND:
            _found(row)
    counts = Counter(FOUND[row] for row in ROWS)
    near = [row for row in ROWS if row.near_miss]
    shown = ", ".join(f"{n} {status}" for status, n in counts.most_common())
    say(f"matrix calculus and sums: {len(ROWS)} relations, {len(near)} near-misses: {shown}")
    assert len(ROWS) >= 150
    assert not [row.text for row in near if FOUND[row] in ("proved", "conditional")]
    assert counts["unknown"] <= MOST_UNKNOWN, [r.text for r in ROWS if FOUND[r] == "unknown"]


SHAPES = {
    "A*x + X = A": ("n × 1", "N × d"),
    "T(X)*x = x": ("d × N", "n × 1"),
    "X + T(X) = X": ("N × d", "d × N"),
    "had(x, w) = x": ("n × 1", "d × 1"),
    "X = T(X)": ("N × d", "d × N"),
    "tr(X) = 1": ("N × d",),
    "x/w = x": ("d × 1",),
    "X**2 = X": ("N × d",),
    "x = 1": ("n × 1", "a number"),
}


@pytest.mark.parametrize("text", SHAPES)
def test_both_shapes_are_named(text: str) -> None:
    import array_relations

    verdict = judge(
        array_relations.relation(text), array_relations.context("A: n n; X: N d; x: n; w: d")
    )
    assert verdict.status == "ill-formed"
    assert all(shape in verdict.reason for shape in SHAPES[text])
