"""The named operations on arrays, entry by entry: one function for each, and their table."""

from __future__ import annotations

from derive.model import term as t
from derive.model.arrays import OPERATIONS, literal_matrix
from derive.model.entries.conditions import indicator
from derive.model.entries.inverses import inverse
from derive.model.entries.reading import Entries, NotLowered, Rule
from derive.model.entries.written import SMALL, determinant
from derive.model.sizes import same_size
from derive.model.term import ONE, ZERO, Term, call

MOST_ENTRIES = 100
"""Kronecker products of larger matrices are not written out."""


def _transpose(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return entries.entry(node.args[0], j, i)


def _det(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    shape = entries.shapes.of(node.args[0])
    if not shape:
        return entries.scalar(node.args[0])
    size = t.literal(shape[0])
    if size is None or size > SMALL:
        raise NotLowered(f"{node}")
    numbers = [t.number(k + 1) for k in range(int(size))]
    return determinant([[entries.entry(node.args[0], r, c) for c in numbers] for r in numbers])


def _trace(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    shape = entries.shapes.of(node.args[0])
    if not shape:
        return entries.scalar(node.args[0])
    k = entries.fresh()
    return entries.summed(entries.entry(node.args[0], k, k), [(k, shape[0])])


def _hadamard(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return t.mul(*(entries.entry(a, i, j) for a in node.args))


def _quotient(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return t.div(*(entries.entry(a, i, j) for a in node.args))


def _kronecker(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    one, other = (_all(entries, a) for a in node.args)
    blocks = [[t.mul(a, b) for a in row for b in inner] for row in one for inner in other]
    return entries.entry(literal_matrix(blocks), i, j)


def _vec(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    rows = _all(entries, node.args[0])
    column = [[each] for column in zip(*rows, strict=True) for each in column]
    return entries.entry(literal_matrix(column), i, j)


def _all(entries: Entries, array: Term) -> list[list[Term]]:
    """All entries of an array, row by row, whose size is a number."""
    sizes = [t.literal(size) for size in entries.shapes.of(array) or (ONE, ONE)]
    counts = [int(size) for size in sizes if size is not None]
    if len(counts) < 2 or counts[0] * counts[1] > MOST_ENTRIES:
        raise NotLowered(f"{array}, all entries of which would be needed")
    rows, columns = (range(1, count + 1) for count in counts)
    return [[entries.entry(array, t.number(r), t.number(c)) for c in columns] for r in rows]


def _norm(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    if not entries.shapes.of(node.args[0]):
        return call("abs", entries.scalar(node.args[0]))
    return call("sqrt", square_of_norm(entries, node))


def square_of_norm(entries: Entries, node: Term) -> Term:
    """‖u‖² = Σ u², over all entries."""
    shape = entries.shapes.of(node.args[0])
    if not shape:
        return t.power(entries.scalar(node.args[0]), 2)
    places = [ONE if same_size(size, ONE) else entries.fresh() for size in shape]
    ranged = [(p, size) for p, size in zip(places, shape, strict=True) if p is not ONE]
    square = t.power(entries.entry(node.args[0], places[0], places[1]), 2)
    return entries.summed(square, ranged)


def _diag(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return t.mul(call("delta", i, j), entries.entry(node.args[0], i, ONE))


def _diagonal(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return entries.entry(node.args[0], i, i)


def _identity(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return call("delta", i, j)


def _ones(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return ONE


def _zeros(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return ZERO


def _row(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return entries.entry(node.args[0], entries.scalar(node.args[1]), i)


def _column(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return entries.entry(node.args[0], i, entries.scalar(node.args[1]))


def _delta(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return call("delta", *map(entries.scalar, node.args))


RULES: dict[str, Rule] = {
    "transpose": _transpose,
    "inverse": inverse,
    "det": _det,
    "trace": _trace,
    "hadamard": _hadamard,
    "quotient": _quotient,
    "kronecker": _kronecker,
    "vec": _vec,
    "norm": _norm,
    "diag": _diag,
    "diagonal": _diagonal,
    "identity": _identity,
    "ones": _ones,
    "zeros": _zeros,
    "row": _row,
    "column": _column,
    "delta": _delta,
    "indicator": indicator,
}
"""The entry of each operation."""
assert set(RULES) == set(OPERATIONS)
