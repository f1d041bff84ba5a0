"""Gradients set to zero: a condition on a point, not an identity."""

from __future__ import annotations

from collections.abc import Iterable

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.interpreting import Sides
from derive.readers.documents.knowledge import Knowledge
from derive.readers.documents.values import ranges_over_values


def stationary(sides: Sides, chain: Iterable[Term], knowledge: Knowledge, at: int) -> bool:
    """Whether a relation, given with its whole chain, sets a derivative of something to zero."""
    if not t.is_number(sides.right, 0) and not t.is_number(sides.left, 0):
        return False
    chain = tuple(chain)
    if any(s.head == "sum" and ranges_over_values(s) for s in chain):
        return False
    return any(
        knowledge.settable(node.args[0], variable, at)
        for side in chain
        for node in t.subterms(side)
        if node.head == "derivative"
        for variable in node.args[1:]
    )
