"""Cutting a statement at commas, colons and words that stand outside of all brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.readers.sources.excerpt import Excerpt

_BRACKET = re.compile(r"\\?[\[({]|\\?[\])}]")


def outside(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that stand in no bracket; `(0, 1]` is closed by either bracket."""
    brackets = [(m.start(), 1 if m[0][-1] in "[({" else -1) for m in _BRACKET.finditer(text)]
    depth = at = 0
    for match in pattern.finditer(text):
        while at < len(brackets) and brackets[at][0] < match.start():
            depth = max(0, depth + brackets[at][1])
            at += 1
        if depth == 0:
            yield match


def first(excerpt: Excerpt, pattern: re.Pattern[str]) -> tuple[Excerpt, Excerpt] | None:
    """What stands before and after the first match outside of brackets."""
    match = next(outside(excerpt.text, pattern), None)
    if match is None:
        return None
    before = excerpt.cut(0, match.start()).stripped()
    return before, excerpt.cut(match.end(), len(excerpt.text)).stripped()


def split(excerpt: Excerpt, pattern: re.Pattern[str]) -> list[Excerpt]:
    """The parts between all matches outside of brackets."""
    parts: list[Excerpt] = []
    at = 0
    for match in outside(excerpt.text, pattern):
        parts.append(excerpt.cut(at, match.start()).stripped())
        at = match.end()
    parts.append(excerpt.cut(at, len(excerpt.text)).stripped())
    return parts
