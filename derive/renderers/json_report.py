"""Reports as one JSON document, in the contract's keys and order (schema 1).

Every relation has its source, its reading in plain notation, both sides in LaTeX and in the
notation that SymPy reads, and its verdict with evidence.  Keys are only ever added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from derive.ground.diagnostic import Diagnostic
from derive.model.derivation import Outcome, Report, Step, StepKind
from derive.model.fingerprint import fingerprints
from derive.model.plain import plain
from derive.model.standing import standing, verdict_of
from derive.model.verdict import STATUSES, Verdict
from derive.renderers.face import Settings, written
from derive.renderers.finding import is_read, place_of
from derive.renderers.json_text import json_text
from derive.renderers.latex_notation import latex

SCHEMA = 1
_KINDS: tuple[tuple[str, StepKind], ...] = (
    ("definitions", "definition"),
    ("updates", "update"),
    ("assumptions", "assumption"),
    ("mentions", "mention"),
    ("conditions", "condition"),
)


def json_report(reports: Iterable[Report], settings: Settings | None = None) -> str:
    """The document, ending with a newline."""
    return "".join(written(JsonReport(settings or Settings()), reports))


class JsonReport:
    """The document as it grows; it can be written only when all is counted."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.tool: dict[str, Any] = settings.tool
        self.count = Count(settings.strict)
        self.relations: list[dict[str, Any]] = []
        self.diagnostics: list[dict[str, Any]] = []

    def add(self, report: Report) -> str:
        """Take the relations of a report."""
        self.tool = report.tool or self.tool
        self.count.add(report)
        self.relations += relations(report, strict=self.settings.strict)
        self.diagnostics += diagnostics(report)
        return ""

    def end(self) -> str:
        """The whole document."""
        data = {
            "schema": SCHEMA,
            "tool": self.tool,
            "summary": self.count.data(),
            "relations": self.relations,
            "diagnostics": self.diagnostics,
        }
        return json_text(data, indent=2) + "\n"


class Count:
    """How many files, judged claims (those of updates too) by verdict, relations of other kinds."""

    def __init__(self, strict: bool = False) -> None:
        self.strict = strict
        self.files: dict[str, None] = {}
        self.verdicts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.standings: Counter[str] = Counter()

    def add(self, report: Report) -> None:
        """Count a report in."""
        self.files[report.derivation.source] = None
        for outcome in report.outcomes:
            if (verdict := verdict_of(outcome)) is not None:
                self.verdicts[verdict.status] += 1
            self.kinds[outcome.step.kind] += 1
            self.standings[standing(outcome, strict=self.strict)] += 1
        if not any(step.source for step in report.derivation.steps):
            # What a model is given stands in its context, not among its steps.
            self.kinds["definition"] += len(report.derivation.context.definitions)
            self.kinds["assumption"] += len(report.derivation.context.assumptions)

    def data(self) -> dict[str, int]:
        """The counts by their names in the contract."""
        return {
            "files": len(self.files),
            "claims": sum(self.verdicts.values()),
            **{status: self.verdicts[status] for status in STATUSES},
            **{plural: self.kinds[kind] for plural, kind in _KINDS},
            "skipped": self.standings["skipped"],
            "as_expected": self.standings["expected"],
            "not_as_expected": self.standings["unmet"],
            "failing": self.standings["finding"] + self.standings["unmet"],
        }


def relations(report: Report, *, strict: bool = False) -> Iterator[dict[str, Any]]:
    """The relations of a report, in order."""
    for outcome, fingerprint in fingerprints(report):
        yield relation_data(report, outcome, fingerprint, strict=strict)


def relation_data(
    report: Report, outcome: Outcome, fingerprint: str, *, strict: bool = False
) -> dict[str, Any]:
    """One relation with its verdict."""
    step, verdict = outcome.step, verdict_of(outcome)
    left, right = step.relation.left, step.relation.right
    place = place_of(report, step)
    read = is_read(step)
    return {
        "id": step.id,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or place.line,
        "end_column": place.end_column or place.column,
        "kind": step.kind,
        "relation": step.sign,
        "source": step.source or str(step.relation),
        "reading": str(step.relation) if read else None,
        "latex": {"lhs": latex(left), "rhs": latex(right)} if read else None,
        "sympy": {"lhs": plain(left), "rhs": plain(right)} if read else None,
        **_verdict_data(verdict, step),
        "derivation": report.derivation.name,
        "fingerprint": fingerprint,
        "standing": standing(outcome, strict=strict),
        "readings": [
            {"reading": reading, "verdict": status}
            for reading, status in (verdict.readings if verdict else ())
        ],
        "suggestion": (verdict.suggestion or None) if verdict else None,
        "skipped": step.skipped,
        "expected_because": (step.expectation.words or None) if step.expectation else None,
    }


UNJUDGED = Verdict("unknown")
"""Stands in where nothing was judged; its status is not shown."""


def _verdict_data(verdict: Verdict | None, step: Step) -> dict[str, Any]:
    found = verdict or UNJUDGED
    return {
        "verdict": verdict.status if verdict else None,
        "method": found.method or None,
        "rule": ", ".join(step.rules) or None,
        "conditions": [str(c) for c in found.conditions],
        "discharged": [{"condition": str(d.condition), "by": d.by} for d in found.discharged],
        "counterexample": (
            {str(name): str(value) for name, value in found.counterexample}
            if found.status == "refuted"
            else None
        ),
        "values": (
            {
                side: [value.lower, value.upper]
                for side, value in zip(("lhs", "rhs"), found.values, strict=True)
            }
            if found.values
            else None
        ),
        "expected": _expected(step),
        "reason": found.reason or step.reason or None,
        "notes": [*step.notes, *found.notes],
        "seconds": round(found.seconds, 6),
        "laws": list(found.laws),
        "unfolded": list(found.unfolded),
        "certificate": found.certificate,
    }


def _expected(step: Step) -> str | None:
    """The verdict that the author expects."""
    if step.expectation is not None:
        return step.expectation.status
    return "proved" if step.expected else None


def diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    """What the reader has to say of a document as a whole."""
    return (_diagnostic_data(each, report) for each in report.derivation.diagnostics)


def _diagnostic_data(found: Diagnostic, report: Report) -> dict[str, Any]:
    place = found.place
    return {
        "code": found.code,
        "level": found.level,
        "message": found.message,
        "file": place.file if place else report.derivation.source,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "help": found.help,
    }
