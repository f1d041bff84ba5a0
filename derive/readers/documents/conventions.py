"""Which convention a document lays the derivatives of matrices out by, and its relations so read.

A matrix of derivatives that is written out, `∂Z/∂X = [∂z_11/∂x_11 …]`, shows the convention, and
then the whole document is read by it.  Where none is shown, a relation is read by each convention
in which it fits, and nothing is refuted: the author may use one that is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shape, Shapes, same
from derive.model.sizes import same_size
from derive.model.term import ONE
from derive.readers.documents.flattening import (
    CONVENTIONS,
    Convention,
    Flattening,
    NotFlat,
    is_matrix,
)

NOT_SHOWN = (
    "how the derivatives of matrices are laid out is not shown; write one of them out, "
    "entry by entry"
)
"""What a document leaves open that shows no convention."""

UNKNOWN_LAYOUT = (
    "a matrix is differentiated by a matrix, and no layout of the entries that is known here fits; "
    "write it for one entry"
)
"""Why a relation is not read that no convention gives a meaning."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A relation with its derivatives laid out."""

    convention: Convention
    relation: Relation

    def note(self, written: Relation) -> str:
        """What is to be told of this reading of a relation as it was written."""
        sides = (written.left, written.right)
        nodes = dict.fromkeys(n for s in sides for n in t.subterms(s) if n.head == "derivative")
        names = [f"∂{n.args[0]}/∂{n.args[1]}" for n in nodes if len(n.args) == 2]
        said = f"{', '.join(names)} read as" if names else "read with"
        return f"{said} the matrix of the derivatives of all entries, {self.convention}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What one matrix of derivatives that is written out shows."""

    conventions: frozenset[Convention] = frozenset()
    """Those by which it is written; empty where there is no such matrix."""
    gradient: bool = False
    """Whether it is only the column of the derivatives of a number."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """The conventions that one document may mean."""

    shown: frozenset[Convention] = frozenset()
    """Those by which most matrices of derivatives are written out; empty where there is none."""
    certain: bool = False
    """Whether all of them are."""

    @classmethod
    def of(cls, found: Iterable[Shown]) -> Conventions:
        """What several matrices written out show together, gradients where there is no other."""
        every = [each for each in found if each.conventions]
        told = [e.conventions for e in every if not e.gradient] or [e.conventions for e in every]
        counts = {c: sum(c in each for each in told) for c in CONVENTIONS}
        most = max(counts.values())
        shown = (
            frozenset(c for c, count in counts.items() if count == most) if told else frozenset()
        )
        return cls(shown, bool(told) and most == len(told))

    def readings(self, relation: Relation, context: Context) -> list[LaidOut]:
        """The ways to read a relation whose shapes don't fit; none, where they never do."""
        if relation.sign != "=":
            return []
        if not self.shown and not mixes(relation, context):
            return []
        found: dict[Relation, LaidOut] = {}
        for convention in CONVENTIONS:
            if self.shown and convention not in self.shown:
                continue
            flat = Flattening(context, convention).relation(relation)
            if flat is not None:
                found.setdefault(flat, LaidOut(convention, flat))
        return list(found.values())


def fits(relation: Relation, context: Context) -> bool:
    """Whether the sides of a relation have one shape as they stand."""
    shapes = Shapes(context)
    try:
        return same(shapes.of(relation.left), shapes.of(relation.right))
    except Misshapen:
        return False


def mixes(relation: Relation, context: Context, *, gradients: bool = True) -> bool:
    """Whether an array is differentiated by an array and they are not both columns, or one is a
    matrix: what only its layout gives a meaning.  Gradients of numbers have their variable's shape
    where no matrix of derivatives is written out; without `gradients` they are left aside."""
    shapes = Shapes(context)
    for side in (relation.left, relation.right):
        for node in t.subterms(side):
            if node.head != "derivative" or len(node.args) != 2:
                continue
            try:
                quantity, by = shapes.of(node.args[0]), shapes.of(node.args[1])
            except Misshapen:
                continue
            if not quantity and not gradients:
                continue
            if is_matrix(by) or (quantity and by and not _columns(quantity, by)):
                return True
    return False


def _columns(*shapes: Shape) -> bool:
    return all(same_size(shape[1], ONE) for shape in shapes)


def shown_by(relation: Relation, context: Context) -> Shown:
    """What a relation shows that writes a matrix of derivatives out; nothing, if it does not."""
    for side, other in ((relation.left, relation.right), (relation.right, relation.left)):
        if side.head != "derivative" or other.head != "matrix" or not mixes(relation, context):
            continue
        found = set()
        for convention in CONVENTIONS:
            try:
                if Flattening(context, convention).laid_out(side) is other:
                    found.add(convention)
            except (NotFlat, Misshapen):
                continue
        return Shown(frozenset(found), not Shapes(context).of(side.args[0]))
    return Shown()
