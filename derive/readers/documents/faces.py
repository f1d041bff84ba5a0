"""Which array a letter belongs to, for one whose own meaning the document does not say."""

from __future__ import annotations

from derive.readers.documents.entry_letters import Array
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.ranks import MATRIX


def array_of(lexicon: Lexicon, key: str, arity: int, at: int) -> Array | None:
    """The array that a glyph with so many indices is an entry of at a link."""
    letters = lexicon.letters
    if letters is None or _said(lexicon, key):
        return None
    found = letters.array(key, arity, at)
    if found is not None and key in lexicon.given_by_entries:
        # What one section defines has the same name in all of them.
        everywhere = letters.array(key, arity, -1)
        found = found if everywhere is not None and everywhere.glyph == found.glyph else None
    return None if found is None or lexicon.is_function(found.glyph) else found


def twin_of(lexicon: Lexicon, key: str, at: int) -> Array | None:
    """The bold face that a matrix in plain type also has at a link."""
    ranks, letters = lexicon.ranks, lexicon.letters
    if ranks is None or ranks.known.get(lexicon.names.of(key)) != MATRIX or letters is None:
        return None
    found = letters.twin(key, at)
    for each in (key,) if found is None else (key, found.glyph):
        if _said(lexicon, each) or each in lexicon.targets or lexicon.is_function(each):
            return None
    return found


def _said(lexicon: Lexicon, key: str) -> bool:
    """Whether the document declares a glyph, and not just another face of its letter."""
    if key in lexicon.names.identified:
        return False
    name = lexicon.names.of(key)
    return name in lexicon.declared or name in lexicon.families or name in lexicon.members
