"""Rules of differentiation for vectors and matrices, one line at a time.

For a number: the gradient of a product, a squared norm or a trace, in the shape of the variable.
For a column: the Jacobian (∂v/∂w)_ij = ∂v_j/∂w_i, so that ∂(A u)/∂w = (∂u/∂w) Aᵀ.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.calculus.function_laws import FUNCTION_LAWS
from derive.calculus.pullback import lifted, pullback, transpose_of
from derive.model.arrays import diag, identity, zeros
from derive.model.context import Context
from derive.model.domain import Family, Function, Matrix, Scalar, Vector
from derive.model.shapes import Misshapen, Shape, Shapes
from derive.model.term import ONE, Term, add, derivative, div, literal, mul, neg

Rewrite = tuple[tuple[str, ...], Term]


def shape_of(node: Term, context: Context) -> Shape:
    """The shape of a term, that of a number where it has none."""
    try:
        return Shapes(context).of(node)
    except Misshapen:
        return ()


def has_array_type(name: str, context: Context) -> bool:
    """Whether a name is declared as a vector, a matrix, or a family or function of them."""
    match context.type_of(name):
        case Vector() | Matrix():
            return True
        case Family(element=element):
            return not isinstance(element, Scalar)
        case Function(arguments=arguments):
            return any(not isinstance(a, Scalar) for a in arguments)
    return False


def array_rule(e: Term, variable: Term, context: Context) -> Rewrite | None:
    """The rule for an expression of arrays by an array; None where numbers are enough."""
    if not shape_of(variable, context) or variable.head != "symbol":
        return None
    rules = _OF_COLUMNS if shape_of(e, context) else _OF_NUMBERS
    for rule in rules:
        found = rule(e, variable, context)
        if found is not None:
            return found
    return None


# Gradients of numbers.


def _constant(e: Term, v: Term, context: Context) -> Rewrite | None:
    if context.depends(e, v):
        return None
    rows, columns = shape_of(v, context)
    return ("derivative of a constant",), zeros(*((rows,) if columns is ONE else (rows, columns)))


def _number_sum(e: Term, v: Term, context: Context) -> Rewrite | None:
    """Terms without the variable drop at once: a zero would have the wrong shape."""
    if e.head != "add":
        return None
    moving = [a for a in e.args if context.depends(a, v)]
    parts = [neg(derivative(a.args[0], v)) if a.head == "neg" else derivative(a, v) for a in moving]
    constants = ("derivative of a constant",) if len(moving) < len(e.args) else ()
    return ("sum rule", *constants), add(*parts)


def _product(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e.head != "mul" or not any(shape_of(a, context) for a in e.args):
        return None
    found = pullback(e, v, ONE, context)
    return None if found is None else (("gradient of a product", *_kept(found[0])), found[1])


def _squared_norm(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e.head != "pow" or literal(e.args[1]) != 2:
        return None
    base = e.args[0]
    if base.head != "call" or base.value != "norm":
        return None
    found = pullback(base.args[0], v, mul(e.args[1], base.args[0]), context)
    if found is None:
        return None
    return ("gradient of a squared norm", *_kept(found[0])), found[1]


def _trace(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e.head != "call" or e.value != "trace":
        return None
    shape = shape_of(e.args[0], context)
    if not shape:
        return None
    found = pullback(e.args[0], v, identity(shape[0]), context)
    if found is None:
        return None
    rules, gradient = found
    return ("gradient of a trace", *_kept(rules)), _without_identity(gradient)


def _kept(rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(r for r in rules if r != "gradient through a transpose")


def _without_identity(node: Term) -> Term:
    if node.head == "call" and node.value == "transpose":
        inner = _without_identity(node.args[0])
        return transpose_of(inner) if inner is not node.args[0] else node
    if node.head == "mul":
        rest = [a for a in node.args if not (a.head == "call" and a.value == "identity")]
        return mul(*rest) if rest else node
    return node


# Jacobians of columns.


def _column_sum(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e.head != "add":
        return None
    moving = [a for a in e.args if context.depends(a, v)]
    if not moving:
        return None
    parts = [neg(derivative(a.args[0], v)) if a.head == "neg" else derivative(a, v) for a in moving]
    rules = ("sum rule",) + (("derivative of a constant",) if len(moving) < len(e.args) else ())
    return rules, add(*parts)


def _column_negation(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e.head != "neg":
        return None
    return ("constant factor",), neg(derivative(e.args[0], v))


def _column_product(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e.head != "mul":
        return None
    still = [a for a in e.args if not context.depends(a, v)]
    moving = [a for a in e.args if context.depends(a, v)]
    if len(moving) != 1 or e.args[-1] is not moving[0] or not shape_of(moving[0], context):
        return None
    numbers = [a for a in still if not shape_of(a, context)]
    matrices = [transpose_of(a) for a in reversed(still) if shape_of(a, context)]
    if moving[0] is v and matrices:
        return ("Jacobian of a product",), mul(*numbers, *matrices)
    rules = ("Jacobian of a product",) if matrices else ("constant factor",)
    return rules, mul(*numbers, derivative(moving[0], v), *matrices)


def _column_quotient(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e.head != "div" or context.depends(e.args[1], v):
        return None
    return ("constant factor",), div(derivative(e.args[0], v), e.args[1])


def _column_function(e: Term, v: Term, context: Context) -> Rewrite | None:
    name = str(e.value)
    if e.head != "call" or name not in FUNCTION_LAWS:
        return None
    slope = lifted(FUNCTION_LAWS[name](e.args[0]), e.args[0], Shapes(context))
    if slope is None:
        return None
    outer = derivative(e.args[0], v)
    return (f"derivative of {name}", "chain rule"), mul(outer, diag(slope))


def _column_variable(e: Term, v: Term, context: Context) -> Rewrite | None:
    if e is not v:
        return None
    shape = shape_of(v, context)
    return ("derivative of the variable",), identity(shape[0])


_OF_NUMBERS: tuple[Callable[[Term, Term, Context], Rewrite | None], ...] = (
    _constant,
    _number_sum,
    _product,
    _squared_norm,
    _trace,
)
_OF_COLUMNS: tuple[Callable[[Term, Term, Context], Rewrite | None], ...] = (
    _column_variable,
    _column_sum,
    _column_negation,
    _column_product,
    _column_quotient,
    _column_function,
)
