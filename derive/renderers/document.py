"""Reports grouped as people think of them: one heading a document or derivation, with its counts.

What a reader took for granted is told once for each document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from derive.ground.diagnostic import Diagnostic
from derive.model.derivation import Report
from derive.model.standing import ASSUMED, NOT_DECLARED, SEVERITIES, fails, standing, verdict_of
from derive.model.verdict import STATUSES, Status
from derive.renderers.verdict_words import MARKS

_PLURALS = (
    ("definition", "definitions"),
    ("update", "updates"),
    ("assumption", "assumptions"),
    ("condition", "conditions"),
    ("mention", "mentions"),
)


def title(report: Report) -> str:
    """What a report is called: the file of a document, the name of what was carried out."""
    written = any(step.source for step in report.derivation.steps)
    if report.derivation.source and (written or not report.outcomes):
        return report.derivation.source
    return report.derivation.name


def assumed(report: Report) -> Iterator[str]:
    """What the reader inferred, each thing once."""
    found = (d.message for d in report.derivation.diagnostics if is_assumed(d))
    return iter(dict.fromkeys(text.removeprefix(f"{ASSUMED}: ") for text in found))


def remarks(report: Report) -> Iterator[Diagnostic]:
    """Everything else that the reader has to say of the document."""
    return (d for d in report.derivation.diagnostics if not is_assumed(d))


def is_assumed(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic tells of an inferred declaration."""
    return diagnostic.code == ASSUMED


@dataclass(slots=True)
class Tally:
    """Counts over outcomes."""

    strict: bool = False
    statuses: Counter[Status] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    expected: int = 0
    unmet: int = 0
    skipped: int = 0
    undeclared: int = 0
    failing: int = 0
    worst: Status = "proved"
    """The worst status among those that fail, or that hold only in part."""

    def add(self, report: Report) -> Tally:
        """Count the outcomes of a report in."""
        self.undeclared += sum(d.code == NOT_DECLARED for d in report.derivation.diagnostics)
        for outcome in report.outcomes:
            verdict, how = verdict_of(outcome), standing(outcome, strict=self.strict)
            self.expected += how == "expected"
            self.unmet += how == "unmet"
            self.skipped += how == "skipped"
            self.failing += fails(outcome, strict=self.strict)
            if verdict is not None:
                self.statuses[verdict.status] += 1
                if how != "expected" and SEVERITIES[verdict.status] > SEVERITIES[self.worst]:
                    self.worst = verdict.status
            if outcome.step.kind != "claim":
                self.kinds[outcome.step.kind] += 1
        return self

    @property
    def sign(self) -> str:
        """One mark for all."""
        return MARKS["refuted"] if self.unmet or self.undeclared else MARKS[self.worst]

    @property
    def claims(self) -> int:
        """How many were judged."""
        return sum(self.statuses.values())

    def __str__(self) -> str:
        parts = [f"{self.statuses[s]} {s}" for s in STATUSES if self.statuses[s]]
        parts = parts or ["nothing claimed"]
        marked = []
        if self.expected:
            marked.append(f"{self.expected} as expected")
        if self.unmet:
            marked.append(f"{self.unmet} not as expected")
        if self.skipped:
            marked.append(f"{self.skipped} skipped")
        if self.undeclared:
            noun = "declaration" if self.undeclared == 1 else "declarations"
            marked.append(f"{self.undeclared} {noun} not read")
        return "; ".join(", ".join(each) for each in (parts, marked) if each)

    def others(self) -> str:
        """How many relations of the kinds that claim nothing."""
        return ", ".join(
            f"{self.kinds[one]} {one if self.kinds[one] == 1 else many}"
            for one, many in _PLURALS
            if self.kinds[one]
        )
