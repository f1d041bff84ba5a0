"""A shape: how many rows and columns something has, and what is said where shapes do not fit.

A number has the shape `()`, everything else `(rows, columns)`; a column has one column.
"""

from __future__ import annotations

from derive.model.domain import Matrix, Value, Vector
from derive.model.sizes import same_size
from derive.model.term import ONE, Term

Shape = tuple[Term, ...]
"""Empty for a number, else rows and columns."""

SCALAR: Shape = ()


class Misshapen(Exception):  # noqa: N818
    """Shapes do not fit."""

    def __init__(self, message: str, node: Term) -> None:
        super().__init__(message)
        self.node = node
        """The smallest part in which they don't."""


def worded(shape: Shape) -> str:
    """A shape as people say it: `a number`, `a column of d`, `N × d`."""
    if not shape:
        return "a number"
    rows, columns = shape
    return f"{rows} × {columns}"


def same(one: Shape, other: Shape) -> bool:
    """Whether two shapes are certainly the same."""
    return len(one) == len(other) and all(map(same_size, one, other))


def of_value(kind: Value) -> Shape:
    """The shape of one value of a type."""
    match kind:
        case Vector(size):
            return or_scalar(size, ONE)
        case Matrix(rows, columns):
            return or_scalar(rows, columns)
        case _:
            return SCALAR


def or_scalar(rows: Term, columns: Term) -> Shape:
    """The shape of so many rows and columns; one of each is a number."""
    return SCALAR if same_size(rows, ONE) and same_size(columns, ONE) else (rows, columns)
