r"""Theorems, proofs and examples of LaTeX: what is supposed in one of them ends with it.

What a theorem supposes holds in the proof that follows it, too.  Definitions, notation and standing
assumptions are made for all that comes after them, so environments of these names end nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from derive.readers.documents.interpreting import Read
from derive.readers.sources.fragment import Source

_CLOSED = (
    "theorem", "thm", "lemma", "lem", "proposition", "prop", "corollary", "cor", "claim", "fact",
    "example", "ex", "exercise", "problem", "question", "solution", "remark", "rem", "proof",
)  # fmt: skip
"""Environments that stand for themselves."""

_LASTING = ("def", "nota", "conv", "assum", "setup", "setting", "model")
"""How the names of environments begin that speak of all that follows."""

_EDGE = re.compile(r"\\(begin|end)\s*\{\s*([A-Za-z]+)\*?\s*\}|(?<!\\)%[^\n]*")
_OWN = re.compile(r"\\newtheorem\*?\s*\{\s*([A-Za-z]+)\*?\s*\}")


def closed_regions(source: Source) -> list[tuple[int, int]]:
    """Where such environments start and end, by the offsets of the page; a theorem up to the end
    of its proof."""
    if source.kind != "tex":
        return []
    text = source.page.text
    own = {name for name in _OWN.findall(text) if not name.lower().startswith(_LASTING)}
    open_: list[tuple[str, int]] = []
    found: list[tuple[int, int, str]] = []
    for edge in _EDGE.finditer(text):
        name = edge[2]
        if name not in own and name not in _CLOSED:
            continue
        if edge[1] == "begin":
            open_.append((name, edge.start()))
        elif open_ and open_[-1][0] == name:
            found.append((open_.pop()[1], edge.end(), name))
    found.sort()
    regions = []
    for k, (start, end, name) in enumerate(found):
        following = next((each for each in found[k + 1 :] if each[0] >= end), None)
        if name != "proof" and following is not None and following[2] == "proof":
            end = following[1]
        regions.append((start, end))
    return regions


def first_beyond(source: Source, reads: list[Read], at: int, section_end: int) -> int:
    """The first relation that what is supposed at another one does not reach: beyond its section,
    and beyond the innermost of these environments around it."""
    place = reads[at].link.fragment.start
    regions = closed_regions(source)
    end = min((end for start, end in regions if start <= place < end), default=None)
    if end is None:
        return section_end
    starts = [each.link.fragment.start for each in reads]
    return min(section_end, max(bisect_left(starts, end), at + 1))
