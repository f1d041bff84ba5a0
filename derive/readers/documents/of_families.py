"""What a definition of a whole says of its parts: of an array's entries, of a family's members."""

from __future__ import annotations

from derive.model.term import Term
from derive.readers.documents.interpreting import base_name
from derive.readers.documents.knowledge import Knowledge, mentioned


def set_as_a_whole(target: Term, knowledge: Knowledge, at: int) -> bool:
    """Whether the array that something is an entry of has a definition as a whole."""
    return any(
        known.at <= at and known.definition.target is target.args[0]
        for known in knowledge.visible(base_name(target), at)
    )


def covered(target: Term, knowledge: Knowledge, at: int) -> bool:
    """Whether a family's general definition, no recurrence, says what this member of it is."""
    if target.head != "indexed":
        return False
    name = base_name(target)
    return any(
        known.at <= at
        and known.definition.unfold(target) is not None
        and name not in mentioned(known.definition.body)
        for known in knowledge.visible(name, at)
    )
