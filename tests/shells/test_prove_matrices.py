"""`derive.prove` with SymPy's matrix expressions: sizes, layouts, predicates, what SymPy gets wrong."""

import pytest
from sympy import (
    Derivative,
    Determinant,
    Eq,
    HadamardPower,
    HadamardProduct,
    Identity,
    Interval,
    Inverse,
    KroneckerDelta,
    Lambda,
    MatMul,
    Matrix,
    MatrixSymbol,
    Ne,
    OneMatrix,
    Q,
    Sum,
    Symbol,
    Trace,
    ZeroMatrix,
    exp,
    symbols,
)
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix

from derive import prove

n, m, i, j, k = symbols("n m i j k")
A, B = MatrixSymbol("A", n, m), MatrixSymbol("B", m, n)
E, S = MatrixSymbol("E", n, n), MatrixSymbol("S", n, n)
x, y, w = MatrixSymbol("x", n, 1), MatrixSymbol("y", n, 1), MatrixSymbol("w", m, 1)
t = Symbol("t")

VERDICTS = [
    ("proved", Derivative(Trace(A * B), A), B.T, ()),
    ("refuted", Derivative(Trace(A * B), A), B, ()),
    ("refuted", Derivative(Trace(A * B), A), 2 * B.T, ()),
    ("proved", Derivative(Trace(E) + 1, E), Identity(n), ()),
    ("proved", Derivative(x.T * E * x, x), (E + E.T) * x, ()),
    ("refuted", Derivative(x.T * E * x, x), 2 * E * x, ()),
    ("proved", Derivative(x.T * S * x, x), 2 * S * x, (Q.symmetric(S),)),
    ("proved", E.T * E * x, x, (Q.orthogonal(E),)),
    ("refuted", E.T * E * x, x, ()),
    ("conditional", MatMul(Inverse(E), E), Identity(n), ()),
    ("proved", MatMul(Inverse(E), E), Identity(n), (Q.invertible(E),)),
    ("proved", MatMul(E, x), ZeroMatrix(n, 1), (Eq(MatMul(E, x), ZeroMatrix(n, 1)),)),
    ("proved", Trace(A * B), Trace(B * A), ()),
    ("refuted", Trace(E * S), Trace(E) * Trace(S), ()),
    ("proved", (A * B)[i, j], Sum(A[i, k] * B[k, j], (k, 0, m - 1)), ()),
    ("refuted", (A * B)[i, j], Sum(A[i, k] * B[k, j], (k, 1, m - 1)), ()),
    ("proved", A[i, :] * w, (A * w)[i, 0], ()),
    ("proved", B[:, 0], B * DiagMatrix(ZeroMatrix(n, 1))[:, 0] + B[:, 0], ()),
    ("proved", HadamardProduct(x, y), DiagMatrix(x) * y, ()),
    ("proved", x.T * y, Trace(x * y.T), ()),
    ("proved", Sum(KroneckerDelta(i, k) * x[k, 0], (k, 0, n - 1)), x[i, 0], ()),
    (
        "proved",
        ElementwiseApplyFunction(Lambda(t, t**2 + 1), x),
        HadamardPower(x, 2) + OneMatrix(n, 1),
        (),
    ),
    ("refuted", ElementwiseApplyFunction(exp, x), OneMatrix(n, 1), ()),
    ("proved", MatMul(Matrix([[1, 2], [3, 4]]), Matrix([1, 1])), Matrix([3, 7]), ()),
    ("refuted", MatMul(Matrix([[1, 2], [3, 4]]), Matrix([1, 1])), Matrix([3, 8]), ()),
    ("ill-formed", A, B, ()),
]  # fmt: skip


@pytest.mark.parametrize("status, lhs, rhs, assuming", VERDICTS, ids=[str(v[1]) for v in VERDICTS])
def test_verdicts(status, lhs, rhs, assuming):
    assert prove(lhs, rhs, assuming=assuming).status == status


def test_a_wrong_derivative_of_sympy_is_refuted():
    wrong = (Trace(E) + 1).diff(E)
    assert wrong == ZeroMatrix(n, n) or wrong == 0
    verdict = prove(Derivative(Trace(E) + 1, E), ZeroMatrix(n, n))
    assert verdict.status == "refuted"
    assert verdict.counterexample[n] >= 1


def test_what_follows_from_an_inverse_is_never_refuted():
    """A singular matrix is no counterexample where the matrix is given as invertible."""
    given = [Q.invertible(E), Eq(MatMul(E, x), ZeroMatrix(n, 1))]
    F, z = MatrixSymbol("F", 2, 2), MatrixSymbol("z", 2, 1)
    small = [Q.invertible(F), Eq(MatMul(F, z), ZeroMatrix(2, 1))]
    assert prove(z, ZeroMatrix(2, 1), assuming=small).status in ("proved", "unknown")
    assert prove(x, ZeroMatrix(n, 1), assuming=given).status in ("proved", "unknown")


def test_the_other_layout_is_told():
    assert "true in numerator layout" in prove(Derivative(Trace(A * B), A), B).notes


def test_shapes_are_told():
    assert "n × m" in prove(A, B).reason
    assert "m × n" in prove(A, B).reason


def test_conditions_and_points_are_sympy_again():
    assert prove(MatMul(Inverse(E), E), Identity(n)).conditions == (Ne(Determinant(E), 0),)
    point = prove(E * x, E.T * x, where={}).counterexample
    size = point[n]
    assert size >= 2
    assert {E[size - 1, size - 2], E[size - 2, size - 1]} <= set(point)


def test_an_index_stands_for_every_row():
    assert prove(A[i, j], A[i, j]).status == "proved"
    assert prove(x[i, 0], x[0, 0]).status == "refuted"


MISUSE = [
    (ValueError, "not square", lambda: prove(A, A, assuming=[Q.symmetric(A)])),
    (ValueError, "Q.invertible", lambda: prove(E, E, assuming=[Q.positive_definite(E)])),
    (ValueError, "use a symbol for each", lambda: prove(A[i, 0], B[i, 0])),
    (ValueError, "two different", lambda: prove(A, MatrixSymbol("A", m, n).T)),
    (ValueError, "no number is left", lambda: prove(x, x, where={n: Interval(-3, 0)})),
    (TypeError, "no relation", lambda: prove(E, E, assuming=[Q.symmetric])),
]  # fmt: skip


@pytest.mark.parametrize("error, words, wrong", MISUSE)
def test_misuse_is_told(error, words, wrong):
    with pytest.raises(error, match=words):
        wrong()
