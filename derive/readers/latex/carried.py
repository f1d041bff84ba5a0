r"""Brackets carried over from row to row: `\left( a \right. \\ \left. b \right)` is one bracket.

TeX closes every `\left` in its own row, so authors close one with nothing and open it anew with
nothing in the next.  The two nothings, and the break between them, are layout.
"""

from __future__ import annotations

import re

_CARRIED = re.compile(
    r"\\right\s*\.(?:\s|&|\\(?:nonumber|notag|quad|qquad|,|;|!|:)(?![a-zA-Z]))*\\\\(?:\s*\[[^\]]*\])?"
    r"(?:\s|&|\{\}|\\(?:quad|qquad|,|;|!|:)(?![a-zA-Z]))*\\left\s*\."
)


def carried_over(text: str) -> str:
    """The text with such breaks blank, every other character in its place."""
    if r"\right" not in text:
        return text
    return _CARRIED.sub(lambda found: " " * len(found.group()), text)
