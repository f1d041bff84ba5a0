"""Small arrays for assumptions that points chosen entry by entry never meet.

QᵀQ = I, P² = P, Aᵀ = −A or Σ_k y_k = 1 hold at few points.  A claim that is refuted where such an
array is one of these, which certainly meets the assumptions about it, is refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Matrix, Vector
from derive.model.instances import at_sizes
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Verdict

Rows = tuple[tuple[Fraction, ...], ...]


def _rows(text: str) -> Rows:
    return tuple(tuple(map(Fraction, row.split())) for row in text.split(";"))


MATRICES = tuple(
    map(
        _rows,
        (
            "3/5 -4/5; 4/5 3/5",
            "0 1; 1 0",
            "1 0; 0 0",
            "1/2 1/2; 1/2 1/2",
            "0 -1; 1 0",
            "1 0; 0 2",
            "1/3 2/3; 1/4 3/4",
        ),
    )
)
"""Rotations, permutations, projections, skew and diagonal ones, rows that add up to 1."""

COLUMNS = tuple(map(_rows, ("1/3; 2/3", "1; 0", "3/5; 4/5", "1; -1", "1; 1")))
"""Parts of a whole, units, of length 1, of sum 0."""

Decide = Callable[[Relation, Context], Verdict]


def refuted_at_specimen(relation: Relation, context: Context, decide: Decide) -> Verdict | None:
    """A refutation at one of the arrays, for one array that assumptions speak about."""
    for name, kind in _constrained(context):
        ends = (kind.size,) if isinstance(kind, Vector) else (kind.rows, kind.columns)
        sizes = {end: t.TWO for end in ends if end.head == "symbol"}
        claim, around = at_sizes(relation, context, sizes)
        about = [a for a in around.assumptions if _mentions(a, name)]
        others = tuple(a for a in around.assumptions if a not in about)
        for rows in COLUMNS if isinstance(kind, Vector) else MATRICES:
            if not all(value in kind.domain for row in rows for value in row):
                continue
            body = arrays.literal_matrix([[*map(t.number, row)] for row in rows])
            defined = replace(around, assumptions=others).define(Definition(name, body))
            if not all(decide(a, defined).status == "proved" for a in about):
                continue
            found = decide(claim, defined)
            if found.status == "refuted":
                point = (*sizes.items(), *_entries(name, rows), *found.counterexample)
                return replace(found, counterexample=point)
    return None


def _constrained(context: Context) -> Iterator[tuple[Term, Vector | Matrix]]:
    """Vectors and matrices that equations speak about, of sizes that can be 2."""
    defined = {definition.name for definition in context.definitions}
    for text, kind in context.types.items():
        name = t.symbol(text)
        if text in defined or not isinstance(kind, Vector | Matrix):
            continue
        if isinstance(kind, Matrix) and kind.symmetric:
            continue
        ends = (kind.size,) if isinstance(kind, Vector) else (kind.rows, kind.columns)
        if any(end.head != "symbol" and t.literal(end) != 2 for end in ends):
            continue
        given = [a for a in context.assumptions if _mentions(a, name)]
        if given and all(a.sign == "=" for a in given):
            yield name, kind


def _mentions(given: Relation, name: Term) -> bool:
    return any(name in t.free_symbols(side) for side in (given.left, given.right))


def _entries(name: Term, rows: Rows) -> Iterator[tuple[Term, Term]]:
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            places = (i + 1,) if len(row) == 1 else (i + 1, j + 1)
            yield t.indexed(name, *places), t.number(value)
