r"""What an evaluation bar does not reach: `z|_{x=0}`, where z depends on x by its definition alone.

Below a bar only what is written can be replaced.  A name left there that comes to the variable
through its definition, another member of the variable's family, or a variable that is not written
there at all would silently lose the bar: such a relation is not read.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import Node


@dataclass(frozen=True, slots=True)
class Point:
    """One evaluation of a term at a point."""

    below: Term
    """What stands before the bar, without the variable."""
    variable: Term
    node: Node
    """The bar."""


def at_value(whole: Term, variable: Term, value: Term, node: Node) -> tuple[Term, Point]:
    """A term where a variable has a value, and what may still hide the variable."""
    if variable not in set(t.subterms(whole)):
        raise Obstacle(
            f"an evaluation at {variable} of something without {variable}",
            node,
            help=f"write out how it depends on {variable}",
            construct="evaluation bar",
        )
    point = Point(t.substitute(whole, {variable: t.ZERO}), variable, node)
    return t.substitute(whole, {variable: value}), point


def hidden(points: tuple[Point, ...], knowledge: Knowledge, at: int) -> Obstacle | None:
    """Why some bar of a relation does not reach all of its variable; None where each does."""
    for point in points:
        variable = point.variable
        family = variable.args[0] if variable.head == "indexed" else variable
        name = knowledge.depends(point.below, str(family.value), at)
        if name is not None:
            return Obstacle(
                f"an evaluation at {variable} of {name}, which depends on it unseen",
                point.node,
                help=f"write {name} out before the bar",
                construct="evaluation bar",
            )
    return None
