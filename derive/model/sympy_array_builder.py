"""Terms of vectors and matrices given back as SymPy's matrix expressions, not evaluated.

Which names are matrices is told by the SymPy objects that stand for them.  A product that is one
row times one column is a number in terms; in SymPy it is 1 × 1, so its only entry is taken where
a number is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sympy
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix, DiagonalOf
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.matrices.expressions.slice import MatrixSlice

from derive.model.arrays import dimensions
from derive.model.context import Context
from derive.model.domain import POSITIVE_INTEGER, Matrix, Scalar, Vector
from derive.model.term import Term


def is_matrix(e: Any) -> bool:
    """Whether SymPy takes it for a matrix."""
    return isinstance(e, sympy.MatrixExpr | sympy.MatrixBase)


def number(e: Any) -> Any:
    """A number: itself, or the only entry of a 1 × 1 matrix."""
    if is_matrix(e) and tuple(e.shape) == (1, 1):
        return e[0, 0] if isinstance(e, sympy.MatrixBase) else MatrixElement(e, 0, 0)
    return e


def build(node: Term, args: list[Any], function: Callable[[str], Any]) -> Any | None:
    """The SymPy expression for a term with these operands; None where no matrix is involved.

    `function` gives the SymPy class of a function of numbers.
    """
    if node.head == "call" and node.value in _OPERATIONS:
        return _OPERATIONS[str(node.value)](args)
    if node.head == "matrix":
        rows, columns = dimensions(node)
        return sympy.ImmutableMatrix(rows, columns, [number(a) for a in args])
    if not any(map(is_matrix, args)):
        return None
    rule = _RULES.get(node.head)
    if rule is not None:
        return rule(args)
    if node.head == "call":
        if len(args) == 1 and tuple(args[0].shape) != (1, 1):
            return ElementwiseApplyFunction(function(str(node.value)), args[0])
        return function(str(node.value))(*map(number, args))
    return None


def _add(args: list[Any]) -> Any:
    if all(map(is_matrix, args)):
        return sympy.MatAdd(*args)
    return sympy.Add(*map(number, args), evaluate=False)


def _mul(args: list[Any]) -> Any:
    if all(not is_matrix(a) or tuple(a.shape) == (1, 1) for a in args):
        return sympy.Mul(*map(number, args), evaluate=False)
    return sympy.MatMul(*args)


def _neg(args: list[Any]) -> Any:
    return _mul([sympy.Integer(-1), args[0]])


def _div(args: list[Any]) -> Any:
    top, bottom = args[0], number(args[1])
    below = sympy.Pow(bottom, -1, evaluate=False)
    if is_matrix(top) and tuple(top.shape) != (1, 1):
        return sympy.MatMul(1 / bottom if bottom.is_Rational else below, top)
    return sympy.Mul(number(top), below, evaluate=False)


def _pow(args: list[Any]) -> Any:
    base, exponent = args[0], number(args[1])
    if tuple(base.shape) == (1, 1):
        return sympy.Pow(number(base), exponent, evaluate=False)
    return sympy.Inverse(base) if exponent == -1 else sympy.MatPow(base, exponent)


def _indexed(args: list[Any]) -> Any | None:
    base, *indices = args
    if not is_matrix(base):
        return None
    places = [each - 1 for each in indices]
    if len(places) == 1:
        places.append(sympy.Integer(0))
    return MatrixElement(base, *places)


def _derivative(args: list[Any]) -> Any:
    return sympy.Derivative(number(args[0]), *args[1:], evaluate=False)


def _sum(args: list[Any]) -> Any:
    return sympy.Sum(number(args[0]), tuple(args[1:]))


_RULES: dict[str, Callable[[list[Any]], Any]] = {
    "add": _add,
    "mul": _mul,
    "neg": _neg,
    "div": _div,
    "pow": _pow,
    "indexed": _indexed,
    "derivative": _derivative,
    "sum": _sum,
}


def _inverse(args: list[Any]) -> Any:
    matrix = args[0]
    return sympy.Inverse(matrix) if is_matrix(matrix) else sympy.Pow(matrix, -1, evaluate=False)


def _hadamard(args: list[Any]) -> Any:
    if not any(map(is_matrix, args)):
        return sympy.Mul(*args, evaluate=False)
    return sympy.HadamardProduct(*args)


def _quotient(args: list[Any]) -> Any:
    top, bottom = args
    if not is_matrix(top):
        return _div(args)
    return sympy.HadamardProduct(top, sympy.HadamardPower(bottom, -1))


def _norm(args: list[Any]) -> Any:
    matrix = args[0]
    if not is_matrix(matrix):
        return sympy.Abs(matrix, evaluate=False)
    square = sympy.Trace(sympy.MatMul(sympy.Transpose(matrix), matrix))
    return sympy.Pow(square, sympy.Rational(1, 2), evaluate=False)


def _filled(kind: Any) -> Callable[[list[Any]], Any]:
    return lambda args: kind(args[0], args[1] if len(args) > 1 else 1)


def _transpose(args: list[Any]) -> Any:
    matrix = args[0]
    if isinstance(matrix, sympy.Transpose) and isinstance(matrix.arg, MatrixSlice):
        return matrix.arg
    return sympy.Transpose(matrix) if is_matrix(matrix) else matrix


def _row(args: list[Any]) -> Any:
    matrix, index = args
    return sympy.Transpose(MatrixSlice(matrix, (index - 1, index, 1), (0, matrix.shape[1], 1)))


def _column(args: list[Any]) -> Any:
    matrix, index = args
    return MatrixSlice(matrix, (0, matrix.shape[0], 1), (index - 1, index, 1))


def _of_matrix(kind: Any) -> Callable[[list[Any]], Any]:
    """An operation that leaves a number as it is."""
    return lambda args: kind(args[0]) if is_matrix(args[0]) else args[0]


_OPERATIONS: dict[str, Callable[[list[Any]], Any]] = {
    "transpose": _transpose,
    "inverse": _inverse,
    "trace": _of_matrix(sympy.Trace),
    "det": _of_matrix(sympy.Determinant),
    "hadamard": _hadamard,
    "quotient": _quotient,
    "norm": _norm,
    "diag": _of_matrix(DiagMatrix),
    "diagonal": _of_matrix(DiagonalOf),
    "identity": lambda args: sympy.Identity(args[0]),
    "ones": _filled(sympy.OneMatrix),
    "zeros": _filled(sympy.ZeroMatrix),
    "row": _row,
    "column": _column,
    "indicator": lambda args: sympy.Piecewise((1, args[0]), (0, True), evaluate=False),
}


def matrix_symbols(context: Context, size: Callable[[Term], Any]) -> Iterator[tuple[str, Any]]:
    """SymPy's objects for the names of a context: sizes first, then columns and matrices."""
    for name, kind in context.types.items():
        if isinstance(kind, Scalar) and kind.domain == POSITIVE_INTEGER:
            yield name, sympy.Symbol(name, integer=True, positive=True)
    for name, kind in context.types.items():
        match kind:
            case Vector(length):
                yield name, sympy.MatrixSymbol(name, size(length), 1)
            case Matrix(rows, columns):
                yield name, sympy.MatrixSymbol(name, size(rows), size(columns))
