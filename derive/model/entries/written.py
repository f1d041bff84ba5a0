"""Small matrices, whose entries are written out: their entries, determinants and cofactors."""

from __future__ import annotations

from derive.model import term as t
from derive.model.arrays import dimensions
from derive.model.entries.reading import Entries
from derive.model.term import ONE, Term, call

SMALL = 3
"""Products over so few inner indices are written out, inverses of such size said by cofactors."""


def written(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """The entry written there; for indices that are not numbers, chosen by deltas."""
    _, columns = dimensions(node)
    row, column = t.literal(i), t.literal(j)
    found = []
    for k, each in enumerate(node.args):
        r, c = k // columns + 1, k % columns + 1
        if (row is not None and row != r) or (column is not None and column != c):
            continue
        deltas = [
            call("delta", place, t.number(n))
            for place, n, known in ((i, r, row), (j, c, column))
            if known is None
        ]
        found.append(t.mul(*deltas, entries.scalar(each)))
    return t.add(*found)


def determinant(rows: list[list[Term]]) -> Term:
    """The determinant, along the first row."""
    if len(rows) == 1:
        return rows[0][0]
    return t.add(*(t.mul(rows[0][c], cofactor(rows, 0, c)) for c in range(len(rows))))


def cofactor(rows: list[list[Term]], row: int, column: int) -> Term:
    """The cofactor of one place."""
    if len(rows) == 1:
        return ONE
    minor = [[x for c, x in enumerate(r) if c != column] for k, r in enumerate(rows) if k != row]
    found = determinant(minor)
    return t.neg(found) if (row + column) % 2 else found
