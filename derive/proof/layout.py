"""The other layout: a claim that holds only with derivatives turned gets a note that says so."""

from __future__ import annotations

from dataclasses import replace

from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.shapes import has_arrays
from derive.model.term import subterms
from derive.model.verdict import Verdict

OTHER = {"denominator": "numerator", "numerator": "denominator", "jacobian": "denominator"}


def matters(relation: Relation, context: Context) -> bool:
    """Whether a relation may say something else in the other layout."""
    return has_arrays(relation, context) and any(
        node.head == "derivative"
        for side in (relation.left, relation.right)
        for node in subterms(side)
    )


def turned(context: Context) -> Context:
    """The context in the other layout."""
    return replace(context, layout=OTHER[context.layout])


def compared(verdict: Verdict, other: Verdict, context: Context) -> Verdict:
    """A claim that is wrong in its layout, in the light of the other: refuted if it holds there."""
    if not other.holds:
        return verdict
    note = f"true in {OTHER[context.layout]} layout"
    return replace(verdict, status="refuted", notes=(*verdict.notes, note))
