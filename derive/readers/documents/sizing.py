r"""Sizes that a matrix written out entry by entry gives to letters.

With `Z = \mathbf{1}_{R,1} x` and Z written out as 2 × 3, the letter R is 2 for what is said of this
Z; the claim is judged so, and a note says it.
"""

from __future__ import annotations

from collections.abc import Mapping

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Type
from derive.model.instances import at_sizes
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shapes
from derive.model.term import Term


def at_written_sizes(
    relation: Relation, context: Context, written: Mapping[str, Type]
) -> tuple[Relation, Context, list[str]]:
    """A relation and its context with such letters replaced, and what is to be told of it."""
    found: dict[Term, Term] = {}
    shapes = Shapes(context)
    notes = []
    for each in context.definitions:
        if each.target.head != "symbol" or each.name not in written:
            continue
        try:
            pairs = list(zip(shapes.of(each.target), shapes.of(each.body), strict=False))
        except Misshapen:
            continue
        for size, letter in pairs:
            if letter.head != "symbol" or t.literal(size) is None:
                continue
            if found.setdefault(letter, size) is not size:
                # Two sizes for one letter: then nothing is known of it.
                return relation, context, []
            notes.append(f"{letter} is {size} here, for {each.name} is written out")
    if not found:
        return relation, context, []
    relation, context = at_sizes(relation, context, found)
    return relation, context, notes
