"""Where what was taken for a number has to be an array: an entry, norm or trace of it is taken."""

from __future__ import annotations

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shapes


def entry_of_number(relation: Relation, context: Context) -> str | None:
    """Why what is read as a number must be an array: an entry of it is taken."""
    shapes = Shapes(context)
    for side in (relation.left, relation.right):
        for each in t.subterms(side):
            if each.head == "indexed" and each.args[0].head != "symbol":
                try:
                    shapes.of(each)
                except Misshapen as problem:
                    return f"{problem}; declare the shapes of what it is an entry of"
    return None


def flat(relation: Relation, shapes: Shapes) -> str | None:
    """Why what is read as a number must be a matrix: its determinant or trace is taken."""
    for side in (relation.left, relation.right):
        for each in t.subterms(side):
            if each.head == "call" and each.value in ("det", "trace") and len(each.args) == 1:
                try:
                    flat = not shapes.of(each.args[0])
                except Misshapen:
                    continue
                if flat:
                    return f"the {each.value} of what seems to be a number; declare the matrix"
    return None


def normed_number(relation: Relation, context: Context) -> bool:
    """Whether a norm is taken of what was inferred to be a number."""
    shapes = Shapes(context)
    bodies = [d.body for d in context.definitions]
    for side in (relation.left, relation.right, *bodies):
        for each in t.subterms(side):
            if each.head == "call" and each.value == "norm":
                try:
                    if not shapes.of(each.args[0]):
                        return True
                except Misshapen:
                    return True
    return False
