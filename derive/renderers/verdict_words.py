"""A verdict in marks and words, the same on every face that prints plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.model.bound_names import canonical
from derive.model.derivation import Section
from derive.model.relation import Relation
from derive.model.verdict import Status, Verdict
from derive.renderers.inner_products import folded, general
from derive.renderers.quoted import in_unicode
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
    """A fact in plain notation as people write it."""
    return in_unicode(text)


def grounds(verdicts: Iterable[Verdict]) -> dict[str, list[Relation]]:
    """What was discharged: each ground with its conditions, less those that others imply."""
    found: dict[str, list[Relation]] = {}
    said: set[Relation] = set()
    grounded: set[tuple[str, Relation]] = set()
    for verdict in verdicts:
        for each in verdict.discharged:
            condition = folded(each.condition)
            alike = general(condition)
            key = canonical(alike)
            # At other indices the ground reads otherwise, but it is the same ground.
            elsewhere = alike != condition and key in said
            if (each.by, key) not in grounded and not elsewhere:
                found.setdefault(each.by, []).append(condition)
            said.add(key)
            grounded.add((each.by, key))
    return {by: _strongest(conditions) for by, conditions in found.items()}


def _strongest(conditions: list[Relation]) -> list[Relation]:
    """The conditions without u ≠ 0 where u > 0 or u < 0 stands, and without (u)ⁿ ≠ 0 beside u."""
    strict = {(c.left, c.right) for c in conditions if c.sign in ("<", ">")}
    nonzero = {(c.left, c.right) for c in conditions if c.sign == "!="} | strict
    return [
        c
        for c in conditions
        if c.sign != "!="
        or (
            (c.left, c.right) not in strict
            and not (c.left.head == "pow" and (c.left.args[0], c.right) in nonzero)
        )
    ]


Told = set[tuple[Relation, str]]
"""Conditions with their grounds that a reader has been told."""


def untold(
    section: Section, verdicts: Iterable[Verdict], told: Told
) -> Iterator[tuple[list[Relation], str]]:
    """The conditions to tell a reader beside a section, each group with its ground.

    A component is read on its own, so it tells all of them; what follows tells only what is new.
    """
    for by, conditions in grounds(verdicts).items():
        new = [c for c in conditions if section.kind == "component" or (c, by) not in told]
        told.update((c, by) for c in new)
        if new:
            yield new, by


def discharged(section: Section, verdicts: Iterable[Verdict], told: Told) -> Iterator[str]:
    """The conditions that were discharged, in Unicode."""
    for conditions, by in untold(section, verdicts, told):
        yield f"{listed([relation(c) for c in conditions])}, since {pretty(by)}"


def listed(items: list[str]) -> str:
    """Items with commas and an `and`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def explained(verdict: Verdict) -> Iterator[str]:
    """What a person needs to know about a verdict that is not simply proved."""
    if verdict.status == "proved":
        return
    if verdict.conditions:
        yield f"holds where {listed([relation(c) for c in verdict.conditions])}"
    if verdict.values is not None:
        at = ", ".join(f"{unicode(k)} = {unicode(v)}" for k, v in verdict.counterexample)
        left, right = verdict.values
        yield f"fails at {at}" if at else "fails everywhere"
        yield f"left side  {left}"
        yield f"right side {right}"
    elif verdict.reason:
        yield verdict.reason
    yield from verdict.notes
