"""Evidence for a whole report: certificates for what was shown, and their replay.

A certificate is written from outside the judge and taken through JSON before it is replayed, so
that what is checked is what a reader of the report would get.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from derive.checker.certifying import identity
from derive.model.context import Context
from derive.model.derivation import Outcome, Report
from derive.model.relation import Relation
from derive.model.verdict import Verdict
from derive.replay import Rejected, replay


def with_evidence(report: Report) -> Report:
    """The report with a certificate on every verdict that one can be written for."""
    context = report.derivation.context
    known: dict[Relation, Verdict] = {}
    outcomes = []
    for outcome in report.outcomes:
        claim, verdict = outcome.step.claim, outcome.verdict
        if claim is not None and verdict is not None:
            if claim not in known:
                known[claim] = evidenced(verdict, claim, context)
            verdict = known[claim]
        outcomes.append(Outcome(outcome.step, verdict))
    return replace(report, outcomes=tuple(outcomes))


def evidenced(verdict: Verdict, claim: Relation, context: Context) -> Verdict:
    """The verdict with its certificate."""
    if verdict.certificate is not None or not verdict.holds:
        return verdict
    return replace(verdict, certificate=identity(claim, context, verdict))


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the trusted core said to the certificates of a report."""

    accepted: int
    without: tuple[str, ...]
    """Ids of the steps that were proved or refuted but have no certificate."""
    rejected: tuple[tuple[str, str], ...]
    """Ids of steps whose certificate does not stand, with the reason: always an error of ours."""


def replayed(report: Report) -> Replayed:
    """Replay every certificate of a report with evidence."""
    accepted = 0
    without: list[str] = []
    rejected: list[tuple[str, str]] = []
    for outcome in report.outcomes:
        verdict = outcome.verdict
        if verdict is None or verdict.status not in ("proved", "conditional", "refuted"):
            continue
        if verdict.certificate is None:
            without.append(outcome.step.id)
            continue
        try:
            status = replay(json.loads(json.dumps(verdict.certificate)))
        except Rejected as reason:
            rejected.append((outcome.step.id, str(reason)))
            continue
        if status == verdict.status:
            accepted += 1
        else:
            rejected.append((outcome.step.id, f"it shows {status}, not {verdict.status}"))
    return Replayed(accepted, tuple(without), tuple(rejected))
