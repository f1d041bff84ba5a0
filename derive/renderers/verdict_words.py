"""A verdict in marks and words, the same on every face that prints plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derive.model.relation import Relation
from derive.model.verdict import Discharged, Status, Verdict
from derive.renderers.names import GREEK
from derive.renderers.unicode import unicode

MARKS: dict[Status, str] = {
    "proved": "✓",
    "conditional": "~",
    "refuted": "✗",
    "ambiguous": "≷",
    "ill-formed": "!",
    "unread": "…",
    "unknown": "?",
}
"""A sign for each status; a word stands beside every one but the first."""

_LETTERS = {**GREEK, "sigmoid": "σ"}
_PRETTY = {"!=": "≠", "<=": "≤", ">=": "≥"}


def mark(verdict: Verdict | None) -> str:
    """The mark of a verdict, with its word where it is not simply proved."""
    if verdict is None:
        return ""
    sign = MARKS[verdict.status]
    return sign if verdict.status == "proved" else f"{sign} {verdict.status}"


def relation(written: Relation) -> str:
    """A relation in Unicode."""
    sign = _PRETTY.get(written.sign, written.sign)
    return f"{unicode(written.left)} {sign} {unicode(written.right)}"


def pretty(text: str) -> str:
    """A fact in plain notation with the signs of relations as people write them."""
    for plain, sign in _PRETTY.items():
        text = text.replace(plain, sign)
    text = re.sub(r"[A-Za-z]+", lambda found: _LETTERS.get(found[0], found[0]), text)
    return text.replace("**", "^").replace("*", "·")


def discharged(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """The conditions that were discharged, those with one ground together."""
    grounds: dict[str, dict[str, None]] = {}
    for verdict in verdicts:
        for each in verdict.discharged:
            grounds.setdefault(each.by, {}).setdefault(_stated(each))
    for by, conditions in grounds.items():
        yield f"{_listed(list(conditions))}, since {pretty(by)}"


def _stated(each: Discharged) -> str:
    return relation(each.condition)


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def explained(verdict: Verdict) -> Iterator[str]:
    """What a person needs to know about a verdict that is not simply proved."""
    if verdict.status == "proved":
        return
    if verdict.conditions:
        yield f"holds where {_listed([relation(c) for c in verdict.conditions])}"
    if verdict.values is not None:
        at = ", ".join(f"{unicode(k)} = {unicode(v)}" for k, v in verdict.counterexample)
        left, right = verdict.values
        yield f"fails at {at}" if at else "fails everywhere"
        yield f"left side  {left}"
        yield f"right side {right}"
    elif verdict.reason:
        yield verdict.reason
    yield from verdict.notes
