"""What sort of thing a type is of: a number, a column, a matrix, or a family of some."""

from __future__ import annotations

from derive.model.domain import Family, Type


def sort_of(kind: Type | None) -> object:
    """The sort of a type, whatever its sizes."""
    if isinstance(kind, Family):
        return len(kind.ranges), type(kind.element)
    return type(kind)
