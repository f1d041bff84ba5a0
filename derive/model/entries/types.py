"""The types of numbers that types of arrays become: a vector is a family of its entries."""

from __future__ import annotations

from collections.abc import Iterator

from derive.model.domain import Family, Function, Matrix, Range, Scalar, Type, Value, Vector
from derive.model.shapes import of_value
from derive.model.sizes import same_size
from derive.model.term import ONE


def flat(kind: Type) -> Type | None:
    """A type of numbers, families included; None for a function of arrays."""
    match kind:
        case Vector() | Matrix():
            ranges = tuple(_ranges(kind))
            return Family(ranges, kind.element) if ranges else kind.element
        case Family(ranges, element) if not isinstance(element, Scalar):
            return Family((*ranges, *_ranges(element)), element.element)
        case Function(arguments, result, lifted) if lifted or not all(
            isinstance(v, Scalar) for v in (*arguments, result)
        ):
            if all(isinstance(v, Scalar) for v in (*arguments, result)):
                return Function(arguments, result)
            return None
        case _:
            return kind


def _ranges(kind: Value) -> Iterator[Range]:
    for size in of_value(kind):
        if not same_size(size, ONE):
            yield Range(ONE, size)
