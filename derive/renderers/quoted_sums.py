"""Sums and products quoted in prose: `Sum(w[k]*x[k], (k, 1, d))` taken apart, brackets matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_START = re.compile(r"\b(Sum|Product)\(")
_RANGE = re.compile(r"\((\w+), (.+), (.+)\)\Z")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sum or product, its parts as text."""

    kind: str
    """`Sum` or `Product`."""
    body: str
    index: str
    lower: str
    upper: str
    enclosed: bool
    """Whether the body has to be bracketed, since it is a sum of terms."""


def replaced(text: str, write: Callable[[Quoted], str]) -> str:
    """The text with each outermost sum written by `write`; what can't be taken apart stays."""
    start = _START.search(text)
    if start is None:
        return text
    end = _closing(text, start.end())
    found = None if end is None else _taken_apart(start[1], text[start.end() : end])
    if end is None or found is None:
        return text[: start.end()] + replaced(text[start.end() :], write)
    return text[: start.start()] + write(found) + replaced(text[end + 1 :], write)


def _closing(text: str, at: int) -> int | None:
    depth = 1
    for position in range(at, len(text)):
        depth += (text[position] in "([") - (text[position] in ")]")
        if depth == 0:
            return position
    return None


def _taken_apart(kind: str, inside: str) -> Quoted | None:
    at = inside.rfind(", (")
    found = _RANGE.match(inside[at + 2 :]) if at > 0 else None
    if found is None:
        return None
    body, depth = inside[:at], 0
    enclosed = False
    for position, character in enumerate(body):
        depth += (character in "([") - (character in ")]")
        enclosed |= depth == 0 and position > 0 and character in "+-−"
    return Quoted(kind, body, found[1], found[2], found[3], enclosed)
