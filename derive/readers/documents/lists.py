r"""Numbers in a list or a matrix, with dots or without: `[x_1, \ldots, x_n]^\top`, `\vdots`.

Dots stand for what lies between the first and the last entry, which have to be the same but for one
number, 1 in the first; what is written between them has to fit.  So a column with dots is the
column of a pattern, a matrix with dots rows of a pattern, one below the other; and a diagonal with
dots is that of a column, where nothing but zeros, gaps and dots stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence as Items
from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents import dots
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import Bracket, Ellipsis, Empty, Matrix, Node, Number, Sequence

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def listed(node: Node) -> Bracket | None:
    """The bracket that a node is, if it holds a list set apart by commas alone."""
    node = normal(node)
    if not isinstance(node, Bracket) or (node.opening, node.closing) not in (
        ("[", "]"),
        ("(", ")"),
    ):
        return None
    body = normal(node.body)
    if not isinstance(body, Sequence) or any(s.text != "," for s in body.separators):
        return None
    return node


def column(reader: Reader, node: Bracket) -> Term:
    """The numbers of a list, one below the other."""
    body = normal(node.body)
    assert isinstance(body, Sequence)
    items = [normal(item) for item in body.items]
    if any(isinstance(item, Ellipsis) for item in items):
        return _stacked([_entry(reader, each) for each in items], node)
    return arrays.literal_matrix([[reader.term(each)] for each in items])


def has_gaps(node: Matrix) -> bool:
    """Whether dots or gaps stand in a matrix."""
    return any(isinstance(normal(each), Ellipsis | Empty) for row in node.rows for each in row)


def matrix(reader: Reader, node: Matrix) -> Term:
    """A matrix with dots or gaps."""
    rows = [[normal(each) for each in row] for row in node.rows]
    while rows and all(isinstance(each, Empty) for each in rows[-1]):
        rows.pop()
    width = max(len(row) for row in rows)
    if width == 1:
        return _stacked([_entry(reader, row[0]) for row in rows], node)
    diagonal = _diagonal(reader, rows, node)
    if diagonal is not None:
        return diagonal
    if any(len(row) != width for row in rows):
        raise _unclear(node)
    if len(rows) == 1:
        return _row(reader, rows[0], node)
    read: list[Term | None] = []
    for row in rows:
        vertical = all(isinstance(each, Ellipsis | Empty) for each in row)
        read.append(None if vertical else _row(reader, row, node))
    return _stacked(read, node)


def _entry(reader: Reader, node: Node) -> Term | None:
    """An entry; None for dots."""
    if isinstance(node, Empty):
        raise Obstacle("a matrix with gaps", node, construct="matrix with dots")
    return None if isinstance(node, Ellipsis) else reader.term(node)


def _row(reader: Reader, row: Items[Node], node: Node) -> Term:
    if any(isinstance(each, Ellipsis) for each in row):
        return arrays.transpose(_stacked([_entry(reader, each) for each in row], node))
    found = [_entry(reader, each) for each in row]
    return arrays.literal_matrix([[each for each in found if each is not None]])


def _stacked(entries: list[Term | None], node: Node) -> Term:
    """The pattern that entries with one gap show, from 1 on."""
    gaps = [k for k, each in enumerate(entries) if each is None]
    first, last = entries[0], entries[-1]
    if len(gaps) != 1 or first is None or last is None or gaps[0] != len(entries) - 2:
        raise _unclear(node)
    pattern = dots.pattern(first, last, "k")
    if pattern is None:
        raise _unclear(node)
    body, index, upper = pattern
    between = entries[1 : gaps[0]]
    if between != [t.substitute(body, {index: t.number(k + 2)}) for k in range(len(between))]:
        raise _unclear(node)
    return t.stack(body, index, 1, upper)


def _diagonal(reader: Reader, rows: list[list[Node]], node: Node) -> Term | None:
    """A diagonal matrix with dots; None where something else stands beside the diagonal."""
    size = len(rows)
    if size < 3 or any(len(row) > size for row in rows):
        return None
    for i, row in enumerate(rows):
        for j, each in enumerate(row):
            zero = isinstance(each, Number) and each.text == "0"
            if i != j and not (zero or isinstance(each, Ellipsis | Empty)):
                return None
    if any(len(row) <= i for i, row in enumerate(rows)):
        return None
    own = [row[i] for i, row in enumerate(rows)]
    if sum(isinstance(each, Ellipsis) for each in own) != 1:
        return None
    return arrays.diag(_stacked([_entry(reader, each) for each in own], node))


def _unclear(node: Node) -> Obstacle:
    return Obstacle("a matrix with dots or gaps", node, construct="matrix with dots")
