"""A relation and its context at chosen sizes: n = 2 for a symbol n."""

from __future__ import annotations

from dataclasses import replace

from derive.model.context import Context
from derive.model.domain import Family, Function, Index, Matrix, Range, Type, Value, Vector
from derive.model.relation import Relation
from derive.model.term import Term, substitute


def at_sizes(
    relation: Relation, context: Context, sizes: dict[Term, Term]
) -> tuple[Relation, Context]:
    """Everything that is said, with symbols of sizes replaced by numbers."""

    def at(node: Term) -> Term:
        return substitute(node, sizes)

    def of_relation(given: Relation) -> Relation:
        return Relation(at(given.left), given.sign, at(given.right))

    gone = {str(name.value) for name in sizes}
    return of_relation(relation), replace(
        context,
        types={n: _type(kind, sizes) for n, kind in context.types.items() if n not in gone},
        definitions=tuple(
            replace(d, target=at(d.target), body=at(d.body)) for d in context.definitions
        ),
        assumptions=tuple(map(of_relation, context.assumptions)),
    )


def _type(kind: Type, sizes: dict[Term, Term]) -> Type:
    match kind:
        case Index(span):
            return Index(_range(span, sizes))
        case Family(ranges, element):
            return Family(tuple(_range(r, sizes) for r in ranges), _value(element, sizes))
        case Function(arguments, result, lifted):
            formal = tuple(_value(a, sizes) for a in arguments)
            return Function(formal, _value(result, sizes), lifted)
        case _:
            return _value(kind, sizes)


def _range(span: Range, sizes: dict[Term, Term]) -> Range:
    return Range(substitute(span.lower, sizes), substitute(span.upper, sizes))


def _value(kind: Value, sizes: dict[Term, Term]) -> Value:
    match kind:
        case Vector(size):
            return replace(kind, size=substitute(size, sizes))
        case Matrix(rows, columns):
            return replace(kind, rows=substitute(rows, sizes), columns=substitute(columns, sizes))
        case _:
            return kind
