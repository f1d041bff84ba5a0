"""Backslashes that Markdown wants doubled, made single where that is clear.

A fragment in which every command has two backslashes, and at least one of them is known, was
written for a renderer that takes one away.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from derive.readers.latex.layout import IGNORED, IGNORED_WITH
from derive.readers.latex.names import BIG, FONTS, FUNCTIONS, SYMBOLS
from derive.readers.latex.signs import RELATIONS

_KNOWN = (
    {
        name[1:]
        for table in (SYMBOLS, RELATIONS, FONTS, BIG, dict.fromkeys(IGNORED), IGNORED_WITH)
        for name in table
        if name.startswith("\\") and len(name) > 2
    }
    | FUNCTIONS
    | {"frac", "left", "right", "begin", "end", "text", "sqrt", "cdot", "hat", "bar"}
)
_DOUBLED = re.compile(r"\\\\([a-zA-Z]{2,})")
_SINGLE = re.compile(r"(?<!\\)\\(?:\\\\)*[a-zA-Z]")


def undoubled(text: str) -> str:
    """Return the text with single backslashes, or the text itself if they are not all doubled."""
    if _SINGLE.search(text) or not any(m[1] in _KNOWN for m in _DOUBLED.finditer(text)):
        return text
    return text.replace("\\\\", "\\")


def original_places(text: str) -> Callable[[int], int]:
    """Return what takes an offset in the text with single backslashes back to `text`."""
    pairs = (match.start() for match in re.finditer(r"\\\\", text))
    ends = [place - count for count, place in enumerate(pairs)]
    return lambda offset: offset + bisect_left(ends, offset)
