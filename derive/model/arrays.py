"""Vectors and matrices in terms: the names of their operations.

Vectors are columns.  Sums, differences and quotients by a number are written with the heads of
numbers; a product keeps its order, and the shapes of its factors say what it means (`shapes`).
A scalar function applied to an array applies to every entry.  The entry A_ij is `indexed(A, i, j)`,
also for an array that is not a symbol.

======================  =========================================================
call                    meaning
======================  =========================================================
transpose(A)            (Aᵀ)_ij = A_ji; of a column, a row
inverse(A)              A⁻¹ of a square matrix, where it is regular
trace(A)                Σ_i A_ii
det(A)                  the determinant (of symbolic size only in conditions)
kronecker(A, B)         A ⊗ B, the blocks A_ij B
vec(A)                  the columns of A, one below the other
hadamard(A, B, …)       A ⊙ B, entry by entry
quotient(A, B)          A ⊘ B, entry by entry
norm(A)                 √(Σ A_ij²), Euclid's or Frobenius' norm
diag(v)                 the matrix with v on its diagonal, else 0
diagonal(A)             the column of the A_ii
identity(n)             I, n × n
ones(n[, m])            1, a column or a matrix
zeros(n[, m])           0, a column or a matrix
row(A, i)               the i-th row of A, as a column
column(A, j)            the j-th column of A
delta(i, j)             1 if i = j, else 0 (Kronecker)
indicator(condition)    1 if the condition holds, else 0
======================  =========================================================

A derivative by an array is the array of the derivatives by its entries: ∂J/∂w has the shape of w,
(∂v/∂w)_ij = ∂v_j/∂w_i, and ∂²J/∂w² = (∂²J/∂w_i∂w_j)_ij (denominator layout).
"""

from __future__ import annotations

from derive.model.term import Operand, Term, call, make, term

OPERATIONS: dict[str, tuple[int, int | None]] = {
    "transpose": (1, 1),
    "inverse": (1, 1),
    "trace": (1, 1),
    "det": (1, 1),
    "kronecker": (2, 2),
    "vec": (1, 1),
    "hadamard": (2, None),
    "quotient": (2, 2),
    "norm": (1, 1),
    "diag": (1, 1),
    "diagonal": (1, 1),
    "identity": (1, 1),
    "ones": (1, 2),
    "zeros": (1, 2),
    "row": (2, 2),
    "column": (2, 2),
    "delta": (2, 2),
    "indicator": (1, 1),
}
"""Operation → fewest and most operands (None for any number)."""


def transpose(array: Term) -> Term:
    """Aᵀ."""
    return call("transpose", array)


def inverse(matrix: Term) -> Term:
    """A⁻¹."""
    return call("inverse", matrix)


def trace(matrix: Term) -> Term:
    """The sum of the diagonal."""
    return call("trace", matrix)


def hadamard(*arrays: Term) -> Term:
    """The product entry by entry."""
    return call("hadamard", *arrays)


def kronecker(one: Term, other: Term) -> Term:
    """The blocks of one matrix's entries times the other matrix."""
    return call("kronecker", one, other)


def vec(array: Term) -> Term:
    """The columns of a matrix, one below the other."""
    return call("vec", array)


def unlined(node: Term) -> Term:
    """The matrix whose entries vec puts in a line."""
    return node.args[0] if node.head == "call" and node.value == "vec" else node


def norm(array: Term) -> Term:
    """The root of the sum of the squares."""
    return call("norm", array)


def diag(vector: Term) -> Term:
    """The diagonal matrix."""
    return call("diag", vector)


def identity(size: Operand) -> Term:
    """The identity matrix."""
    return call("identity", term(size))


def ones(*shape: Operand) -> Term:
    """The column or matrix of ones."""
    return call("ones", *map(term, shape))


def zeros(*shape: Operand) -> Term:
    """The column or matrix of zeros."""
    return call("zeros", *map(term, shape))


def delta(one: Operand, other: Operand) -> Term:
    """Kronecker's delta."""
    return call("delta", term(one), term(other))


def literal_matrix(rows: list[list[Term]]) -> Term:
    """A matrix written out; a column has rows of one entry.  Every row has the same length."""
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise ValueError("the rows of a matrix have different lengths")
    return make("matrix", tuple(entry for row in rows for entry in row), f"{len(rows)}x{width}")


def dimensions(matrix: Term) -> tuple[int, int]:
    """Rows and columns of a matrix written out."""
    rows, columns = str(matrix.value).split("x")
    return int(rows), int(columns)
