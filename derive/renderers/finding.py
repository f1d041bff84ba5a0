"""What is told about one outcome, in labelled rows that every face arranges in its own way.

How it was read, the definitions it uses with their lines, the evidence in a form that a person can
recompute, where in its chain it stands, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.ground.diagnostic import Level
from derive.ground.place import Place
from derive.ground.visible import in_one_line
from derive.model.context import Context, Definition
from derive.model.derivation import Outcome, Report, Section, Step
from derive.model.relation import Relation
from derive.model.standing import standing, verdict_of
from derive.model.term import subterms
from derive.model.verdict import Status, Verdict
from derive.renderers.counterexample import point_parts
from derive.renderers.named import inferred, named
from derive.renderers.typeface import typeset
from derive.renderers.unicode import unicode
from derive.renderers.verdict_words import MARKS, listed, pretty, relation

LEVELS: dict[Status, Level] = {
    "proved": "note",
    "conditional": "warning",
    "refuted": "error",
    "ambiguous": "error",
    "ill-formed": "error",
    "unread": "warning",
    "unknown": "warning",
}
"""How loud a finding of each status is."""

ADVICE: dict[Status, str] = {
    "proved": "remove the mark that expects something else",
    "conditional": "declare the domain or assume the condition where it is meant",
    "refuted": "recompute both sides at that point; one of them has a slip",
    "ambiguous": "set brackets, or say which reading is meant",
    "ill-formed": "check what the relation says before whether it holds",
    "unread": "write it in notation that is supported, or declare the name",
    "unknown": "split the step into smaller ones, or allow more time with --time-limit",
}
"""What to do about each status."""

MOST_DEFINITIONS = 8
"""More definitions than this are counted, not shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome that is told of."""

    report: Report
    outcome: Outcome
    fingerprint: str = ""

    @property
    def step(self) -> Step:
        """The step in question."""
        return self.outcome.step

    @property
    def verdict(self) -> Verdict | None:
        """Its verdict; None when something was expected where nothing is claimed."""
        return verdict_of(self.outcome)

    @property
    def context(self) -> Context:
        """What is known where it stands."""
        return self.step.context or self.report.derivation.context

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.report, self.step)

    @property
    def code(self) -> str:
        """What `derive explain` explains: the status, or `unmet` for an expectation."""
        if standing(self.outcome) == "unmet" or self.verdict is None:
            return "unmet-expectation"
        return self.verdict.status

    @property
    def level(self) -> Level:
        """How loud to tell it."""
        if self.code == "unmet-expectation" or self.verdict is None:
            return "error"
        return LEVELS[self.verdict.status]

    @property
    def sign(self) -> str:
        """The mark of its verdict."""
        return MARKS[self.verdict.status] if self.verdict else "✗"

    @property
    def stated(self) -> str:
        """The relation in one line: in Unicode where it was read, else as written."""
        if is_read(self.step):
            with typeset(self.context):
                return relation(self.step.claim or self.step.relation)
        return in_one_line(self.step.source)

    @property
    def as_written(self) -> str:
        """The relation in one line, in its author's own notation where there is one."""
        return in_one_line(self.step.source) or self.stated

    @property
    def message(self) -> str:
        """All that matters in one line, for annotations."""
        word = "expectation not met" if self.code == "unmet-expectation" else self.code
        facts = [f"{label} {text}".strip() for label, text in evidence(self)]
        return f"{word}: {self.stated}" + (f"; {'; '.join(facts)}" if facts else "")

    @property
    def advice(self) -> str:
        """What to do."""
        expectation = self.step.expectation
        if self.code == "unmet-expectation" and expectation is not None:
            return f"correct the mark `expect {expectation.status}`, or what it stands on"
        if (self.step.guessed or self.step.loose) and self.code == "unknown":
            return "say in the document what is missing, in a sentence or a declaration block"
        return ADVICE[self.verdict.status] if self.verdict else ADVICE["unknown"]


Row = tuple[str, str]
"""A label, perhaps empty, and a text."""


def place_of(report: Report, step: Step) -> Place:
    """Where a step stands; at the head of its file when it is not known more exactly."""
    return step.place or Place(report.derivation.source or report.derivation.name, 1)


def is_read(step: Step) -> bool:
    """Whether the relation is whole: nothing in it stayed unread."""
    sides = (step.relation.left, step.relation.right)
    return all(node.head != "unread" for side in sides for node in subterms(side))


def rows(finding: Finding) -> tuple[Row, ...]:
    """Everything to be told beside the relation itself."""
    with typeset(finding.context):
        return tuple(_rows(finding))


def _rows(finding: Finding) -> Iterator[Row]:
    if finding.step.source and is_read(finding.step):
        yield "read as", finding.stated
    if finding.step.rules:
        yield "by", ", ".join(finding.step.rules)
    elif finding.step.expected:
        yield "", "expected by the author"
    elif finding.step.reason:
        yield "by", finding.step.reason
    yield from definitions(finding)
    yield from _evidence(finding)
    yield from _chain(finding)
    for note in (*finding.step.notes, *(finding.verdict.notes if finding.verdict else ())):
        yield "note", pretty(note)


def evidence(finding: Finding) -> tuple[Row, ...]:
    """What shows the verdict: conditions, the point with both values, readings, the reason."""
    with typeset(finding.context):
        return tuple(_evidence(finding))


def _evidence(finding: Finding) -> Iterator[Row]:
    step, verdict = finding.step, finding.verdict
    if finding.code == "unmet-expectation" and step.expectation is not None:
        wanted = step.expectation.status
        because = f" ({step.expectation.words})" if step.expectation.words else ""
        found = verdict.status if verdict else "nothing that claims"
        yield "expected", f"{wanted}{because}, found {found}"
    if verdict is None or verdict.status == "proved":
        return
    if verdict.conditions:
        yield "holds where", listed([relation(c) for c in conditions(finding)])
    if verdict.values is not None:
        at = ", ".join(point_parts(verdict.counterexample))
        yield ("fails at", at) if at else ("fails", "everywhere")
        yield "left side", str(verdict.values[0])
        yield "right side", str(verdict.values[1])
    elif verdict.reason and not verdict.readings:
        yield "", pretty(verdict.reason)
    for reading, status in verdict.readings:
        yield status, pretty(reading)
    if verdict.suggestion:
        yield "true if", pretty(verdict.suggestion.removeprefix("true if "))


def conditions(finding: Finding) -> list[Relation]:
    """The conditions that remain, in the names of the document."""
    if finding.verdict is None:
        return []
    own = inferred(finding.context) if finding.step.source else ()
    return list(dict.fromkeys(named(c, own) for c in finding.verdict.conditions))


def definitions(finding: Finding) -> Iterator[Row]:
    """The definitions that the verdict used, with their lines; a note tells of inferred ones."""
    if finding.verdict is None or not finding.verdict.unfolded:
        return
    silent = {d.name for d in inferred(finding.context)} if finding.step.source else set[str]()
    used = [
        d
        for d in finding.context.definitions
        if d.name in finding.verdict.unfolded and d.name not in silent
    ]
    for each in used[:MOST_DEFINITIONS]:
        yield "using", f"{unicode(each.target)} := {unicode(each.body)}{_line(each, finding)}"
    if len(used) > MOST_DEFINITIONS:
        yield "using", f"{len(used) - MOST_DEFINITIONS} more definitions"


def _line(definition: Definition, finding: Finding) -> str:
    if definition.place is None:
        return ""
    if definition.place.file == finding.place.file:
        return f"  (line {definition.place.line})"
    return f"  ({definition.place.file}:{definition.place.line})"


def _chain(finding: Finding) -> Iterator[Row]:
    """Which link of its chain is the first wrong one."""
    section = _section(finding)
    if section is None or finding.verdict is None or finding.verdict.holds:
        return
    links = [s for s in section.steps if s.claim is not None and not s.expected]
    at = next((n for n, s in enumerate(links) if s.id == finding.step.id), None)
    if len(links) < 2 or at is None:
        return
    wrong = next((s for s in links[:at] if _is_wrong(finding.report, s)), None)
    if wrong is not None:
        where = place_of(finding.report, wrong)
        yield "chain", f"link {at + 1} of {len(links)}; the first wrong one is at {where}"
    elif finding.verdict.status in ("refuted", "ill-formed"):
        yield "chain", f"link {at + 1} of {len(links)}, the first wrong one"


def _section(finding: Finding) -> Section | None:
    sections = finding.report.derivation.sections
    wanted = finding.step.id
    return next((s for s in sections if any(step.id == wanted for step in s.steps)), None)


def _is_wrong(report: Report, step: Step) -> bool:
    found = report.verdict_of(step) or step.finding
    return found is not None and found.status in ("refuted", "ill-formed")
