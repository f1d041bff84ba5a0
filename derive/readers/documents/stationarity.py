"""What a relation differentiates; gradients set to zero: a condition on a point, no identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.interpreting import Read, Sides, base_name, is_bare
from derive.readers.documents.knowledge import Knowledge, mentioned
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


def at_optimum(read: Read, reads: list[Read], knowledge: Knowledge) -> Iterator[str]:
    """What a formula for a derivative leaves open that is then set to zero: `X\\bar\\beta - y = 0`
    may be the derivative by β at the point β̄."""
    at = read.link.number
    following = reads[at + 1] if at + 1 < len(reads) else None
    if following is None or following.link.chain != read.link.chain or not following.readings:
        return
    sides = read.readings[0]
    if sides.left.head != "derivative" or not t.is_number(following.readings[0].right, 0):
        return
    meant = mentioned(sides.right)
    for name in knowledge.inputs(sides.left, at):
        for other in meant:
            if other.startswith(f"{name}_") and name not in meant:
                yield f"{other} may be the value of {name} for which the derivative is zero"


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
