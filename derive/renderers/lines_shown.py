"""Which lines of a section show at a grain, and what a line stands for that hides others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derive.model.derivation import GRAINS, Grain, Outcome, Report, Section, Step
from derive.model.standing import standing
from derive.model.verdict import STATUSES, Verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as shown: the step that ends it and all steps that lead to it."""

    step: Step
    steps: tuple[Step, ...]
    verdict: Verdict | None
    """The worst of their verdicts; None where nothing was judged."""


def shown(section: Section, report: Report | None, detail: Grain) -> Iterator[Shown]:
    """The lines of a section's chain at a grain, expected results left out.

    A step that did not prove shows at every grain: hiding it would hide the fault.
    """
    finest = GRAINS.index(detail)
    hidden: list[Step] = []
    for step in chain(section):
        hidden.append(step)
        verdict = report.verdict_of(step) if report else None
        failed = verdict is not None and not verdict.holds
        if GRAINS.index(step.grain) <= finest or failed:
            yield Shown(step, tuple(hidden), worst(hidden, report))
            hidden = []


def chain(section: Section) -> tuple[Step, ...]:
    """The steps of a section that were worked out."""
    return tuple(step for step in section.steps if not step.expected)


def expectations(section: Section) -> tuple[Step, ...]:
    """The results that the author expects, stated in a section."""
    return tuple(step for step in section.steps if step.expected)


def worst(steps: list[Step], report: Report | None) -> Verdict | None:
    """The verdict furthest from proved among some steps."""
    if report is None:
        return None
    found = [v for step in steps if (v := report.verdict_of(step)) is not None]
    return max(found, key=lambda v: STATUSES.index(v.status), default=None)


def foreseen(steps: Iterable[Step], report: Report | None) -> bool:
    """Whether some steps hold but for what their author said would be found."""
    stood = [standing(o) for o in _outcomes(steps, report)]
    return "expected" in stood and all(s in ("silent", "fine", "expected") for s in stood)


def _outcomes(steps: Iterable[Step], report: Report | None) -> Iterator[Outcome]:
    wanted = {id(step) for step in steps}
    return (o for o in (report.outcomes if report else ()) if id(o.step) in wanted)


def marked(steps: tuple[Step, ...], report: Report | None) -> Iterator[str]:
    """What the author's marks on some steps come to: met, not met, or left out."""
    for outcome in _outcomes(steps, report):
        step = outcome.step
        match standing(outcome):
            case "skipped":
                yield f"skipped: {step.skipped}" if step.skipped else "skipped"
            case "expected":
                yield "as expected"
            case "unmet" if step.expectation is not None:
                yield f"not as expected: {step.expectation.status}"
