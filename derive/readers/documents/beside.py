"""Conditions written beside a relation: `\\frac{a}{b} = c, \\quad b \\neq 0`."""

from __future__ import annotations

from derive.model.relation import Relation
from derive.readers.documents.glyphs import normal
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Link
from derive.readers.documents.narrow_sets import comparisons
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.reading import Reader
from derive.readers.latex.tree import Chain


def conditions(link: Link, lexicon: Lexicon) -> tuple[list[Relation], list[str]]:
    """What the other statements of a row assume, and what of it could not be read."""
    found: list[Relation] = []
    unread: list[str] = []
    for node in (*link.conditions, *link.premises):
        chain = normal(node)
        if not isinstance(chain, Chain):
            continue
        try:
            found += comparisons(chain, Reader(lexicon, at=link.number))
        except Obstacle as problem:
            unread.append(f"a condition beside it is not read: {problem.message}")
    return found, unread
