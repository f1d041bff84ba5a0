"""Terms of vectors and matrices to SymPy and back."""

import pytest
import sympy

from derive.ground.diagnostic import DeriveError
from derive.model.context import Context
from derive.model.domain import POSITIVE_INTEGER, Matrix, Scalar, Vector
from derive.model.sympy_bridge import from_sympy, objects_of, to_sympy
from derive.model.term import ONE, call, derivative, make, number, summation, symbol

N, d, i, k, X, S, Y, w, y, b = map(symbol, ("N", "d", "i", "k", "X", "S", "Y", "w", "y", "b"))
CONTEXT = Context(
    {
        "N": Scalar(POSITIVE_INTEGER),
        "d": Scalar(POSITIVE_INTEGER),
        "X": Matrix(N, d),
        "S": Matrix(d, d),
        "Y": Matrix(N, d),
        "w": Vector(d),
        "y": Vector(N),
        "b": Scalar(),
    }
)


def T(array):
    return call("transpose", array)


ROUND = [
    X * w - y,
    T(X) * (X * w - y),
    -(T(X) * y),
    number(2) * (T(X) * y),
    call("inverse", S) * w,
    S**2,
    call("trace", T(X) * Y),
    call("det", S),
    call("hadamard", X, Y),
    call("diag", w),
    call("diagonal", S),
    call("identity", d),
    call("ones", N),
    call("zeros", N, d),
    T(call("row", X, i)),
    call("column", X, k),
    X[i, k],
    w[k],
    T(y) * X * w,
    (T(y) * X * w) * w,
    summation(X[i, k] * w[k], k, ONE, d),
    derivative(call("trace", T(X) * Y), X),
    derivative(T(w) * S * w, w),
    call("sigmoid", X * w),
    call("exp", T(w) * w) + b,
    call("delta", i, k),
    make("matrix", (b, number(1), b**2, number(0)), "2x2"),
]


@pytest.mark.parametrize("term", ROUND, ids=map(str, ROUND))
def test_what_goes_to_sympy_comes_back(term):
    expression = to_sympy(term, objects_of(CONTEXT))
    assert isinstance(expression, sympy.Expr | sympy.MatrixBase)
    assert from_sympy(expression, as_written=True) is term


A = sympy.MatrixSymbol("A", 2, 3)
REFUSED = [
    sympy.BlockMatrix([[A, A]]),
    A[:, 0:2],
    sympy.HadamardPower(A, sympy.Symbol("p")),
    sympy.KroneckerProduct(A, A),
    sympy.ImmutableMatrix(0, 0, []),
]


@pytest.mark.parametrize("expression", REFUSED, ids=map(str, REFUSED))
def test_what_has_no_reading_is_refused(expression):
    with pytest.raises(DeriveError, match="no reading here"):
        from_sympy(expression)


def test_entries_are_counted_from_one():
    assert from_sympy(A[0, 2]) is symbol("A")[1, 3]
    column = sympy.MatrixSymbol("v", 3, 1)
    assert from_sympy(column[1, 0]) is symbol("v")[2]
