"""What a definition of a whole says of its parts: of an array's entries, of a family's members."""

from __future__ import annotations

from derive.model.domain import Matrix, Vector
from derive.model.term import Term
from derive.readers.documents.interpreting import base_name
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon


def set_as_a_whole(target: Term, knowledge: Knowledge, at: int) -> bool:
    """Whether the array that something is an entry of has a definition as a whole."""
    return any(
        known.at <= at and known.definition.target is target.args[0]
        for known in knowledge.visible(base_name(target), at)
    )


def covered(target: Term, knowledge: Knowledge, lexicon: Lexicon, at: int) -> bool:
    """Whether a general definition, no recurrence, says what this member of a family is, or by
    what the entries of this array are derivatives."""
    name = base_name(target)
    if target.head != "indexed":
        whole = isinstance(lexicon.types.get(name), Vector | Matrix)
        return whole and any(
            known.at <= at
            and known.definition.body.head == "derivative"
            and _is_general(known.definition.target)
            for known in knowledge.visible(name, at)
        )
    return any(
        known.at <= at
        and known.definition.unfold(target) is not None
        and name not in mentioned(known.definition.body)
        for known in knowledge.visible(name, at)
    )


def _is_general(target: Term) -> bool:
    """Whether a target is the general entry of something."""
    indices = target.args[1:] if target.head == "indexed" else ()
    return (
        bool(indices)
        and len({*indices}) == len(indices)
        and all(each.head == "symbol" for each in indices)
    )
