"""Sentences that tell cases apart: "A is the part where i = l, B that where j = l".

Each equation names its own case there, and none of them holds from there on; the same goes for
"c when i = j and d when i ≠ j".
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.readers.documents.interpreting import Read
from derive.readers.sources.fragment import Fragment

_CASES = ("when", "where", "if", "case", "for")
"""Words just before an inline relation that make it one of several cases."""

NEAR = 4
"""How many relations before and after one are looked at."""


def one_of_several(read: Read, reads: Sequence[Read]) -> bool:
    """Whether the paragraph of an inline relation states it and another one as cases."""
    link = read.link
    if _word_before(link.fragment) not in _CASES:
        return False
    for other in reads[max(link.number - NEAR, 0) : link.number + NEAR + 1]:
        near = other.link.fragment
        if near is link.fragment or near.paragraph != link.fragment.paragraph:
            continue
        if near.kind == "inline" and _word_before(near) in _CASES:
            return True
    return False


def _word_before(fragment: Fragment) -> str:
    return (fragment.before.lower().replace(",", " ").replace(":", " ").split() or [""])[-1]
