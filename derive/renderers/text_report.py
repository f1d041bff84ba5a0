"""What `derive check` prints: a block for every claim that is not proved, one line a derivation.

A block says where, what, the verdict with its evidence, and what an author can do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from derive.model.derivation import Outcome, Report
from derive.model.verdict import STATUSES, Status
from derive.renderers.verdict_words import MARKS, explained, mark, relation

ADVICE: dict[Status, str] = {
    "conditional": "declare the domain or assume the condition where it is meant",
    "refuted": "recompute both sides at that point; one of them has a slip",
    "ambiguous": "set brackets",
    "ill-formed": "check what the relation says before whether it holds",
    "unread": "write it in notation that is supported, or declare the name",
    "unknown": "split the step into smaller ones, or allow more time with --time-limit",
}
"""What to do about each status that is not proved."""


def text_report(reports: Iterable[Report]) -> str:
    """The whole report, ending with a newline."""
    return "\n".join(_lines(list(reports))) + "\n"


def _lines(reports: list[Report]) -> Iterator[str]:
    for report in reports:
        for outcome in report.outcomes:
            if outcome.verdict is not None and outcome.verdict.status != "proved":
                yield from _block(report, outcome)
                yield ""
    wide = max((len(r.derivation.name) for r in reports), default=0)
    for report in reports:
        sign = MARKS[_worst(report)]
        yield f"{sign} {report.derivation.name.ljust(wide)}  {_counted(report.counts())}"
    if len(reports) > 1:
        total = {s: sum(r.counts()[s] for r in reports) for s in STATUSES}
        yield f"{len(reports)} derivations, {sum(total.values())} claims: {_counted(total)}"


def _worst(report: Report) -> Status:
    found = report.counts()
    return next((s for s in reversed(STATUSES) if found[s]), "proved")


def _counted(found: Mapping[Status, int] | Mapping[str, int]) -> str:
    return ", ".join(f"{found[s]} {s}" for s in STATUSES if found[s]) or "nothing claimed"


def _block(report: Report, outcome: Outcome) -> Iterator[str]:
    step, verdict = outcome.step, outcome.verdict
    assert verdict is not None
    where = step.place or report.derivation.source or report.derivation.name
    yield f"{where}: {mark(verdict)} ({report.derivation.name}, {step.id})"
    shown = step.claim or step.relation
    yield f"    {relation(shown)}"
    if step.rules:
        yield f"    by {', '.join(step.rules)}"
    elif step.expected:
        yield "    expected by the author"
    for line in explained(verdict):
        yield f"      {line}"
    yield f"    help: {ADVICE[verdict.status]}"
