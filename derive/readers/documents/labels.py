r"""Labels that pick a member: y_i in `f_{y_i}` is one of the indices of f.

A family without a definition that only serves to pick has whole numbers for members, from 1 to as
many as what they pick from.  That is told, and assumed from the first place to the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.model import term as t
from derive.model.domain import POSITIVE_INTEGER, Family, Matrix, Scalar, Type, Vector
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.knowledge import Given, Knowledge
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.shaping import Inferred


def pick(
    sides: Iterable[Term], lexicon: Lexicon, knowledge: Knowledge, inferred: Inferred
) -> Iterator[str]:
    """Take the labels in some terms for indices; yields what was assumed, in words."""
    seen: set[tuple[Term, Term]] = set()
    for side in sides:
        for label, size in _picked(side, inferred.types):
            base = label.args[0]
            name = str(base.value)
            kind = inferred.types.get(name)
            free = not knowledge.definitions.get(name) and name not in lexicon.declared
            if not free or not isinstance(kind, Family) or len(kind.ranges) != 1:
                continue
            (letter,) = label.args[1:]
            if kind.element not in (Scalar(), Scalar(POSITIVE_INTEGER)) or (label, size) in seen:
                continue
            seen.add((label, size))
            inferred.types[name] = Family(kind.ranges, Scalar(POSITIVE_INTEGER))
            about = frozenset((name, str(letter.value)))
            for sign, end in ((">=", t.ONE), ("<=", size)):
                relation = Relation(t.indexed(base, letter), sign, end)
                beyond = len(knowledge.ends) + 1
                knowledge.assumptions.append(Given(relation, -1, beyond, about=about))
            written = lexicon.names.written(name)
            yield f"{written}_{label.args[1]}, which picks an index, is one of 1, …, {size}"


def _picked(side: Term, types: dict[str, Type]) -> Iterator[tuple[Term, Term]]:
    """The labels that stand in place of an index, and how many members they pick from."""
    for node in t.subterms(side):
        if node.head != "indexed" or node.args[0].head != "symbol":
            continue
        kind = types.get(str(node.args[0].value))
        sizes = _sizes(kind)
        for index, size in zip(node.args[1:], sizes, strict=False):
            plain = index.head == "indexed" and index.args[0].head == "symbol"
            if plain and len(index.args) == 2 and index.args[1].head == "symbol":
                yield index, size


def _sizes(kind: Type | None) -> list[Term]:
    match kind:
        case Family(ranges, element):
            own = [span.upper for span in ranges if span.lower is t.ONE]
            return own + (_sizes(element) if not isinstance(element, Scalar) else [])
        case Vector(size):
            return [size]
        case Matrix(rows, columns):
            return [rows, columns]
    return []
