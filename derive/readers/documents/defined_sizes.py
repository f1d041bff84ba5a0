"""What declarations and definitions say of sizes; claims that do not fit them are wrong themselves.

Sizes are inferred from all relations together, and a claim that multiplies what does not fit makes
two sizes meet.  Where declared types and definitions alone settle a name's sizes, and settle them
as the whole document does, the misfit is the claim's: the name is beyond doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derive.model.domain import Family, Matrix, Type, Vector
from derive.model.term import Term, free_symbols
from derive.readers.documents.knowledge import sizes
from derive.readers.documents.shaping import Inferred, Pair


def settled_by_definitions(
    inferred: Inferred,
    pairs: Sequence[Pair],
    declared: set[str],
    infer: Callable[[list[Pair]], Inferred],
) -> set[str]:
    """The doubtful names whose sizes follow from declarations through definitions alone.

    `infer` gives the types that some of the relations show by themselves.
    """
    if not any(isinstance(inferred.types.get(n), Vector | Matrix) for n in inferred.doubtful):
        return set()
    alone = infer(_defining(pairs))
    return {
        name
        for name in inferred.doubtful
        if name not in alone.doubtful
        and alone.types.get(name) == inferred.types.get(name)
        and _told(alone.types.get(name), declared)
    }


def _defining(pairs: Sequence[Pair]) -> list[Pair]:
    """The first equation that gives each name, by what does not contain it."""
    found: dict[Term, Pair] = {}
    for left, right in pairs:
        bare = left.args[0] if left.head == "indexed" else left
        if bare.head == "symbol" and bare not in free_symbols(right):
            found.setdefault(bare, (left, right))
    return list(found.values())


def _told(kind: Type | None, declared: set[str]) -> bool:
    """Whether all sizes of an array are written in the document's own types."""
    if not isinstance(kind, Vector | Matrix | Family):
        return False
    return set(sizes(kind)) <= declared
