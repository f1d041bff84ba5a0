"""From indices to arrays: the array whose entries a term gives.

    w·x_i, for i in 1..N            →  X w           (x_i the rows of X)
    f(x_i) − y_i                    →  f(X) − y
    Σ_i x_i (f(x_i) − y_i)          →  Xᵀ (f(X) − y)
    P_nk − Y_nk                     →  P − Y

The prover judges the line, so a form that is found wrongly would be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.model.arrays import diag, hadamard, ones, transpose
from derive.model.context import Context
from derive.model.domain import Family, Function, Matrix, Vector
from derive.model.functions import ARITY
from derive.model.shapes import Misshapen, Shapes
from derive.model.sizes import same_size
from derive.model.term import (
    ONE,
    Term,
    add,
    call,
    div,
    free_symbols,
    literal,
    mul,
    neg,
)


@dataclass(frozen=True, slots=True)
class Vectorising:
    """Reads terms in one index, which runs over 1..size, as columns."""

    context: Context
    """What the names are."""
    index: Term
    """The index that runs over the entries of a column."""
    size: Term
    """How many entries that are."""

    def moves(self, node: Term) -> bool:
        """Whether a term changes with the index."""
        return self.index in free_symbols(node)

    def column(self, node: Term) -> Term | None:
        """The column whose entry at the index is the term; None where none is seen."""
        if not self.moves(node):
            if self._holds_arrays(node):
                return None
            return ones(self.size) if node is ONE else mul(node, ones(self.size))
        match node.head:
            case "indexed":
                return self._member(node)
            case "neg":
                inner = self.column(node.args[0])
                return None if inner is None else neg(inner)
            case "add":
                parts = [self.column(a) for a in node.args]
                return None if None in parts else add(*(p for p in parts if p is not None))
            case "mul":
                return self._product(node)
            case "div":
                return self._quotient(node)
            case "pow" if literal(node.args[1]) == 2:
                inner = self.column(node.args[0])
                return None if inner is None else hadamard(inner, inner)
            case "call":
                return self._call(node)
        return None

    def _member(self, node: Term) -> Term | None:
        family, *indices = node.args
        kind = self.context.type_of(str(family.value))
        if len(indices) == 1 and indices[0] is self.index and self._is_column(family, kind):
            return family
        tall = isinstance(kind, Matrix) and same_size(kind.rows, self.size)
        if tall and len(indices) == 2 and indices[0] is self.index and not self.moves(indices[1]):
            return call("column", family, indices[1])
        return None

    def _is_column(self, family: Term, kind: object) -> bool:
        if isinstance(kind, Vector):
            return same_size(kind.size, self.size)
        try:
            shape = Shapes(self.context).of(family)
        except Misshapen:
            return False
        return bool(shape) and same_size(shape[0], self.size) and same_size(shape[1], ONE)

    def _product(self, node: Term) -> Term | None:
        inner = self._inner_product(node.args)
        if inner is not None:
            return inner
        still = [a for a in node.args if not self.moves(a)]
        moving = [self.column(a) for a in node.args if self.moves(a)]
        if any(each is None for each in moving) or any(map(self._holds_arrays, still)):
            return None
        columns = [each for each in moving if each is not None]
        whole = columns[0] if len(columns) == 1 else hadamard(*columns)
        return mul(*still, whole) if still else whole

    def _inner_product(self, factors: tuple[Term, ...]) -> Term | None:
        """wᵀx_i and x_iᵀw as the entries of X w."""
        if len(factors) != 2:
            return None
        left, other = _turned(factors[0]), factors[1]
        if left is None:
            return None
        for row, fixed in ((self.row_of(other), left), (self.row_of(left), other)):
            if row is not None and not self.moves(fixed):
                return mul(row, fixed)
        return None

    def row_of(self, node: Term | None) -> Term | None:
        """The matrix whose row at the index a vector is."""
        if node is None:
            return None
        if node.head == "call" and node.value == "row" and node.args[1] is self.index:
            return None if self.moves(node.args[0]) else node.args[0]
        if node.head == "indexed" and node.args[1:] == (self.index,):
            kind = self.context.type_of(str(node.args[0].value))
            body = self.context.unfold(node)
            if isinstance(kind, Family) and isinstance(kind.element, Vector) and body is not None:
                return self.row_of(body)
        return None

    def _quotient(self, node: Term) -> Term | None:
        top, bottom = node.args
        above = self.column(top)
        if above is None:
            return None
        if not self.moves(bottom):
            return div(above, bottom)
        below = self.column(bottom)
        return None if below is None else call("quotient", above, below)

    def _call(self, node: Term) -> Term | None:
        kind = self.context.type_of(str(node.value))
        if isinstance(kind, Function) and any(isinstance(a, Vector) for a in kind.arguments):
            rows = self.row_of(node.args[0]) if len(node.args) == 1 else None
            return None if rows is None else call(str(node.value), rows)
        if node.value not in ARITY and not isinstance(kind, Function):
            return None
        if len(node.args) != 1:
            return None
        inner = self.column(node.args[0])
        return None if inner is None else call(str(node.value), inner)

    def total(self, body: Term) -> Term | None:
        """Σ over the index of the body in terms of arrays."""
        factors = body.args if body.head == "mul" else (body,)
        rows = [(k, self.row_of(f)) for k, f in enumerate(factors)]
        found = [(k, r) for k, r in rows if r is not None]
        turned = [
            (k, r) for k, f in enumerate(factors) if (r := self.row_of(_turned(f))) is not None
        ]
        rest = [f for k, f in enumerate(factors) if k not in {j for j, _ in found + turned}]
        if len(found) == 1 and len(turned) <= 1:
            weights = self.column(mul(*rest)) if rest else ones(self.size)
            if weights is None:
                return None
            matrix = found[0][1]
            if not turned:
                return mul(transpose(matrix), weights)
            if turned[0][0] > found[0][0]:
                middle = [diag(weights)] if rest else []
                return mul(transpose(matrix), *middle, turned[0][1])
            return None
        if not found and not turned and not self._holds_arrays(body):
            weights = self.column(body)
            return None if weights is None else mul(transpose(ones(self.size)), weights)
        return None

    def _holds_arrays(self, node: Term) -> bool:
        try:
            return bool(Shapes(self.context).of(node))
        except Misshapen:
            return True


def _turned(node: Term) -> Term | None:
    """The A of Aᵀ."""
    return node.args[0] if node.head == "call" and node.value == "transpose" else None


def matrix_of(node: Term, row: Term, column: Term, context: Context) -> Term | None:
    """The matrix whose entry at (row, column) is the term; None where none is seen."""
    match node.head:
        case "indexed" if node.args[1:] == (row, column):
            return node.args[0]
        case "neg":
            inner = matrix_of(node.args[0], row, column, context)
            return None if inner is None else neg(inner)
        case "add":
            parts = [matrix_of(a, row, column, context) for a in node.args]
            return None if None in parts else add(*(p for p in parts if p is not None))
        case "mul":
            still = [a for a in node.args if not {row, column} & {*free_symbols(a)}]
            moving = [matrix_of(a, row, column, context) for a in node.args if a not in still]
            arrays = [each for each in moving if each is not None]
            if not arrays or len(arrays) < len(moving):
                return None
            whole = arrays[0] if len(arrays) == 1 else hadamard(*arrays)
            return mul(*still, whole) if still else whole
        case "div" if not {row, column} & {*free_symbols(node.args[1])}:
            inner = matrix_of(node.args[0], row, column, context)
            return None if inner is None else div(inner, node.args[1])
        case "call" if node.value in ARITY and len(node.args) == 1:
            inner = matrix_of(node.args[0], row, column, context)
            return None if inner is None else call(str(node.value), inner)
    return None
