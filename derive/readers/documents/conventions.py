"""Which convention a document lays the derivatives of matrices out by, and its relations so read.

A matrix of derivatives that is written out, `∂Z/∂X = [∂z_11/∂x_11 …]`, shows the convention, and
then the whole document is read by it.  Where none is shown, a relation is read by each convention
in which it fits, and nothing is refuted: the author may use one that is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context
from derive.model.explicit import by_paths, total_relation
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
from derive.readers.documents.interpreting import Read
from derive.readers.documents.paired import Paired

NOT_SHOWN = (
    "how the derivatives of matrices are laid out is not shown; write one of them out, "
    "entry by entry"
)
"""What a document leaves open that shows no convention."""

VEC_NOT_SHOWN = "vec is not defined: it may take the entries by columns or by rows"

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
    context: Context
    """With the indices that it is said for."""

    def note(self, written: Relation) -> str:
        """What is to be told of this reading of a relation as it was written."""
        sides = (written.left, written.right)
        nodes = dict.fromkeys(n for s in sides for n in t.subterms(s) if n.head == "derivative")
        names = [f"∂{n.args[0]}/∂{n.args[1]}" for n in nodes if len(n.args) == 2]
        if not names:
            return f"read with the entries of matrices in a line, by {self.convention.order}"
        return (
            f"{', '.join(names)} read as the matrix of the derivatives of all entries, "
            f"{self.convention}"
        )


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
    vec: bool = False
    """Whether the document puts matrices in a line by vec, which goes by columns if nothing else
    is shown."""

    @classmethod
    def of(cls, found: Iterable[Shown], *, vec: bool) -> Conventions:
        """What several matrices written out show together, gradients where there is no other."""
        every = [each for each in found if each.conventions]
        told = [e.conventions for e in every if not e.gradient] or [e.conventions for e in every]
        if not told:
            return cls(vec=vec)
        counts = {c: sum(c in each for each in told) for c in CONVENTIONS}
        most = max(counts.values())
        shown = frozenset(c for c, count in counts.items() if count == most)
        return cls(shown, most == len(told), vec)

    def readings(self, relation: Relation, context: Context) -> list[LaidOut]:
        """The ways to read a relation that has no meaning as it stands; none, where it never has
        one, or has one as it stands.  With ∂ along several paths there are too many."""
        found = self._read_by(self._possible(relation, context.layout), relation, context)
        return [] if found and by_paths(relation, context)[0] else found

    def _possible(self, relation: Relation, layout: str) -> list[Convention]:
        found = [c for c in CONVENTIONS if c in self.shown]
        if not found:
            orders = ("columns",) if self.vec else ("rows", "columns")
            found = [c for c in CONVENTIONS if c.layout == layout and c.order in orders]
        if derives(relation):
            return found
        return [Convention(each, "denominator") for each in dict.fromkeys(c.order for c in found)]

    def _read_by(
        self, possible: Iterable[Convention], relation: Relation, context: Context
    ) -> list[LaidOut]:
        relation = total_relation(relation)
        lined = in_line(relation)
        if relation.sign != "=" or (fits(relation, context) and not lined):
            return []
        if not (self.shown or lined or mixes(relation, context)):
            return []
        found: dict[Relation, LaidOut] = {}
        for convention in possible:
            flat = Flattening(context, convention).relation(relation)
            if flat is None:
                paired = Paired(context, convention).relation(relation)
                if paired is None:
                    continue
                # Indices of a reading are names of their own, so that one context is for all.
                flat, context = paired
            found.setdefault(flat, LaidOut(convention, flat, context))
        return list(found.values())

    def doubts(self, relation: Relation) -> tuple[str, ...]:
        """What a document leaves open for a relation that is read so."""
        if self.certain:
            return ()
        if derives(relation):
            return (NOT_SHOWN,)
        return (VEC_NOT_SHOWN,) if in_line(relation, "vec") else ()

    def turned(self, relation: Relation, context: Context) -> str | None:
        """Why a relation is not read that only fits in the layout that is not declared."""
        if self.shown or not left_open(relation, context, gradients=False):
            return None
        other = [c for c in CONVENTIONS if c.layout != context.layout]
        if not self._read_by(other, relation, context):
            return None
        return (
            f"it fits in {other[0].layout} layout only; if that is meant, add "
            f"`option layout = {other[0].layout}`"
        )

    def unlaid(self, relation: Relation, context: Context) -> str | None:
        """Why a relation is not read in which a derivative still needs a layout."""
        needed = left_open(relation, context, gradients=bool(self.shown))
        return UNKNOWN_LAYOUT if needed else None


def derives(relation: Relation) -> bool:
    """Whether a relation holds a derivative."""
    return any(t.contains(side, "derivative") for side in (relation.left, relation.right))


def in_line(relation: Relation, *names: str) -> bool:
    """Whether vec or ⊗, or just those named, stand in a relation."""
    return any(
        node.head == "call" and node.value in (names or ("vec", "kronecker"))
        for side in (relation.left, relation.right)
        for node in t.subterms(side)
    )


def uses_vec(read: Read) -> bool:
    """Whether a relation puts a matrix in a line by vec."""
    return any(
        node.head == "call" and node.value == "vec"
        for sides in read.readings
        for side in (sides.left, sides.right)
        for node in t.subterms(side)
    )


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
                if arrays.unlined(node.args[1]) is not node.args[1]:
                    return True
                quantity, by = shapes.of(node.args[0]), shapes.of(node.args[1])
            except Misshapen:
                continue
            if not quantity and not gradients:
                continue
            if is_matrix(by) or (quantity and by and not _columns(quantity, by)):
                return True
    return False


def left_open(relation: Relation, context: Context, *, gradients: bool) -> bool:
    """Whether a derivative in a relation still needs a layout: it fits no other way."""
    by_line = any(
        arrays.unlined(each) is not each
        for side in (relation.left, relation.right)
        for node in t.subterms(side)
        if node.head == "derivative"
        for each in node.args[1:]
    )
    mixed = mixes(relation, context, gradients=gradients)
    return by_line or (mixed and not fits(relation, context))


def _columns(*shapes: Shape) -> bool:
    return all(same_size(shape[1], ONE) for shape in shapes)


def shown_by(relation: Relation, context: Context) -> Shown:
    """What a relation shows that writes a matrix of derivatives out; nothing, if it does not."""
    relation = total_relation(relation)
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
