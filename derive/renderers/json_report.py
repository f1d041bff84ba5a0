"""Reports as one JSON document, in the contract's keys and order (schema 1).

Every relation has its source, its reading in plain notation, both sides in LaTeX and in the
notation that SymPy reads, and its verdict with evidence.  Keys are only ever added.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from derive.ground.place import Place
from derive.model.derivation import Outcome, Report, Step, StepKind
from derive.model.plain import plain
from derive.model.verdict import STATUSES, Verdict
from derive.renderers.latex_notation import latex

SCHEMA = 1
_KINDS: tuple[tuple[str, StepKind], ...] = (
    ("definitions", "definition"),
    ("updates", "update"),
    ("assumptions", "assumption"),
    ("mentions", "mention"),
)


def json_report(reports: Iterable[Report]) -> str:
    """The document, ending with a newline."""
    return json.dumps(document(list(reports)), ensure_ascii=False, indent=2) + "\n"


def document(reports: list[Report]) -> dict[str, Any]:
    """The document as plain data."""
    return {
        "schema": SCHEMA,
        "tool": reports[0].tool if reports else {"name": "derive"},
        "summary": summary(reports),
        "relations": [
            relation_data(report, outcome) for report in reports for outcome in report.outcomes
        ],
    }


def summary(reports: list[Report]) -> dict[str, int]:
    """How many files, judged claims (those of updates too) by verdict, relations of other kinds."""
    outcomes = [outcome for report in reports for outcome in report.outcomes]
    judged = Counter(o.verdict.status for o in outcomes if o.verdict is not None)
    kinds = Counter(o.step.kind for o in outcomes)
    defined = sum(len(report.derivation.context.definitions) for report in reports)
    assumed = sum(len(report.derivation.context.assumptions) for report in reports)
    found = {
        "files": len({report.derivation.source for report in reports}),
        "claims": sum(judged.values()),
        **{status: judged[status] for status in STATUSES},
        **{plural: kinds[kind] for plural, kind in _KINDS},
    }
    found["definitions"] += defined
    found["assumptions"] += assumed
    return found


def relation_data(report: Report, outcome: Outcome) -> dict[str, Any]:
    """One relation with its verdict."""
    step, verdict = outcome.step, outcome.verdict
    left, sign, right = step.relation.left, step.relation.sign, step.relation.right
    place = step.place or Place(report.derivation.source, 1)
    return {
        "id": step.id,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or place.line,
        "end_column": place.end_column or place.column,
        "kind": step.kind,
        "relation": ":=" if step.kind in ("update", "definition") else sign,
        "source": str(step.relation),
        "reading": str(step.relation),
        "latex": {"lhs": latex(left), "rhs": latex(right)},
        "sympy": {"lhs": plain(left), "rhs": plain(right)},
        **_verdict_data(verdict, step),
        "derivation": report.derivation.name,
    }


UNJUDGED = Verdict("unknown")
"""Stands in where nothing was judged; its status is not shown."""


def _verdict_data(verdict: Verdict | None, step: Step) -> dict[str, Any]:
    found = verdict or UNJUDGED
    return {
        "verdict": verdict.status if verdict else None,
        "method": found.method or None,
        "rule": _rule(step),
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
        "expected": "proved" if step.expected else None,
        "reason": found.reason or step.reason or None,
        "notes": list(found.notes),
        "seconds": round(found.seconds, 6),
        "laws": list(found.laws),
        "unfolded": list(found.unfolded),
        "certificate": found.certificate,
    }


def _rule(step: Step) -> str | None:
    return ", ".join(step.rules) or None
