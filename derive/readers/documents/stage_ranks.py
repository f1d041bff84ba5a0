"""What a quantity is at one layer, it is at all of them: a number, a column or a matrix."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence, Set

from derive.readers.documents.ranks import COLUMN, MATRIX, Ranks


def rank_alike(
    ranks: Ranks,
    alike: Sequence[Sequence[str]],
    declared: Container[str],
    bare: Container[str],
    indexed: Mapping[str, Set[int]],
) -> None:
    """Learn of names of one thing at different layers: what stands alone at some layer, and has
    entries at some, is an array at all of them."""
    for names in alike:
        counts = {k for name in names for k in indexed.get(name, ())}
        if len(counts) == 1 and counts <= {1, 2} and any(name in bare for name in names):
            for name in (n for n in names if n not in declared):
                ranks.learn(name, COLUMN if counts == {1} else MATRIX)
