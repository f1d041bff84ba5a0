"""What a report says about a chain, in sentences of LaTeX: conditions, faults, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.model.derivation import Report, Section, Step
from derive.model.verdict import STATUSES, Enclosure, Verdict
from derive.renderers.latex_chain import Row, align
from derive.renderers.latex_given import SIGNS, relation
from derive.renderers.latex_notation import in_text, latex
from derive.renderers.latex_width import width
from derive.renderers.quoted import in_latex
from derive.renderers.reasons import pieces
from derive.renderers.verdict_words import Told, untold


def said(step: Step) -> tuple[str, ...]:
    """The remarks beside a step: its rules, and the quantity or words they are about."""
    text = "".join(p if isinstance(p, str) else f"${in_text(p)}$" for p in pieces(step))
    if any(not isinstance(p, str) for p in pieces(step)):
        return (text,)
    return tuple(in_latex(part) for part in text.split(", ") if part)


def conditions(section: Section, verdicts: Iterable[Verdict], told: Told) -> Iterator[str]:
    """A sentence for each ground that discharges conditions to be told here."""
    for found, by in untold(section, verdicts, told):
        yield f"Here {listed([f'${relation(each)}$' for each in found])}, since {in_latex(by)}."


def fault(step: Step, verdict: Verdict, room: float) -> Iterator[str]:
    """Sentences about a step that was not simply proved; a wide claim stands on its own lines."""
    claim = step.claim or step.relation
    start = rf"\textbf{{{verdict.status.capitalize()}:}}"
    if width(relation(claim)) < room / 2:
        yield f"{start} ${relation(claim)}$"
    else:
        sign = SIGNS.get(claim.sign, claim.sign)
        yield start + "\n" + align([Row(latex(claim.left), sign, latex(claim.right))], room) + "\n"
    if verdict.conditions:
        yield f"holds where {listed([f'${relation(c)}$' for c in verdict.conditions])}."
    elif verdict.values is not None:
        left, right = verdict.values
        point = [f"${in_text(name)} = {in_text(value)}$" for name, value in verdict.counterexample]
        at = ", ".join(point)
        where = f"fails at {at}:" if at else "fails everywhere:"
        yield f"{where} the left side {_value(left)}, the right side {_value(right)}."
    else:
        yield f"is not shown: {in_latex(verdict.reason)}." if verdict.reason else "is not shown."
    yield from (f"{in_latex(note)}." for note in verdict.notes)


def _value(side: Enclosure) -> str:
    if side.lower == side.upper:
        return f"is ${side.lower}$"
    return f"lies in $[{side.lower}$, ${side.upper}]$"


def listed(items: list[str]) -> str:
    """Items with commas and an `and`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def count(report: Report) -> str:
    """One sentence: how many steps were checked, and what came of it."""
    found = report.counts()
    total = sum(found.values())
    if not total:
        return "Nothing was claimed."
    if found["proved"] == total:
        return f"All {total} steps were proved."
    parts = [f"{found[status]} {status}" for status in STATUSES if found[status]]
    return f"Of {total} steps, {listed(parts)}."
