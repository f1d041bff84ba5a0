"""Small matrices for assumptions that points chosen entry by entry never meet.

QᵀQ = I, P² = P or Aᵀ = −A hold at few points.  A claim that is refuted where such a matrix is one
of these, which certainly meets the assumptions about it, is refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Matrix
from derive.model.instances import at_sizes
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Verdict

Entries = tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]


def _matrix(text: str) -> Entries:
    a, b, c, d = map(Fraction, text.split())
    return (a, b), (c, d)


MATRICES = tuple(
    map(
        _matrix,
        ("3/5 -4/5 4/5 3/5", "0 1 1 0", "1 0 0 0", "1/2 1/2 1/2 1/2", "0 -1 1 0", "1 0 0 2"),
    )
)

Decide = Callable[[Relation, Context], Verdict]


def refuted_at_specimen(relation: Relation, context: Context, decide: Decide) -> Verdict | None:
    """A refutation at one of the matrices, for one matrix that assumptions speak about."""
    for name, size in _constrained(relation, context):
        sizes = {size: t.TWO} if size.head == "symbol" else {}
        claim, around = at_sizes(relation, context, sizes)
        about = [a for a in around.assumptions if _mentions(a, name)]
        others = tuple(a for a in around.assumptions if a not in about)
        for entries in MATRICES:
            body = arrays.literal_matrix([[*map(t.number, row)] for row in entries])
            defined = replace(around, assumptions=others).define(Definition(name, body))
            if not all(decide(a, defined).status == "proved" for a in about):
                continue
            found = decide(claim, defined)
            if found.status == "refuted":
                point = (*sizes.items(), *_entries(name, entries), *found.counterexample)
                return replace(found, counterexample=point)
    return None


def _constrained(relation: Relation, context: Context) -> Iterator[tuple[Term, Term]]:
    """Square matrices of a relation that equations speak about, with their sizes."""
    defined = {definition.name for definition in context.definitions}
    for name in dict.fromkeys((*t.free_symbols(relation.left), *t.free_symbols(relation.right))):
        kind = context.type_of(str(name.value))
        if not isinstance(kind, Matrix) or kind.rows is not kind.columns or kind.symmetric:
            continue
        if kind.rows.head != "symbol" and t.literal(kind.rows) != 2:
            continue
        given = [a for a in context.assumptions if _mentions(a, name)]
        if given and str(name.value) not in defined and all(a.sign == "=" for a in given):
            yield name, kind.rows


def _mentions(given: Relation, name: Term) -> bool:
    return any(name in t.free_symbols(side) for side in (given.left, given.right))


def _entries(name: Term, entries: Entries) -> Iterator[tuple[Term, Term]]:
    for i, row in enumerate(entries):
        for j, value in enumerate(row):
            yield t.indexed(name, i + 1, j + 1), t.number(value)
