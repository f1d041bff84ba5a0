"""What a relation differentiates; gradients set to zero: a condition on a point, no identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.interpreting import Read, Sides, base_name, is_bare
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


def differentiates(read: Read) -> bool:
    """Whether a derivative occurs in a relation, read in any way."""
    return any(
        t.contains(side, "derivative") for each in read.readings for side in (each.left, each.right)
    )


def variables(read: Read) -> Iterator[str]:
    """The names of what is differentiated by in a relation, read in any way."""
    for sides in read.readings:
        for node in (*t.subterms(sides.left), *t.subterms(sides.right)):
            if node.head == "derivative":
                yield from (base_name(v) for v in node.args[1:] if is_bare(v))
