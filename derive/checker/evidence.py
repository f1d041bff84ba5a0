"""Evidence for a whole report: certificates for what was shown, and their replay.

A certificate is written from outside the judge and taken through JSON before it is replayed, so
that what is checked is what a reader of the report would get.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from derive.checker.certifying import identity
from derive.checker.lemmas import Learnt, Lemmas
from derive.model.context import Context
from derive.model.data import context_from, relation_data, relation_from, term_data
from derive.model.derivation import Report, Step
from derive.model.domain import POSITIVE_INTEGER, Scalar
from derive.model.entries import NotLowered, lowered
from derive.model.relation import Relation
from derive.model.shapes import Misshapen
from derive.model.verdict import Verdict
from derive.replay import Rejected, replay


def with_evidence(report: Report) -> Report:
    """The report with a certificate on every verdict that one can be written for."""
    known: dict[tuple[Relation, int], Verdict] = {}
    learnt = Learnt()

    def with_certificate(step: Step) -> Verdict | None:
        claim, verdict = step.claim, report.verdict_of(step)
        if claim is None or verdict is None:
            return verdict
        context = _context(step, report)
        key = (claim, id(context))
        if key not in known:
            found = evidenced(verdict, claim, context)
            if found.certificate is None and found.holds:
                certificate = _by_lemmas(claim, context, found, learnt.of(context), known)
                found = replace(found, certificate=certificate)
            known[key] = found
        return known[key]

    return replace(report, outcomes=learnt.walk(report.derivation, with_certificate))


def _by_lemmas(
    claim: Relation,
    context: Context,
    verdict: Verdict,
    lemmas: Lemmas,
    known: dict[tuple[Relation, int], Verdict],
) -> dict[str, Any] | None:
    """The certificate of a claim by way of what earlier chains have shown."""
    rewritten, used = lemmas.used_in(claim)
    inner = identity(rewritten, context, verdict) if used else None
    if inner is None:
        return None
    written = []
    for lemma in used:
        links = [known.get((link, id(context))) for link in lemma.links]
        certificates = [None if link is None else link.certificate for link in links]
        if any(c is None or c.get("kind") != "identity" for c in certificates):
            return None
        written.append(
            {
                "goal": term_data(lemma.goal),
                "result": term_data(lemma.result),
                "links": certificates,
            }
        )
    certificate = {
        "kind": "lemmas",
        "claim": relation_data(claim),
        "context": inner["context"],
        "lemmas": written,
        "inner": inner,
    }
    try:
        replay(json.loads(json.dumps(certificate)))
    except Rejected:
        return None
    return certificate


def _context(step: Step, report: Report) -> Context:
    """What is known where a step stands."""
    return report.derivation.context if step.context is None else step.context


def evidenced(verdict: Verdict, claim: Relation, context: Context) -> Verdict:
    """The verdict with its certificate."""
    if verdict.certificate is not None or not verdict.holds:
        return verdict
    return replace(verdict, certificate=identity(claim, context, verdict))


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the trusted core said to the certificates of a report."""

    accepted: int
    """How many certificates stand."""
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
            _check_subject(outcome.step, report, verdict.certificate)
        except Rejected as reason:
            rejected.append((outcome.step.id, str(reason)))
            continue
        if status == verdict.status:
            accepted += 1
        else:
            rejected.append((outcome.step.id, f"it shows {status}, not {verdict.status}"))
    return Replayed(accepted, tuple(without), tuple(rejected))


def _check_subject(step: Step, report: Report, certificate: dict[str, Any]) -> None:
    """Raise `Rejected` unless a certificate is about the claim of its step, in its context."""
    context = _context(step, report)
    claim, given = relation_from(certificate["claim"]), context_from(certificate["context"])
    claims = [each.relation for each in step.readings]
    if step.claim is not None:
        claims.append(step.claim)
    for each in claims:
        subjects = [(each, context)]
        with suppress(NotLowered, Misshapen):
            numbers = lowered(each, context)
            subjects.append((numbers.relation, numbers.context))
        if any(claim == r and _adds_only_names(given, c) for r, c in subjects):
            return
    raise Rejected("it is about another claim, or in another context")


def _adds_only_names(given: Context, context: Context) -> bool:
    """Whether a context is another one with nothing but sizes declared in addition."""
    return (
        given.assumptions == context.assumptions
        and [(d.target, d.body) for d in given.definitions]
        == [(d.target, d.body) for d in context.definitions]
        and given.layout == context.layout
        and all(given.types.get(name) == kind for name, kind in context.types.items())
        and all(
            kind == Scalar(POSITIVE_INTEGER)
            for name, kind in given.types.items()
            if name not in context.types
        )
    )
