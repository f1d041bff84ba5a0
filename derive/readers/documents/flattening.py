r"""Derivatives of matrices by matrices, laid out as one matrix: ∂Z/∂X with an entry ∂z_ij/∂x_kl for
each entry of Z and each of X.

Where a relation has no meaning with the shapes that stand there, its derivatives may be meant in
this form: the entries of Z and X are taken in one order, by rows or by columns, the variable goes
down and what is differentiated across, or the other way round, and ∂L/∂Z is the column, or the row,
of its entries.  That is one convention for a whole relation; nothing is ever read half by one and
half by another.  Which one is meant the document shows where it writes such a matrix out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shape, Shapes, same
from derive.model.sizes import same_size
from derive.model.term import ONE, Term

MOST_ENTRIES = 400
"""Larger matrices of derivatives are not written out."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How entries are laid out."""

    order: Literal["rows", "columns"]
    """Whether the entries of a matrix are taken row by row, or column by column."""
    layout: Literal["denominator", "numerator"]
    """Whether the variable's entries go down, or across."""

    def __str__(self) -> str:
        return f"entries by {self.order}, {self.layout} layout"


CONVENTIONS = (
    Convention("rows", "denominator"),
    Convention("columns", "denominator"),
    Convention("rows", "numerator"),
    Convention("columns", "numerator"),
)


class NotFlat(Exception):  # noqa: N818
    """Something that can't be laid out: its sizes are no numbers, or too large."""


@dataclass(frozen=True, slots=True)
class Flattening:
    """Lays out the derivatives of relations in one context by one convention."""

    context: Context
    """With the types of all names."""
    convention: Convention

    def relation(self, relation: Relation) -> Relation | None:
        """A relation so read; None where it does not fit so either."""
        for left, right in self._tries(relation):
            try:
                fits = same(self._shape(left), self._shape(right)) and self._shape(left)
            except Misshapen:
                continue
            if fits:
                return Relation(left, relation.sign, right)
        return None

    def _tries(self, relation: Relation) -> Iterator[tuple[Term, Term]]:
        """Both sides laid out; or one of them, and of the other one the entries as they stand."""
        left, right = relation.left, relation.right
        try:
            one, other = self.laid_out(left), self.laid_out(right)
        except (NotFlat, Misshapen):
            return
        if one is not left or other is not right:
            yield one, other
        if one is not left or left.head == "matrix":
            yield from ((one, line) for line in self._lines(right))
        if other is not right or right.head == "matrix":
            yield from ((line, other) for line in self._lines(left))

    def _lines(self, array: Term) -> Iterator[Term]:
        """The column of the entries of a matrix; in numerator layout, the row."""
        turned = self.convention.layout == "numerator"
        if turned and t.contains(array, "derivative"):
            # As it stands a gradient has the variable's shape: that would be the other layout.
            return
        try:
            shape = self._shape(array)
            if not is_matrix(shape):
                return
            entries = self._entries(array, shape)
        except (NotFlat, Misshapen):
            return
        yield arrays.literal_matrix([entries] if turned else [[each] for each in entries])

    def laid_out(self, node: Term) -> Term:
        """A term with its derivatives laid out."""
        if node.head == "derivative":
            return self._derivative(node)
        if node.head == "call" and node.value == "vec":
            array = node.args[0]
            return arrays.literal_matrix([[e] for e in self._entries(array, self._shape(array))])
        if node.head in ("indexed", "matrix", *t.BINDERS):
            return node
        return t.rebuild(node, tuple(map(self.laid_out, node.args)))

    def _derivative(self, node: Term) -> Term:
        if len(node.args) != 2:
            return node
        quantity, variable = map(arrays.unlined, node.args)
        by = self._shape(variable)
        if not by or variable.head not in ("symbol", "indexed"):
            return node
        across = self._entries(quantity, self._shape(quantity))
        down = self._entries(variable, by)
        if len(across) * len(down) > MOST_ENTRIES:
            raise NotFlat(str(node))
        rows = [[t.derivative(z, x) for z in across] for x in down]
        if self.convention.layout == "numerator":
            rows = [list(each) for each in zip(*rows, strict=True)]
        return arrays.literal_matrix(rows)

    def _entries(self, array: Term, shape: Shape) -> list[Term]:
        """The entries of an array in order; of a number, itself."""
        if not shape:
            return [array]
        sizes = [t.literal(size) for size in shape]
        if any(size is None for size in sizes):
            raise NotFlat(str(array))
        height, width = (int(size) for size in sizes if size is not None)
        if height * width > MOST_ENTRIES:
            raise NotFlat(str(array))
        if width == 1:
            return [entry_of(array, i + 1) for i in range(height)]
        places = [(i + 1, j + 1) for i in range(height) for j in range(width)]
        if self.convention.order == "columns":
            places.sort(key=lambda place: place[::-1])
        return [entry_of(array, i, j) for i, j in places]

    def _shape(self, node: Term) -> Shape:
        return Shapes(self.context).of(node)


def entry_of(array: Term, *places: int | Term) -> Term:
    """An entry of an array, also of a member of a family of arrays."""
    if array.head == "indexed":
        return t.indexed(array.args[0], *array.args[1:], *places)
    return t.indexed(array, *places)


def is_matrix(shape: Shape) -> bool:
    """Whether there are several rows and several columns."""
    return bool(shape) and not any(same_size(size, ONE) for size in shape)
