r"""Matrices that get their meaning entry by entry: `Z = [z_{1,1} …] = [x_{1,1} + x_{2,1} …]`.

The first link says how the entries of Z are written; where nothing else has given Z a meaning in
that section, what the entries are set equal to next is its definition.
"""

from __future__ import annotations

from derive.model.term import Term
from derive.readers.documents.entries import names_entries, since
from derive.readers.documents.knowledge import Knowledge
from derive.readers.documents.lexicon import Lexicon


def given_by_entries(node: Term, lexicon: Lexicon, knowledge: Knowledge, at: int) -> Term | None:
    """The array that has no meaning yet, and all entries of which stand in a matrix."""
    first = node.args[0] if node.head == "matrix" else node
    array = first.args[0] if first.head == "indexed" else None
    if array is None or not names_entries(array, node):
        return None
    glyphs = dict.fromkeys(each.array for each in lexicon.layouts)
    key = next((each for each in glyphs if lexicon.names.of(each) == array.value), None)
    start = None if key is None else since(lexicon.layouts, key, at)
    known = knowledge.visible(str(array.value), at)
    return None if start is None or any(each.at >= start for each in known) else array
