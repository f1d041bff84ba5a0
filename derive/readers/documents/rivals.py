"""Names that a document gives twice and differently, in one section and without `:=`.

From the second equation on the name may have a new meaning; or the equation is a wrong claim about
the first one.  Claims after it take the second, and keep the first one at hand.  What a sentence
says in passing, "with u = x^2", is kept at hand likewise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from derive.model.context import Context
from derive.model.derivation import Rival
from derive.model.relation import Relation
from derive.model.term import Term, substitute
from derive.readers.documents.knowledge import Known


def rival_of(
    relation: Relation,
    used: Iterable[Known],
    bearing: Callable[[list[Term]], Context],
    aside: Callable[[Known], Known | None],
) -> Rival | None:
    """The other meaning of a name that a relation rests on; `bearing` finds what terms rest on,
    and `aside` what is said of a name in passing."""
    used = list(used)
    second = next((k for k in used if k.rival is not None), None)
    if second is not None and second.rival is not None:
        return _rival(
            relation, second, second.rival, bearing, second.definition.target.head == "call"
        )
    for known in used:
        other = aside(known)
        if other is not None:
            return _rival(relation, known, other, bearing, False)
    return None


def _rival(
    relation: Relation,
    second: Known,
    first: Known,
    bearing: Callable[[list[Term]], Context],
    example: bool,
) -> Rival:
    context = bearing([relation.left, relation.right, first.definition.body])
    target = second.definition.target
    same = dict(zip(second.definition.parameters, first.definition.parameters, strict=False))
    others = tuple(d for d in context.definitions if d.target is not target)
    return Rival(
        f"relation-{int(second.at) + 1}",
        replace(context, definitions=(*others, first.definition)),
        Relation(first.definition.body, "=", substitute(second.definition.body, same)),
        (_told(second), _told(first)),
        example=example,
    )


def _told(known: Known) -> str:
    """A definition with its line."""
    line = "" if known.place is None else f" (line {known.place.line})"
    return f"{known.definition.target} = {known.definition.body}{line}"
