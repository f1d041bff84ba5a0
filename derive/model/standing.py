"""What an outcome means for the gate: whether it is as it should be.

A claim that holds is fine.  So is one of which the author said what the check would find, when
exactly that is found; anything else that was expected is a finding, even if the claim holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derive.model.derivation import Outcome, Report
from derive.model.verdict import STATUSES, Status, Verdict

Standing = Literal["silent", "fine", "expected", "skipped", "finding", "unmet"]
"""`silent` claims nothing; `unmet` was expected to come out otherwise; the last two fail."""

ASSUMED = "assumed"
"""The code of a diagnostic that says what a reader inferred; it never fails."""

NOT_DECLARED = "declaration-not-read"
"""The code of a declaration that could not be read: what it says is missing from every verdict."""

FAILING: tuple[Standing, ...] = ("finding", "unmet")


def verdict_of(outcome: Outcome) -> Verdict | None:
    """The verdict, be it the judge's or what reading alone settled."""
    if outcome.step.skipped is not None:
        return None
    return outcome.verdict or outcome.step.finding


def standing(outcome: Outcome, *, strict: bool = False) -> Standing:
    """How an outcome stands; under `strict` a conditional claim fails too."""
    step, verdict = outcome.step, verdict_of(outcome)
    if step.skipped is not None:
        return "skipped"
    if step.expectation is not None:
        met = verdict is not None and verdict.status == step.expectation.status
        return "expected" if met else "unmet"
    if verdict is None:
        return "silent"
    if verdict.status == "proved" or (verdict.status == "conditional" and not strict):
        return "fine"
    return "finding"


def fails(outcome: Outcome, *, strict: bool = False) -> bool:
    """Whether an outcome makes the gate red."""
    return standing(outcome, strict=strict) in FAILING


def severity(outcome: Outcome) -> int:
    """How bad a failing outcome is, worst highest: a false claim before one not decided."""
    return 0 if (found := verdict_of(outcome)) is None else SEVERITIES[found.status]


SEVERITIES: dict[Status, int] = {
    "proved": 0,
    "conditional": 1,
    "unknown": 2,
    "unread": 3,
    "ambiguous": 4,
    "ill-formed": 5,
    "refuted": 6,
}
"""Status → how bad; the order in which findings are told where not all can be."""

assert set(SEVERITIES) == set(STATUSES)


@dataclass(frozen=True, slots=True)
class Stands:
    """How a whole report stands."""

    judged: bool
    """Whether anything in it was judged, or ought to have been."""
    failing: bool
    """Whether it makes the gate red: by a claim, by a declaration that is not read, or, if strict,
    by any error of the source."""


def stands(report: Report, *, strict: bool = False) -> Stands:
    """How a report stands."""
    found = {standing(outcome, strict=strict) for outcome in report.outcomes}
    wrong = any(
        each.level == "error" and (strict or each.code == NOT_DECLARED) and each.code != ASSUMED
        for each in report.derivation.diagnostics
    )
    return Stands(bool(found - {"silent", "skipped"}), wrong or bool(found & set(FAILING)))


def failing(report: Report, *, strict: bool = False) -> tuple[Outcome, ...]:
    """The outcomes of a report that make the gate red, in order."""
    return tuple(o for o in report.outcomes if fails(o, strict=strict))
