"""SymPy's matrix expressions read as terms: one row for each class.

SymPy counts rows and columns from 0, terms from 1: `X[i, j]` is the entry (i + 1, j + 1).  A
MatrixSymbol with one column is a column, so its entries take one index.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix, DiagonalMatrix, DiagonalOf
from sympy.matrices.expressions.dotproduct import DotProduct
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.matrices.expressions.slice import MatrixSlice

from derive.ground.diagnostic import DeriveError, fail
from derive.model import arrays
from derive.model import term as t
from derive.model.term import Term, call

Read = Callable[[Any], Term]
"""Reads an operand."""

LARGEST_POWER = 12
"""Entrywise powers up to this one are written as products."""


def _refused(e: Any, why: str) -> DeriveError:
    return fail("unsupported-sympy", f"{e} ({e.func.__name__}) has no reading here: {why}")


def _size(size: Any, read: Read) -> Term:
    return read(sympy.sympify(size))


def constant(name: str) -> Callable[[Any, Read], Term]:
    """Ones or zeros with a shape; one column is a column."""

    def reading(e: Any, read: Read) -> Term:
        rows, columns = e.shape
        sizes = [rows] if columns == 1 else [rows, columns]
        return call(name, *(_size(each, read) for each in sizes))

    return reading


def operation(name: str) -> Callable[[Any, Read], Term]:
    """An operation of the same arguments."""
    return lambda e, read: call(name, *map(read, e.args))


def first_argument(name: str) -> Callable[[Any, Read], Term]:
    """An operation of the first argument alone."""
    return lambda e, read: call(name, read(e.args[0]))


def product(e: Any, read: Read) -> Term:
    """A product in its order, a sign in front of all of it."""
    first, *rest = e.args
    if first == -1:
        return t.neg(product(sympy.MatMul(*rest), read) if len(rest) > 1 else read(rest[0]))
    if first.is_Rational and first < 0:
        return t.neg(t.mul(read(-first), *map(read, rest)))
    return t.mul(*map(read, e.args))


def power(e: Any, read: Read) -> Term:
    """A power of a square matrix."""
    base, exponent = e.args
    if exponent == -1:
        return call("inverse", read(base))
    return t.power(read(base), read(exponent))


def entrywise_power(e: Any, read: Read) -> Term:
    """A power of every entry."""
    base, exponent = e.args
    found = _entrywise_power(read(base), exponent, e.shape, read)
    if found is None:
        raise _refused(e, f"exponents are whole numbers up to {LARGEST_POWER}, or 1/2")
    return found


def _entrywise_power(base: Term, exponent: Any, shape: Any, read: Read) -> Term | None:
    if exponent == sympy.Rational(1, 2):
        return call("sqrt", base)
    if not exponent.is_Integer or abs(exponent) > LARGEST_POWER or exponent == 0:
        return None
    times = abs(int(exponent))
    whole = base if times == 1 else call("hadamard", *[base] * times)
    return whole if exponent > 0 else call("quotient", _ones(shape, read), whole)


def _ones(shape: Any, read: Read) -> Term:
    return constant("ones")(sympy.OneMatrix(*shape), read)


def entrywise(e: Any, read: Read) -> Term:
    """A function of every entry: its body with arrays in place of numbers."""
    function = e.function
    if not isinstance(function, sympy.Lambda) or len(function.signature) != 1:
        raise _refused(e, "the function takes one number")
    variable = function.signature[0]
    return _Entrywise(variable, read(e.expr), e.shape, read).of(function.expr)


class _Entrywise:
    def __init__(self, variable: Any, array: Term, shape: Any, read: Read) -> None:
        self.variable, self.array, self.shape, self.read = variable, array, shape, read

    def of(self, e: Any) -> Term:
        """The array whose entries are the values of a body."""
        if e == self.variable:
            return self.array
        if not e.has(self.variable):
            ones = _ones(self.shape, self.read)
            return ones if e == 1 else t.mul(self.read(e), ones)
        if isinstance(e, sympy.Add):
            return t.add(*map(self.of, e.args))
        if isinstance(e, sympy.Mul):
            numbers = [self.read(a) for a in e.args if not a.has(self.variable)]
            varying = [self.of(a) for a in e.args if a.has(self.variable)]
            whole = varying[0] if len(varying) == 1 else call("hadamard", *varying)
            return t.mul(*numbers, whole)
        if isinstance(e, sympy.Pow):
            found = _entrywise_power(self.of(e.base), e.exp, self.shape, self.read)
            if found is not None:
                return found
        elif isinstance(e, sympy.Function) and len(e.args) == 1:
            name = self.read(e).value
            return call(str(name), self.of(e.args[0]))
        raise _refused(e, "it can't be applied to every entry")


def place(index: Any, read: Read) -> Term:
    """An index counted from 1."""
    return read(sympy.sympify(index) + 1)


def element(e: Any, read: Read) -> Term:
    """One entry; of a column, with one index."""
    rows, columns = e.parent.shape
    parent = read(e.parent)
    if rows == 1 and columns == 1:
        return parent
    indices = e.indices[:1] if columns == 1 else e.indices
    return t.indexed(parent, *(place(each, read) for each in indices))


def part(e: Any, read: Read) -> Term:
    """A row or a column."""
    for at, name in ((0, "row"), (1, "column")):
        start, stop, step = (e.rowslice, e.colslice)[at]
        others = (e.colslice, e.rowslice)[at]
        whole = tuple(others) == (0, e.parent.shape[1 - at], 1)
        if whole and step == 1 and sympy.sympify(stop - start) == 1:
            found = call(name, read(e.parent), place(start, read))
            return arrays.transpose(found) if name == "row" else found
    raise _refused(e, "only single rows and columns can be cut out")


def literal(e: Any, read: Read) -> Term:
    """A matrix written out."""
    if 0 in e.shape:
        raise _refused(e, "it has no entries")
    return arrays.literal_matrix([[read(e[i, j]) for j in range(e.cols)] for i in range(e.rows)])


def symbol(e: Any, read: Read) -> Term:
    """A matrix by its name."""
    return t.symbol(e.name)


def identity(e: Any, read: Read) -> Term:
    """I."""
    return call("identity", _size(e.shape[0], read))


def _diagonal_part(e: Any, read: Read) -> Term:
    """A matrix without what is off its diagonal."""
    return call("diag", call("diagonal", read(e.args[0])))


def _dot(e: Any, read: Read) -> Term:
    """The product of two columns as a number."""
    one, other = (a if a.shape[1] == 1 else a.T for a in e.args)
    return t.mul(arrays.transpose(read(one)), read(other))


READERS: tuple[tuple[Any, Callable[[Any, Read], Term]], ...] = (
    (sympy.MatrixSymbol, symbol),
    (MatrixElement, element),
    (sympy.MatAdd, lambda e, read: t.add(*map(read, e.args))),
    (sympy.MatMul, product),
    (sympy.Inverse, first_argument("inverse")),
    (sympy.MatPow, power),
    ((sympy.Transpose, sympy.Adjoint), operation("transpose")),
    (sympy.Trace, operation("trace")),
    (sympy.Determinant, operation("det")),
    (sympy.HadamardProduct, operation("hadamard")),
    (sympy.HadamardPower, entrywise_power),
    (ElementwiseApplyFunction, entrywise),
    (sympy.Identity, identity),
    (sympy.ZeroMatrix, constant("zeros")),
    (sympy.OneMatrix, constant("ones")),
    (DiagMatrix, operation("diag")),
    (DiagonalOf, operation("diagonal")),
    (DiagonalMatrix, _diagonal_part),
    (DotProduct, _dot),
    (MatrixSlice, part),
    (sympy.MatrixBase, literal),
)
"""SymPy class → reading; the first row that fits counts, so subclasses come before their bases."""
