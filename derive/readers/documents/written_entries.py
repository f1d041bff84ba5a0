r"""Entries of matrices that a section writes out: `z_{1,2}` where `Z = [z_{1,1} …]` stands there.

A place that the matrix does not have is a slip: in the very relation that writes it out, where all
other entries stand in theirs, certainly; elsewhere the letter may mean something else, and a note
tells of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents import ones
from derive.readers.documents.entries import current, literal_pair
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import Scripted, Sequence

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def entry(reader: Reader, key: str, node: Scripted) -> Term | None:
    """A glyph with a row and a column below it; None where it is no such entry."""
    if node.sub is None or node.primes:
        return None
    if key in ones.GLYPHS:
        return ones.ones(reader, node.sub)
    layout = current(reader.lexicon.layouts, key, reader.at)
    pair = literal_pair(node.sub)
    if layout is None or pair is None:
        return None
    name = reader.lexicon.names.of(layout.array)
    if layout.has(pair):
        return t.indexed(t.symbol(name), *(pair[:1] if layout.columns == 1 else pair))
    if not isinstance(normal(node.sub), Sequence):
        # x_{10} may be the tenth x.
        return None
    outside = (
        f"{reader.lexicon.names.written(name)} is written out as {layout.rows} × {layout.columns} "
        f"and has no entry {pair[0]},{pair[1]}"
    )
    if reader.at != layout.at:
        reader.note(f"{outside}: that is read as a name of its own")
        return None
    raise Obstacle(
        outside,
        node,
        status="ill-formed",
        help="write the entry that stands in this place",
        construct="entry out of range",
    )
