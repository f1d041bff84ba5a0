r"""Words that turn a condition round or take it back: unless, except, not, whether, or, no longer.

"Unless $x > 0$" and "we do not assume $x > 0$" suppose nothing of the kind.  What such a sentence
says is not understood: it is not assumed, and nothing about its names is refuted on account of
that.  A row of a display whose words do so is not read.
"""

from __future__ import annotations

import re

from derive.readers.documents.links import Link
from derive.readers.documents.obstacle import Obstacle
from derive.readers.sources.fragment import Fragment

_TURNING = (
    "unless|except|excepting|exclud(?:e|es|ed|ing)|not|cannot|never|no|none|neither|nor|without|"
    "instead of|regardless|irrespective|whether|fails?|false|mistake|wrong|wrongly|similar|"
    "similarly|analogous|trivial|drop(?:s|ped)?|otherwise|even if|equality|were true|but"
)
_PROSE = re.compile(rf"\b(?:{_TURNING})\b|n['’]t\b|\?")
_EITHER = re.compile(r"(?:\$|\\\))[\s,]*or\s+(?:else\s+|if\s+|for\s+)?(?:\$|\\\()")
_END = re.compile(r"[.;!?](?=\s|$)|\n\s*\n")
_MATHS = re.compile(r"\$[^$]*\$|\\\(.*?\\\)", re.DOTALL)

_TEXT = re.compile(r"\\(?:text(?:rm|it|sf|bf|normal)?|mathrm|mbox|hbox)\s*\{([^{}]*)\}")
_ROW = re.compile(
    r"\b(?:unless|except|not|neither|nor|whether|regardless|without|even if|equality)\b"
)
_CUE = re.compile(r"\b(?:for|if|when|whenever|where|otherwise|else)\b")
_OR = re.compile(r"\bor\b(?!\s+(?:equivalently|in|rather|simply|just|as))")
_LAST = re.compile(r"^\W*(?:otherwise|else)\W*$")


def turned(fragment: Fragment, page: str) -> bool:
    """Whether the sentence around an inline relation takes back or turns round what it says."""
    before = page[max(0, fragment.start - 400) : fragment.start]
    after = page[fragment.end : fragment.end + 400]
    start = max((found.end() for found in _END.finditer(before)), default=0)
    stop = _END.search(after)
    ending = after[: stop.end() if stop else None]
    around = f"{before[start:]} ${fragment.text}$ {ending}"
    words = _MATHS.sub(" ", around).lower()
    return _PROSE.search(words) is not None or _EITHER.search(around) is not None


def unclear_row(link: Link) -> Obstacle | None:
    """Why a relation is not read whose row has such words in it."""
    row = link.row.span if link.row is not None else link.span
    text = link.fragment.text[row.start : row.end]
    cases = "{cases}" in text or "{array}" in text
    said = [words.lower() for words in _TEXT.findall(text)]
    cued = cases or any(map(_CUE.search, said))
    for words in said:
        other = not cases and len(said) == 1 and _LAST.match(words)
        if _ROW.search(words) or other or (cued and _OR.search(words) and not link.alternative):
            return Obstacle(
                f"a condition with “{words.strip()}” is not read",
                link.right,
                help="write the condition as a comparison, such as x > 0",
                construct="condition in words",
            )
    return None
