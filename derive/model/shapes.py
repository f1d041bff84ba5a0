"""Shapes: how many rows and columns a term has, told from the declared types.

A number has the shape `()`, everything else `(rows, columns)`; a column has one column.  Sizes are
terms, equal when they are the same polynomial of the size symbols.  One row times one column is a
number.  Where shapes do not fit, `Misshapen` says which part, and the shapes that met there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from derive.model.arrays import OPERATIONS, dimensions
from derive.model.context import Context
from derive.model.domain import Family, Function, Matrix, Scalar, Type, Value, Vector
from derive.model.operation_shapes import SHAPES as OPERATION_SHAPES
from derive.model.relation import Relation
from derive.model.shape import SCALAR, Misshapen, Shape, of_value, or_scalar, same, worded
from derive.model.sizes import same_size
from derive.model.term import (
    BINDERS,
    ONE,
    Term,
    contains,
    literal,
    number,
    subterms,
)

__all__ = [
    "SCALAR",
    "Misshapen",
    "Shape",
    "Shapes",
    "has_arrays",
    "of_value",
    "same",
    "worded",
]


def has_arrays(relation: Relation, context: Context) -> bool:
    """Whether vectors or matrices are in play, so that shapes have to be looked at."""
    if any(_is_array_type(kind) for kind in context.types.values()):
        return True
    return any(
        (node.head == "call" and node.value in OPERATIONS and node.value != "delta")
        or node.head in ("matrix", "stack")
        for side in (relation.left, relation.right)
        if contains(side, "call", "matrix", "stack")
        for node in subterms(side)
    )


def _is_array_type(kind: Type) -> bool:
    match kind:
        case Vector() | Matrix():
            return True
        case Family(element=element):
            return not isinstance(element, Scalar)
        case Function(arguments=arguments, result=result, lifted=lifted):
            return bool(lifted) or any(not isinstance(v, Scalar) for v in (*arguments, result))
    return False


@dataclass(slots=True)
class Shapes:
    """The shapes of the terms of one context."""

    context: Context
    local: Mapping[str, Shape] = field(default_factory=dict)
    """Shapes of parameters."""
    _memo: dict[Term, Shape] = field(default_factory=dict)

    def of(self, node: Term) -> Shape:
        """The shape of a term; raises `Misshapen`."""
        found = self._memo.get(node)
        if found is None:
            found = self._memo[node] = _RULES.get(node.head, Shapes._number)(self, node)
        return found

    def _number(self, node: Term) -> Shape:
        return SCALAR

    def _symbol(self, node: Term) -> Shape:
        name = str(node.value)
        if name in self.local:
            return self.local[name]
        kind = self.context.type_of(name)
        if isinstance(kind, Scalar | Vector | Matrix):
            return of_value(kind)
        if kind is None:
            body = self.context.unfold(node)
            if body is not None:
                # A definition that leads back to itself, which is reported elsewhere, ends here.
                self._memo[node] = SCALAR
                return self.of(body)
        return SCALAR

    def _add(self, node: Term) -> Shape:
        first = self.of(node.args[0])
        for other in node.args[1:]:
            shape = self.of(other)
            if not same(first, shape):
                raise Misshapen(
                    f"{node.args[0]} is {worded(first)} and {other} is {worded(shape)}: "
                    "they can't be added",
                    node,
                )
        return first

    def _mul(self, node: Term) -> Shape:
        total, before = SCALAR, node.args[0]
        for factor in node.args:
            shape = self.of(factor)
            if not shape:
                continue
            if not total:
                total, before = shape, factor
                continue
            if not same_size(total[1], shape[0]):
                raise Misshapen(
                    f"{before} is {worded(total)} and {factor} is {worded(shape)}: "
                    "their product needs as many columns on the left as rows on the right",
                    node,
                )
            total, before = or_scalar(total[0], shape[1]), factor
        return total

    def _div(self, node: Term) -> Shape:
        below = self.of(node.args[1])
        if below:
            raise Misshapen(
                f"{node.args[1]} is {worded(below)}: only numbers can be divided by", node
            )
        return self.of(node.args[0])

    def _pow(self, node: Term) -> Shape:
        base, exponent = node.args
        shape = self.of(base)
        if self.of(exponent):
            raise Misshapen(f"the exponent {exponent} is {worded(self.of(exponent))}", node)
        if not shape:
            return shape
        value = literal(exponent)
        if value is None or value.denominator != 1 or not same_size(*shape):
            raise Misshapen(
                f"{base} is {worded(shape)}: only a square matrix has powers, whole ones", node
            )
        return shape

    def _same_as_operand(self, node: Term) -> Shape:
        return self.of(node.args[0])

    def _call(self, node: Term) -> Shape:
        rule = OPERATION_SHAPES.get(str(node.value))
        if rule is not None:
            return rule(self, node)
        kind = self.context.type_of(str(node.value))
        actual = [self.of(a) for a in node.args]
        if not isinstance(kind, Function) or len(kind.arguments) != len(actual):
            arrays = [shape for shape in actual if shape]
            for shape in arrays[1:]:
                if not same(arrays[0], shape):
                    raise Misshapen(f"the arguments of {node} have different shapes", node)
            return arrays[0] if arrays else SCALAR
        formal = [of_value(a) for a in kind.arguments]
        result = of_value(kind.result)
        if all(map(same, formal, actual)):
            return result
        if not any(formal) and not result:
            arrays = [shape for shape in actual if shape]
            if all(same(arrays[0], shape) for shape in arrays[1:]):
                return arrays[0]
        if len(formal) == 1 and formal[0] and actual[0] and _fits_rows(formal[0], actual[0]):
            return or_scalar(actual[0][0], result[0] if result else ONE)
        raise Misshapen(
            f"{node.value} takes {', '.join(map(worded, formal))}, and is given "
            f"{', '.join(map(worded, actual))}",
            node,
        )

    def _indexed(self, node: Term) -> Shape:
        base, *indices = node.args
        kind = self.context.type_of(str(base.value)) if base.head == "symbol" else None
        if kind is None and (base.head != "symbol" or str(base.value) in self.local):
            shape = self.of(base)
            wanted = 0 if not shape else 1 if same_size(shape[1], ONE) else 2
            return self._entry(node, wanted)
        match kind:
            case Vector():
                return self._entry(node, 1)
            case Matrix():
                return self._entry(node, 2)
            case Family(ranges, element):
                inner = len(indices) - len(ranges)
                if inner == 0:
                    return of_value(element)
                return self._entry(node, len(ranges) + _depth(element))
        return SCALAR

    def _entry(self, node: Term, wanted: int) -> Shape:
        if len(node.args) - 1 != wanted:
            raise Misshapen(
                f"{node} has {len(node.args) - 1} indices, {node.args[0]} takes {wanted}", node
            )
        return SCALAR

    def _binder(self, node: Term) -> Shape:
        if node.args[1].head != "symbol":
            return SCALAR
        index = str(node.args[1].value)
        inner = Shapes(self.context, {**self.local, index: SCALAR})
        shape = inner.of(node.args[0])
        if shape and node.head != "sum":
            raise Misshapen(f"{node.args[0]} is {worded(shape)}, not a number", node)
        return shape

    def _derivative(self, node: Term) -> Shape:
        shape = self.of(node.args[0])
        variables = [self.of(v) for v in node.args[1:]]
        for variable in variables:
            if not variable:
                continue
            if not shape:
                shape = variable
            elif same_size(shape[1], ONE) and same_size(variable[1], ONE):
                first, second = variable[0], shape[0]
                if self.context.layout != "denominator" or not self.of(node.args[0]):
                    first, second = second, first
                shape = or_scalar(first, second)
            else:
                raise Misshapen(
                    f"the derivative of {worded(shape)} by {worded(variable)} is no matrix: "
                    "write it for one entry",
                    node,
                )
        arrays = [v for v in variables if v]
        gradient = len(arrays) == 1 and shape and not self.of(node.args[0])
        if gradient and self.context.layout == "numerator":
            return (shape[1], shape[0])
        return shape

    def _cases(self, node: Term) -> Shape:
        values = [a for k, a in enumerate(node.args) if k % 2 == 0]
        first = self.of(values[0])
        for other in values[1:]:
            if not same(first, self.of(other)):
                raise Misshapen(f"the cases of {node} have different shapes", node)
        return first

    def _matrix(self, node: Term) -> Shape:
        for entry in node.args:
            if self.of(entry):
                raise Misshapen(f"the entry {entry} is {worded(self.of(entry))}", node)
        rows, columns = dimensions(node)
        return or_scalar(number(rows), number(columns))

    def _stack(self, node: Term) -> Shape:
        body, index, lower, upper = node.args
        if lower is not ONE:
            raise Misshapen(f"{node} does not begin with 1", node)
        row = Shapes(self.context, {**self.local, str(index.value): SCALAR}).of(body)
        if row and not same_size(row[0], ONE):
            raise Misshapen(f"{body} is {worded(row)}, neither a number nor a row", node)
        return or_scalar(upper, row[1] if row else ONE)


def _depth(element: Value) -> int:
    match element:
        case Vector():
            return 1
        case Matrix():
            return 2
        case _:
            return 0


def _fits_rows(formal: Shape, actual: Shape) -> bool:
    """Whether each row of an argument has the shape of a parameter that is a column."""
    return same_size(formal[1], ONE) and same_size(formal[0], actual[1])


_RULES: dict[str, Callable[[Shapes, Term], Shape]] = {
    "symbol": Shapes._symbol,
    "add": Shapes._add,
    "neg": Shapes._same_as_operand,
    "mul": Shapes._mul,
    "div": Shapes._div,
    "pow": Shapes._pow,
    "call": Shapes._call,
    "indexed": Shapes._indexed,
    "derivative": Shapes._derivative,
    "cases": Shapes._cases,
    "matrix": Shapes._matrix,
    **dict.fromkeys(BINDERS, Shapes._binder),
    "stack": Shapes._stack,
}
