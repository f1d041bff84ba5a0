"""SymPy's predicates of matrices as what they say: Q.symmetric(A) is A = Aᵀ.

`Q.orthogonal(A)` is AᵀA = I and AAᵀ = I, `Q.invertible(A)` is det A ≠ 0.  A predicate that says
more than equations can is refused, for dropping it would make a claim look wrong or undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sympy
from sympy.assumptions import AppliedPredicate

from derive.model.arrays import transpose
from derive.model.relation import Relation, equation
from derive.model.sympy_bridge import from_sympy
from derive.model.term import ZERO, Term, call, mul


def _symmetric(matrix: Term, size: Term) -> Iterator[Relation]:
    yield equation(matrix, transpose(matrix))


def _orthogonal(matrix: Term, size: Term) -> Iterator[Relation]:
    turned, unit = transpose(matrix), call("identity", size)
    yield equation(mul(turned, matrix), unit)
    yield equation(mul(matrix, turned), unit)


def _invertible(matrix: Term, size: Term) -> Iterator[Relation]:
    yield Relation(call("det", matrix), "!=", ZERO)


def _diagonal(matrix: Term, size: Term) -> Iterator[Relation]:
    yield equation(matrix, call("diag", call("diagonal", matrix)))


def _nothing(matrix: Term, size: Term) -> Iterator[Relation]:
    return iter(())


_MEANINGS: dict[Any, Callable[[Term, Term], Iterator[Relation]]] = {
    sympy.Q.symmetric: _symmetric,
    sympy.Q.orthogonal: _orthogonal,
    sympy.Q.unitary: _orthogonal,
    sympy.Q.invertible: _invertible,
    sympy.Q.diagonal: _diagonal,
    sympy.Q.real_elements: _nothing,
    sympy.Q.square: _nothing,
}
"""Predicate → the relations that say it; matrices here are real."""


def is_predicate(given: Any) -> bool:
    """Whether an assumption is a predicate of a matrix."""
    return isinstance(given, AppliedPredicate) and isinstance(
        given.arguments[0], sympy.MatrixExpr | sympy.MatrixBase
    )


def checked(given: Any) -> Any:
    """A predicate of a matrix that has a meaning here; raises ValueError for others."""
    if given.function not in _MEANINGS:
        known = ", ".join(sorted(str(each) for each in _MEANINGS))
        raise ValueError(f"{given} is no assumption that can be used here; known are {known}")
    matrix = given.arguments[0]
    rows, columns = matrix.shape
    if sympy.simplify(rows - columns) != 0:
        raise ValueError(f"{given}: {matrix} is {rows} × {columns}, not square")
    return given


def relations(given: Any) -> tuple[Relation, ...]:
    """What a predicate of a matrix says."""
    matrix = given.arguments[0]
    read = from_sympy(matrix, as_written=True)
    return tuple(_MEANINGS[given.function](read, from_sympy(matrix.shape[0])))


def symmetric_name(given: Any) -> str | None:
    """The matrix that a predicate calls symmetric, where it is a symbol."""
    matrix = given.arguments[0]
    if given.function == sympy.Q.symmetric and isinstance(matrix, sympy.MatrixSymbol):
        return str(matrix.name)
    return None
