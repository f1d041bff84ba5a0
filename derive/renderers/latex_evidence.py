"""What a report says about a chain, in sentences of LaTeX: conditions, faults, counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.model.derivation import Report, Section, Step
from derive.model.relation import Relation
from derive.model.verdict import STATUSES, Enclosure, Verdict
from derive.renderers.latex_breaking import broken
from derive.renderers.latex_chain import Row, align
from derive.renderers.latex_given import SIGNS, relation
from derive.renderers.latex_notation import in_text, latex
from derive.renderers.latex_width import width
from derive.renderers.quoted import in_latex
from derive.renderers.reasons import pieces
from derive.renderers.verdict_words import Told, listed, untold


def said(step: Step) -> tuple[str, ...]:
    """The remarks beside a step: its rules, and the quantity or words they are about."""
    text = "".join(p if isinstance(p, str) else f"${in_text(p)}$" for p in pieces(step))
    if any(not isinstance(p, str) for p in pieces(step)):
        return (text,)
    return tuple(in_latex(part) for part in text.split(", ") if part)


def conditions(
    section: Section, verdicts: Iterable[Verdict], told: Told, room: float
) -> Iterator[str]:
    """A sentence for each ground that discharges conditions to be told here."""
    for found, by in untold(section, verdicts, told):
        yield f"Here {_stated(found, room)}, since {in_latex(by)}."


Judged = tuple[Step, Verdict]


def faults(judged: Iterable[Judged], room: float) -> Iterator[str]:
    """A paragraph for each step that was not simply proved.

    Conditional steps with the same conditions share one.
    """
    together: dict[tuple[Relation, ...], list[Judged]] = {}
    for step, verdict in judged:
        if verdict.status == "conditional":
            together.setdefault(verdict.conditions, []).append((step, verdict))
        elif verdict.status != "proved":
            yield " ".join([_claimed(step, verdict, room), *_found(verdict)])
    for found, steps in together.items():
        step, verdict = steps[0]
        shared = rf"\textbf{{Conditional:}} {len(steps)} of these steps hold where"
        start = shared if len(steps) > 1 else f"{_claimed(step, verdict, room)} holds where"
        notes = dict.fromkeys(f"{in_latex(n)}." for _, v in steps for n in v.notes)
        yield " ".join([start, f"{_stated(found, room)}.", *notes])


def _claimed(step: Step, verdict: Verdict, room: float) -> str:
    """The verdict's name and the claim; a wide claim stands on its own lines."""
    claim = step.claim or step.relation
    return rf"\textbf{{{verdict.status.capitalize()}:}} {_stated([claim], room)}"


def _found(verdict: Verdict) -> Iterator[str]:
    """What was found about a claim that does not hold, or was not decided."""
    if verdict.values is not None:
        left, right = verdict.values
        point = [f"${in_text(name)} = {in_text(value)}$" for name, value in verdict.counterexample]
        at = ", ".join(point)
        where = f"fails at {at}:" if at else "fails everywhere:"
        yield f"{where} the left side {_value(left)}, the right side {_value(right)}."
    else:
        yield f"is not shown: {in_latex(verdict.reason)}." if verdict.reason else "is not shown."
    yield from (f"{in_latex(note)}." for note in verdict.notes)


def _stated(relations: Iterable[Relation], room: float) -> str:
    """Relations within a sentence, or below it where one is wide; what no page holds is counted."""
    given = list(relations)
    if all(width(relation(each)) < room / 2 for each in given):
        return listed([f"${relation(each)}$" for each in given])
    rows = [Row(latex(r.left), SIGNS.get(r.sign, r.sign), latex(r.right)) for r in given]
    fitting = [row for row in rows if _fits(row.left, room) and _fits(row.right, room)]
    shown = f"\n{align(fitting, room)}\n" if fitting else ""
    left_out = len(rows) - len(fitting)
    if not left_out:
        return shown
    noun = "relation" if left_out == 1 else "relations"
    return f"{shown}{'and ' if shown else ''}{left_out} {noun} too wide to print here"


def _fits(text: str, room: float) -> bool:
    return all(width(piece) <= room - 3 for piece in broken(text, room - 3))


def _value(side: Enclosure) -> str:
    if side.lower == side.upper:
        return f"is ${side.lower}$"
    return f"lies in $[{side.lower}$, ${side.upper}]$"


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
