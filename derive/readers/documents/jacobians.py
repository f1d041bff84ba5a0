r"""Derivatives of columns by columns: `\partial y/\partial x` as the Jacobian, or its transpose.

A gradient has the shape of its variable; but the derivative of a column by a column is to many
authors the Jacobian, with a row for each entry of what is differentiated, so that ∂(Wx)/∂x = W.
Where the shapes of a document's relations fit in one of the two only, that is its convention, and a
note says so.  Where they fit both, as with square matrices, a relation that does not hold in the
one is also read in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from derive.ground.diagnostic import Diagnostic
from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context
from derive.model.derivation import Reading
from derive.model.domain import Scalar, Type, Vector
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shapes
from derive.model.sizes import same_size
from derive.model.term import ONE, Term
from derive.readers.documents.conventions import fits
from derive.readers.documents.knowledge import Knowledge

JACOBIAN = "jacobian"
LAYOUTS = ("denominator", JACOBIAN)
"""The layouts that a document may show."""
GUESS = "the derivative of a column by a column is the Jacobian, with the variable across"


def in_words(page: str) -> str | None:
    """The layout that a document names, where it names one of the two alone."""
    named = {word for word in ("numerator", "denominator") if re.search(rf"{word}[- ]layout", page)}
    return named.pop() if len(named) == 1 else None


def settled(
    knowledge: Knowledge, relations: Iterable[list[tuple[Relation, Context]]]
) -> list[Diagnostic]:
    """Take the layout that a document's relations show; tells of one that is not the usual."""
    shown = shown_layout(relations)
    knowledge.layout_said = shown is not None
    if shown != JACOBIAN:
        return []
    knowledge.layout = shown
    return [Diagnostic("assumed", f"assumed: {GUESS}", level="note")]


def between_columns(sides: Iterable[Term], types: Mapping[str, Type]) -> bool:
    """Whether something that may be a column is differentiated by a column, by the names alone."""
    for node in (n for side in sides for n in t.subterms(side)):
        if node.head == "derivative" and len(node.args) == 2:
            operand, variable = node.args
            known = types.get(str(operand.value)) if operand.head == "symbol" else None
            by = types.get(str(variable.value)) if variable.head == "symbol" else None
            if isinstance(by, Vector) and not isinstance(known, Scalar):
                return True
    return False


def in_both(relation: Relation, context: Context) -> tuple[Reading, ...]:
    """The two readings of a relation with a derivative of a column by a column."""
    turned = in_the_other(relation, context)
    if turned is None:
        return ()
    return (
        Reading(relation, "derivatives of columns with the variable down"),
        Reading(turned, "Jacobians, with the variable across", last_resort=True),
    )


def shown_layout(relations: Iterable[list[tuple[Relation, Context]]]) -> str | None:
    """The layout that relations fit in, where some fit in one only and all of these in the same.

    Each relation comes with its context, in every layout.
    """
    votes: set[str] = set()
    for laid_out in relations:
        if not any(_by_column(node, c) for r, c in laid_out for node in _nodes(r)):
            continue
        fitting = [c.layout for r, c in laid_out if fits(r, c)]
        if len(fitting) == 1:
            votes.add(fitting[0])
    return votes.pop() if len(votes) == 1 else None


def in_the_other(relation: Relation, context: Context) -> Relation | None:
    """The relation with its derivatives of columns by columns turned; None without any."""

    def turned(node: Term) -> Term:
        return arrays.transpose(node) if _by_column(node, context) else node

    sides = [t.transform(side, turned) for side in (relation.left, relation.right)]
    if sides[0] is relation.left and sides[1] is relation.right:
        return None
    other = Relation(sides[0], relation.sign, sides[1])
    return other if fits(other, context) else None


def _nodes(relation: Relation) -> Iterable[Term]:
    return (*t.subterms(relation.left), *t.subterms(relation.right))


def _by_column(node: Term, context: Context) -> bool:
    """Whether a column of several entries is differentiated by one."""
    if node.head != "derivative" or len(node.args) != 2:
        return False
    try:
        shapes = [Shapes(context).of(each) for each in node.args]
    except Misshapen:
        return False
    return all(shape and same_size(shape[1], ONE) for shape in shapes)
