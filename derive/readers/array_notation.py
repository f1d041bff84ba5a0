"""How models write vectors and matrices in Python.

    J = Rational(1, 2) * norm(X @ w - y) ** 2        z = X @ w + b * ones(N)
    f = m.function("f", x, sigmoid(w.T @ x))         -total(y[i] * log(f(x[i])), i, 1, N)

SymPy's matrix expressions can't serve here: with evaluation off they turn w − 2Xᵀy into w + 2Xᵀy,
and with it on they reorder and refuse a number f(x) times a vector.  So an `Array` holds a term as
written; it takes numbers and SymPy expressions as operands.  `@` and `*` both write a product.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.model import arrays
from derive.model import term as t
from derive.model.relation import Relation
from derive.model.sympy_bridge import from_sympy
from derive.model.term import Term


def written(value: Any) -> Term:
    """The term of an operand: an `Array`, a number or a SymPy expression."""
    if isinstance(value, Array):
        return value.term
    if isinstance(value, Term):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return t.term(value)
    return from_sympy(value, as_written=True)


class Array:
    """An expression of vectors and matrices, exactly as written; perhaps a number, as wᵀx is."""

    __slots__ = ("term",)

    def __init__(self, term: Term) -> None:
        self.term = term

    def __repr__(self) -> str:
        return str(self.term)

    @property
    def T(self) -> Array:
        """The transpose."""
        return Array(arrays.transpose(self.term))

    @property
    def inverse(self) -> Array:
        """The inverse matrix."""
        return Array(arrays.inverse(self.term))

    def __add__(self, other: Any) -> Array:
        return Array(self.term + written(other))

    def __radd__(self, other: Any) -> Array:
        return Array(written(other) + self.term)

    def __sub__(self, other: Any) -> Array:
        return Array(self.term - written(other))

    def __rsub__(self, other: Any) -> Array:
        return Array(written(other) - self.term)

    def __mul__(self, other: Any) -> Array:
        return Array(_times(self.term, written(other)))

    def __rmul__(self, other: Any) -> Array:
        return Array(_times(written(other), self.term))

    __matmul__ = __mul__
    __rmatmul__ = __rmul__

    def __truediv__(self, other: Any) -> Array:
        return Array(self.term / written(other))

    def __rtruediv__(self, other: Any) -> Array:
        return Array(written(other) / self.term)

    def __pow__(self, exponent: Any) -> Array:
        return Array(self.term ** written(exponent))

    def __neg__(self) -> Array:
        return Array(-self.term)

    def __getitem__(self, index: Any) -> Array:
        indices = index if isinstance(index, tuple) else (index,)
        return Array(t.indexed(self.term, *map(written, indices)))

    def equals(self, other: Any) -> Relation:
        """The claim that both sides are equal, entry by entry."""
        return Relation(self.term, "=", written(other))

    def at_least(self, other: Any) -> Relation:
        """The claim that a number is not less than another."""
        return Relation(self.term, ">=", written(other))


def _times(one: Term, other: Term) -> Term:
    """A product; Python binds −x·y as (−x)·y where people mean −(x·y)."""
    if one.head == "neg":
        return t.neg(_times(one.args[0], other))
    return t.mul(one, other)


def function(name: str) -> Callable[..., Array]:
    """A function of numbers, vectors or matrices, to be applied to them."""

    def apply(*arguments: Any) -> Array:
        return Array(t.call(name, *map(written, arguments)))

    apply.__name__ = name
    apply.__doc__ = f"{name} of its arguments; of an array, entry by entry."
    return apply


exp, log, sqrt = function("exp"), function("log"), function("sqrt")
sigmoid, tanh, softplus = function("sigmoid"), function("tanh"), function("softplus")
norm, trace, diag = function("norm"), function("trace"), function("diag")
hadamard, quotient = function("hadamard"), function("quotient")
ones, zeros, identity = function("ones"), function("zeros"), function("identity")
row, column, delta = function("row"), function("column"), function("delta")


def total(body: Any, index: Any, first: Any, last: Any) -> Array:
    """Σ of the body for index from first to last."""
    return Array(t.summation(written(body), written(index), written(first), written(last)))


def gradient(quantity: Any, variable: Any) -> Array:
    """∂quantity/∂variable, not carried out."""
    return Array(t.derivative(written(quantity), written(variable)))
