r"""Subscripts in which labels count: y_i in `f_{y_i}`, the class of example i.

A name with indices of its own below another one picks a member, where the other one is also seen
with members by plain indices; else it is part of a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.latex.tree import Bracket, Node, Number, Scripted, Sequence

if TYPE_CHECKING:
    from derive.readers.documents.lexicon import Lexicon


def picking(lexicon: Lexicon, sub: Node, ends: frozenset[str]) -> list[Node] | None:
    """The indices of a subscript, labels among them; None if it is none."""
    node = normal(sub)
    if isinstance(node, Sequence):
        found: list[Node] = []
        for item in node.items:
            inner = picking(lexicon, item, ends)
            if inner is None:
                return None
            found += inner
        return found
    if isinstance(node, Scripted) and node.sub is not None and not node.primes:
        label = None if node.sup is None else normal(node.sup)
        plain = label is None or isinstance(label, Bracket)
        letters = not _literal(lexicon.components(node.sub) or [])
        return [node] if plain and letters and glyph(normal(node.base)) is not None else None
    return lexicon.components(node, ends)


def counted_along(lexicon: Lexicon, key: str) -> bool:
    """Whether a glyph has members by plain indices, next to those that labels pick."""
    uses = lexicon.survey.uses.get(key)
    subscripts = uses.subscripts if uses is not None else ()
    found = (lexicon.components(sub, lexicon.ends(key)) for sub in subscripts)
    return any(each and not _literal(each) for each in found)


def _literal(found: list[Node]) -> bool:
    return all(isinstance(normal(each), Number) for each in found)
