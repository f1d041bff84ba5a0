"""A derivation in the terminal: given, graph, numbered components, results, summary.

Every line of a chain stands in columns: left side, sign, right side, the rules that lead to it,
the verdict's mark.  A verdict is never told by colour alone, and no formula is broken but at an
operator.  The console prints text as it stands: markup, highlighting and emoji are off, because
rich would otherwise swallow `x[i]`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO, Literal

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from derive.model.derivation import Derivation, Grain, Report, Section, Step
from derive.model.relation import Relation
from derive.model.standing import standing
from derive.model.term import Term
from derive.model.verdict import STATUSES, Verdict
from derive.renderers import givens, graph
from derive.renderers.fallback import spell_out
from derive.renderers.lines_shown import (
    Shown,
    chain,
    expectations,
    foreseen,
    marked,
    shown,
    worst,
)
from derive.renderers.reasons import reasons
from derive.renderers.typeface import typeset, typeset_section
from derive.renderers.unicode import unicode
from derive.renderers.verdict_words import (
    MARKS,
    Told,
    discharged,
    explained,
    listed,
    mark,
    relation,
)
from derive.renderers.wrapping import broken

ColorChoice = Literal["auto", "always", "never"]

INDENT = "   "
MARK_WIDTH = 2
NARROWEST = 40
"""Formulas can't be laid out in less, whatever a terminal says of itself."""

WIDEST = 120
"""Lines longer than this are hard to follow, however wide the terminal is."""

STYLES = {"proved": "green", "conditional": "yellow", "refuted": "bold red"}
HEADINGS = {
    "component": "Components",
    "result": "Results, by the chain rule",
    "update": "Gradient descent",
    "statement": "Statements",
}


def show(
    derivation: Derivation,
    report: Report | None = None,
    *,
    detail: Grain = "steps",
    width: int | None = None,
    color: ColorChoice = "auto",
    stream: IO[str] | None = None,
) -> None:
    """Print a derivation; with a report, every line carries its verdict."""
    console = _console(stream or sys.stdout, width, color)
    with typeset(derivation.context):
        _Page(console, derivation, report, detail).print()


def _console(stream: IO[str], width: int | None, color: ColorChoice) -> Console:
    spell_out(stream)
    forced = {"auto": None, "always": True, "never": False}[color]
    console = Console(
        file=stream,
        width=width,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
        force_terminal=forced,
        no_color=True if color == "never" else None,
    )
    console.width = max(console.width, NARROWEST)
    return console


class _Page:
    def __init__(
        self, console: Console, derivation: Derivation, report: Report | None, detail: Grain
    ) -> None:
        self.console = console
        self.derivation = derivation
        self.report = report
        self.detail = detail
        self.width = min(console.width, WIDEST)
        self.told: Told = set()
        self.stated: tuple[Relation, ...] = ()

    def print(self) -> None:
        self._heading()
        self._given()
        self._graph()
        kind = None
        for section in self.derivation.sections:
            if section.kind != kind:
                kind = section.kind
                self._title(HEADINGS[kind])
            with typeset_section(section):
                self._section(section)
        self._summary()

    # What comes before the chains.

    def _line(self, text: Text | str = "", style: str = "") -> None:
        self.console.print(text, style=style or None)

    def _title(self, words: str) -> None:
        self._line()
        self._line(words, "bold underline")

    def _heading(self) -> None:
        self._line(self.derivation.title, "bold")
        self._line("═" * min(len(self.derivation.title), self.width), "bold")
        if self.derivation.summary:
            self._wrapped(self.derivation.summary, "", "dim")

    def _wrapped(self, words: str, lead: str, style: str = "", hanging: str = "") -> None:
        """Prose, broken between words."""
        line = lead
        rest = hanging or " " * len(lead)
        for word in words.split(" "):
            if len(line) + len(word) + 1 > self.width and line.strip():
                self._line(line, style)
                line = rest
            line += word if line.endswith(" ") or not line else f" {word}"
        self._line(line, style)

    def _given(self) -> None:
        context = self.derivation.context
        if not (context.types or context.assumptions or context.definitions):
            return
        self._title("Given")
        for each in givens.symbols(context):
            self._wrapped(each, INDENT)
        for assumption in context.assumptions:
            self._line(f"{INDENT}{relation(assumption)}")
        pairs = [(unicode(t), unicode(b)) for t, b in givens.definitions(context)]
        wide = max((len(name) for name, _ in pairs), default=0)
        for name, body in pairs:
            self._chain_line(name.rjust(wide), ":=", body, (), None)

    def _graph(self) -> None:
        lines = list(graph.tree(self.derivation))
        if not lines:
            return
        self._title("Computation graph")
        for lead, label in lines:
            room = self.width - len(INDENT) - len(lead)
            first, *more = broken(label, room)
            self._line(Text.assemble(INDENT, (lead, "dim"), first))
            below = lead.replace("├─", "│ ").replace("└─", "  ")
            for each in more:
                self._line(Text.assemble(INDENT, (below, "dim"), f"    {each}"))

    # Chains.

    def _section(self, section: Section) -> None:
        self._line()
        self.stated = ()
        if section.kind == "component":
            goal = unicode(section.goal) if section.goal is not None else ""
            self._line(Text.assemble((f"{section.number}. {goal}", "bold")))
        elif section.title:
            self._line(Text(section.title, "italic"))
        lines = list(shown(section, self.report, self.detail))
        agreed = [s for s in expectations(section) if s.relation.right is section.result]
        left = unicode(section.steps[0].relation.left)
        sign = ":=" if section.kind == "update" else ""
        for position, line in enumerate(lines):
            last = position == len(lines) - 1
            said = reasons(line.steps, unicode) if self.detail != "goals" else ()
            said += ("as expected",) if last and agreed else ()
            said += tuple(marked(line.steps, self.report))
            self._shown(line, left if position == 0 else " " * len(left), sign, said)
        for step in expectations(section):
            if step not in agreed:
                self._expected(step)
        self._conditions(section)

    def _shown(self, line: Shown, left: str, sign: str, said: tuple[str, ...]) -> None:
        step = line.step
        sign = sign or {"!=": "≠", "<=": "≤", ">=": "≥"}.get(step.sign, step.sign)
        fine = foreseen(line.steps, self.report)
        self._chain_line(left, sign, unicode(step.relation.right), said, line.verdict, fine)

    def _chain_line(
        self,
        left: str,
        sign: str,
        right: str,
        said: tuple[str, ...],
        verdict: Verdict | None,
        fine: bool = False,
    ) -> None:
        """One line in columns; reasons stand at the right, or below where there is no room.  It
        reads as fine where its author said what would be found."""
        lead = f"{INDENT}{left} {sign} "
        tail = MARK_WIDTH if verdict is not None else 0
        room = self.width - len(lead) - tail - 1
        if room < 24 and left.strip():
            # The left side is long: the right side gets a line of its own.
            self._line(f"{INDENT}{left}")
            lead = f"{INDENT}  {sign} "
            room = self.width - len(lead) - tail - 1
        first, *more = broken(right, room)
        words = ", ".join(said)
        beside = not more and len(lead) + len(first) + 3 + len(words) + tail <= self.width
        style = (
            "" if verdict is None else STYLES.get("proved" if fine else verdict.status, "yellow")
        )
        text = Text(f"{lead}{first}")
        if words and beside:
            gap = self.width - tail - len(words) - len(text)
            text.append(" " * gap).append(words, "dim")
        if verdict is not None:
            sign_shown = MARKS["proved"] if fine else mark(verdict)[:1]
            text.append(" " * (self.width - len(text) - 1)).append(sign_shown, style)
        self._line(text)
        for each in more:
            self._line(f"{' ' * len(lead)}{each}")
        if words and not beside:
            for each in _between_words(words, self.width - len(lead) - 2):
                self._line(f"{' ' * (self.width - tail - len(each))}{each}", "dim")
        if verdict is not None and verdict.status != "proved":
            self._fault(verdict, lead, fine)

    def _fault(self, verdict: Verdict, lead: str, fine: bool) -> None:
        """What is to be said about a line that is not simply proved, below it."""
        style = "dim" if fine else STYLES.get(verdict.status, "yellow")
        at = " " * min(len(lead), 12)
        start = f"{at}{verdict.status if fine else mark(verdict)}: "
        if verdict.conditions and verdict.conditions == self.stated:
            self._line(f"{start}under the same conditions", style)
            return
        self.stated = verdict.conditions
        if verdict.conditions:
            self._condition_lines(verdict.conditions, start, at, style)
            more = list(verdict.notes)
        else:
            first, *more = [*explained(verdict), ""][:-1] or [""]
            if first:
                self._wrapped(first, start, style, at)
            else:
                self._line(start.rstrip(": "), style)
        for each in more:
            self._wrapped(each, at + "    ", style)

    def _condition_lines(
        self, conditions: tuple[Relation, ...], start: str, at: str, style: str
    ) -> None:
        """Conditions in one line, or one below the other, broken at operators only."""
        whole = f"{start}holds where {listed([relation(c) for c in conditions])}"
        if len(whole) <= self.width:
            self._line(whole, style)
            return
        self._line(f"{start}holds where", style)
        for each in conditions:
            first, *more = broken(relation(each), self.width - len(at) - 8)
            self._line(f"{at}    {first}", style)
            for line in more:
                self._line(f"{at}        {line}", style)

    def _expected(self, step: Step) -> None:
        verdict = self.report.verdict_of(step) if self.report else None
        left, right = unicode(step.relation.left), unicode(step.relation.right)
        if verdict is not None and verdict.status == "proved":
            self._chain_line(" " * len(left), "=", right, ("as expected",), verdict)
            return
        self._chain_line(left, "=", right, ("expected by the author",), verdict)

    def _conditions(self, section: Section) -> None:
        if self.report is None or self.detail == "goals":
            return
        verdicts = [v for s in section.steps if (v := self.report.verdict_of(s)) is not None]
        for each in discharged(section, verdicts, self.told):
            self._wrapped(each, f"{INDENT}where ", "dim")

    # The summary.

    def _summary(self) -> None:
        rows = list(self._results())
        if rows:
            self._title("Summary")
            table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
            table.add_column("result", no_wrap=True)
            table.add_column("value", overflow="fold")
            table.add_column("verdict", no_wrap=True)
            for name, value, verdict, fine in rows:
                status = "proved" if fine or verdict is None else verdict.status
                style = STYLES.get(status, "yellow") if verdict else ""
                word = _verdict_word(verdict, fine)
                room = max(20, self.width - len(name) - 20)
                table.add_row(
                    Text(name),
                    Text("\n".join(broken(value, room))),
                    Text(word, style),
                )
            self._line()
            self.console.print(
                Padding(table, (0, 0, 1, len(INDENT)), expand=False), soft_wrap=False
            )
        if self.report is not None:
            self._line(counts(self.report), "bold")

    def _results(self) -> Iterator[tuple[str, str, Verdict | None, bool]]:
        """Goals with what they came to, the worst verdict on the way, and whether it is as its
        author said; then the updates."""
        for section in self.derivation.sections:
            with typeset_section(section):
                yield from tuple(self._result(section))

    def _result(self, section: Section) -> Iterator[tuple[str, str, Verdict | None, bool]]:
        verdict = worst(list(chain(section)), self.report)
        fine = foreseen(chain(section), self.report)
        if section.goal is None:
            first = section.steps[0].relation.left
            stated = _stated(first, section.steps[-1])
            yield section.title or unicode(first), stated, verdict, fine
        elif section.kind == "update":
            yield f"{unicode(section.goal)} :=", unicode(section.result), verdict, fine
        else:
            yield f"{unicode(section.goal)} =", unicode(self._kept(section)), verdict, fine
        for step in expectations(section):
            found = worst([step], self.report)
            if found is not None and found.status != "proved":
                yield "  expected:", unicode(step.relation.right), found, False

    def _kept(self, section: Section) -> Term:
        """The result in the author's own form, where that was proved equal."""
        for step in expectations(section):
            verdict = self.report.verdict_of(step) if self.report else None
            if verdict is not None and verdict.status == "proved":
                return step.relation.right
        return section.result


def _stated(first: Term, last: Step) -> str:
    """What a chain shows in all: its first left side against its last right side."""
    if last.sign == ":=":
        return f"{unicode(first)} := {unicode(last.relation.right)}"
    return relation(Relation(first, last.relation.sign, last.relation.right))


def _verdict_word(verdict: Verdict | None, fine: bool) -> str:
    if verdict is None:
        return ""
    if fine:
        return f"{MARKS['proved']} {verdict.status}, as expected"
    return f"{mark(verdict)} proved" if verdict.status == "proved" else mark(verdict)


def _between_words(words: str, width: int) -> list[str]:
    """Reasons on lines of their own, broken after commas."""
    lines = [""]
    for part in words.split(", "):
        addition = part if not lines[-1] else f", {part}"
        if lines[-1] and len(lines[-1]) + len(addition) > width:
            lines[-1] += ","
            lines.append(part)
        else:
            lines[-1] += addition
    return lines


def counts(report: Report) -> str:
    """One line: how many steps met which verdict, and how long it took."""
    found = report.counts()
    total = sum(found.values())
    parts = [f"{found[s]} {s}" for s in STATUSES if found[s]]
    expected = sum(standing(outcome) == "expected" for outcome in report.outcomes)
    more = f"; {expected} as expected" if expected else ""
    return f"{total} steps: {', '.join(parts)}{more}" if parts else "nothing was claimed"
