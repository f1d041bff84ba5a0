"""The shapes that operations on arrays have: one function for each, in a table by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from derive.model.shape import SCALAR, Misshapen, Shape, or_scalar, same, worded
from derive.model.sizes import same_size
from derive.model.term import ONE, ORDERS, RELATIONS, Term, literal, mul, number


class ShapeOf(Protocol):
    """Whatever knows the shapes of terms."""

    def of(self, node: Term) -> Shape:
        """The shape of a term."""


def _transpose(shapes: ShapeOf, node: Term) -> Shape:
    shape = shapes.of(node.args[0])
    return (shape[1], shape[0]) if shape else SCALAR


def _square(shapes: ShapeOf, node: Term) -> Shape:
    shape = shapes.of(node.args[0])
    if shape and not same_size(*shape):
        raise Misshapen(f"{node.args[0]} is {worded(shape)}, not square", node)
    return shape


def _trace(shapes: ShapeOf, node: Term) -> Shape:
    _square(shapes, node)
    return SCALAR


def _entrywise(shapes: ShapeOf, node: Term) -> Shape:
    first = shapes.of(node.args[0])
    for other in node.args[1:]:
        if not same(first, shapes.of(other)):
            raise Misshapen(
                f"{node.args[0]} is {worded(first)} and {other} is "
                f"{worded(shapes.of(other))}: {node.value} goes entry by entry",
                node,
            )
    return first


def _kronecker(shapes: ShapeOf, node: Term) -> Shape:
    one, other = (shapes.of(a) or (ONE, ONE) for a in node.args)
    return or_scalar(_times(one[0], other[0]), _times(one[1], other[1]))


def _vec(shapes: ShapeOf, node: Term) -> Shape:
    shape = shapes.of(node.args[0])
    return or_scalar(_times(*shape), ONE) if shape else SCALAR


def _diag(shapes: ShapeOf, node: Term) -> Shape:
    shape = _column_of(shapes, node)
    return or_scalar(shape[0], shape[0]) if shape else SCALAR


def _column_of(shapes: ShapeOf, node: Term) -> Shape:
    shape = shapes.of(node.args[0])
    if shape and not same_size(shape[1], ONE):
        raise Misshapen(f"{node.args[0]} is {worded(shape)}, not a column", node)
    return shape


def _diagonal(shapes: ShapeOf, node: Term) -> Shape:
    shape = _square(shapes, node)
    return or_scalar(shape[0], ONE) if shape else SCALAR


def _identity(shapes: ShapeOf, node: Term) -> Shape:
    return or_scalar(node.args[0], node.args[0])


def _filled(shapes: ShapeOf, node: Term) -> Shape:
    return or_scalar(node.args[0], node.args[1] if len(node.args) > 1 else ONE)


def _row(shapes: ShapeOf, node: Term) -> Shape:
    shape = shapes.of(node.args[0])
    return or_scalar(shape[1], ONE) if shape else SCALAR


def _column(shapes: ShapeOf, node: Term) -> Shape:
    shape = shapes.of(node.args[0])
    return or_scalar(shape[0], ONE) if shape else SCALAR


def _scalar_result(shapes: ShapeOf, node: Term) -> Shape:
    for each in node.args:
        if each.head not in RELATIONS:
            shapes.of(each)
    return SCALAR


def _indicator(shapes: ShapeOf, node: Term) -> Shape:
    """Of an array that is compared with numbers, one value for each entry."""
    condition = node.args[0]
    if condition.head not in ORDERS:
        return _scalar_result(shapes, node)
    arrays = [shape for shape in map(shapes.of, condition.args) if shape]
    if not all(same(arrays[0], each) for each in arrays):
        raise Misshapen(f"{condition} compares arrays of different shapes", node)
    return arrays[0] if arrays else SCALAR


def _times(one: Term, other: Term) -> Term:
    """The product of two sizes."""
    values = literal(one), literal(other)
    if values[0] is not None and values[1] is not None:
        return number(values[0] * values[1])
    return other if one is ONE else one if other is ONE else mul(one, other)


SHAPES: dict[str, Callable[[ShapeOf, Term], Shape]] = {
    "transpose": _transpose,
    "inverse": _square,
    "trace": _trace,
    "det": _trace,
    "hadamard": _entrywise,
    "quotient": _entrywise,
    "kronecker": _kronecker,
    "vec": _vec,
    "norm": _scalar_result,
    "diag": _diag,
    "diagonal": _diagonal,
    "identity": _identity,
    "ones": _filled,
    "zeros": _filled,
    "row": _row,
    "column": _column,
    "delta": _scalar_result,
    "indicator": _indicator,
}
"""Operation → the shape of a call of it."""
