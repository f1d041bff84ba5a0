"""Sizes: names that limit a range or a sum, undeclared, are arbitrary positive integers."""

from __future__ import annotations

from collections.abc import Iterator

from derive.model.context import Context
from derive.model.domain import (
    POSITIVE_INTEGER,
    Family,
    Function,
    Index,
    Matrix,
    Scalar,
    Type,
    Vector,
)
from derive.model.relation import Relation
from derive.model.term import BINDERS, Term, contains, free_symbols, subterms


def with_sizes(relation: Relation, context: Context) -> Context:
    """The context with every undeclared size declared."""
    names = dict.fromkeys(sizes(relation, context))
    if not names:
        return context
    known = set(context.types) | {d.name for d in context.definitions}
    for name in names:
        if str(name.value) not in known:
            context = context.declare(str(name.value), Scalar(POSITIVE_INTEGER))
    return context


def _of_arrays(kind: Type) -> Iterator[Term]:
    """The sizes of the vectors and matrices in a type."""
    match kind:
        case Vector(size):
            yield size
        case Matrix(rows, columns):
            yield from (rows, columns)
        case Family(element=element):
            yield from _of_arrays(element)
        case Function(arguments, result):
            for value in (*arguments, result):
                yield from _of_arrays(value)


def sizes(relation: Relation, context: Context) -> Iterator[Term]:
    """The names in sizes of arrays, in limits of sums and products and of declared ranges."""
    for kind in context.types.values():
        for size in _of_arrays(kind):
            yield from free_symbols(size)
        match kind:
            case Index(span):
                spans = (span,)
            case Family(ranges=spans):
                pass
            case _:
                continue
        for each in spans:
            yield from free_symbols(each.lower)
            yield from free_symbols(each.upper)
    for side in (relation.left, relation.right):
        if not contains(side, *BINDERS):
            continue
        bound = {node.args[1] for node in subterms(side) if node.head in BINDERS}
        for node in subterms(side):
            if node.head in BINDERS:
                for limit in node.args[2:]:
                    yield from (s for s in free_symbols(limit) if s not in bound)
