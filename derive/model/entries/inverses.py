"""Inverses: what the entries of A⁻¹ are.

That of a small matrix is said by cofactors, that of a product by those of its factors.  Any other
is a family of numbers of its own, of which A A⁻¹ = I = A⁻¹ A is given, wherever A is regular.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.model import term as t
from derive.model.domain import Family, Range, Type
from derive.model.entries.reading import Entries, NotLowered
from derive.model.entries.written import SMALL, cofactor, determinant, written
from derive.model.relation import Relation
from derive.model.sizes import same_size
from derive.model.term import ONE, ZERO, Term, call, indexed


def inverse(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """The entry of an inverse."""
    matrix = node.args[0]
    shape = entries.shapes.of(matrix)
    if not shape:
        return t.div(ONE, entries.scalar(matrix))
    simpler = _of_parts(entries, matrix)
    if simpler is not None:
        return entries.entry(simpler, i, j)
    size = t.literal(shape[0])
    if size is not None and size <= SMALL:
        return _by_cofactors(entries, matrix, int(size), i, j)
    for name in t.free_symbols(matrix):
        if str(name.value) in entries.shapes.local:
            raise NotLowered(f"{node}, which changes with {name}")
    if matrix not in entries.inverses:
        entries.inverses[matrix] = t.symbol(str(node))
    return indexed(entries.inverses[matrix], i, j)


def _of_parts(entries: Entries, matrix: Term) -> Term | None:
    """(AB)⁻¹ = B⁻¹A⁻¹ for square A and B, (Aᵀ)⁻¹ = (A⁻¹)ᵀ, (A⁻¹)⁻¹ = A."""
    match matrix.head, matrix.value:
        case "call", "transpose":
            return call("transpose", call("inverse", matrix.args[0]))
        case "call", "inverse":
            entries.regular.setdefault(matrix.args[0])
            return matrix.args[0]
        case "mul", _:
            shapes = [entries.shapes.of(a) for a in matrix.args]
            if len(matrix.args) > 1 and all(s and same_size(*s) for s in shapes):
                return t.mul(*(call("inverse", a) for a in reversed(matrix.args)))
    return None


def _by_cofactors(entries: Entries, matrix: Term, size: int, i: Term, j: Term) -> Term:
    """The entry of the inverse of a small matrix: (A⁻¹)_ij = C_ji / det A."""
    rows = [
        [entries.entry(matrix, t.number(r + 1), t.number(c + 1)) for c in range(size)]
        for r in range(size)
    ]
    whole = determinant(rows)
    found = [t.div(cofactor(rows, c, r), whole) for r in range(size) for c in range(size)]
    return written(entries, t.make("matrix", tuple(found), f"{size}x{size}"), i, j)


def to_be_regular(entries: Entries) -> Iterator[Relation]:
    """The conditions det A ≠ 0 that are not given."""
    for matrix in {**entries.inverses, **entries.regular}:
        condition = Relation(call("det", matrix), "!=", ZERO)
        if condition not in entries.context.assumptions:
            yield condition


def laws(entries: Entries, types: dict[str, Type]) -> Iterator[Relation]:
    """A A⁻¹ = I = A⁻¹ A, for all entries."""
    for matrix, family in tuple(entries.inverses.items()):
        size = entries.shapes.of(matrix)[0]
        types[str(family.value)] = Family((Range(ONE, entries.scalar(size)),) * 2)
        i, j = entries.free((size, size), types)
        k = entries.fresh()
        for left, right in ((True, False), (False, True)):
            factors = [
                entries.entry(matrix, a, b) if own else indexed(family, a, b)
                for own, a, b in ((left, i, k), (right, k, j))
            ]
            total = entries.summed(t.mul(*factors), [(k, size)])
            yield Relation(total, "=", call("delta", i, j))
