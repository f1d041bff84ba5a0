"""What `derive check` prints: a block for every finding, one line for every document.

A block says where and what, shows the source with the part underlined, how it was read, the
evidence, and what an author can do about it.  What was taken for granted is listed once for each
document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from derive.ground.diagnostic import Diagnostic, Level
from derive.ground.visible import inert, visible
from derive.model.derivation import Outcome, Report
from derive.model.plain import plain
from derive.model.standing import fails, standing, verdict_of
from derive.model.verdict import Status
from derive.renderers.document import Tally, assumed, remarks, title
from derive.renderers.face import Settings, written
from derive.renderers.finding import Finding, is_read, place_of, rows
from derive.renderers.marked_source import marked_source
from derive.renderers.verdict_words import mark

STYLES: dict[Status, str] = {
    "proved": "32",
    "conditional": "33",
    "refuted": "1;31",
    "ambiguous": "35",
    "ill-formed": "1;31",
    "unread": "36",
    "unknown": "33",
}
"""Status → the colour of its lines, as a terminal's code."""

LEVEL_STYLES: dict[Level, str] = {"error": "1;31", "warning": "33", "note": "36"}
"""How loud a remark is → its colour."""

LABELS = 12
"""Columns that labels take, so that texts begin below each other."""


def text_report(reports: Iterable[Report], settings: Settings | None = None) -> str:
    """The whole report, ending with a newline."""
    return "".join(written(TextReport(settings or Settings()), reports))


LISTED = "\n        "
"""What parts the rows of a help text that lists what can be written."""


class TextReport:
    """The report as it grows."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.total = Tally(settings.strict)
        self.lines: list[tuple[str, str, Tally]] = []
        """Each document by title and file with its counts, for the end."""

    def add(self, report: Report) -> str:
        """The blocks of one document."""
        tally = Tally(self.settings.strict).add(report)
        self.total.add(report)
        file = report.derivation.source
        self.lines.append((visible(title(report), keep=""), visible(file, keep=""), tally))
        return "".join(self._painted(line, style) for line, style in self._blocks(report))

    def end(self) -> str:
        """One line for each document, and one for all."""
        named = list(self._named())
        wide = max((len(name) for name, _ in named), default=0)
        text = "".join(
            self._painted(f"{tally.sign} {name.ljust(wide)}  {tally}", STYLES[tally.worst])
            for name, tally in named
        )
        if len(named) > 1:
            carried_out = all(name != file for name, file, _ in self.lines)
            what = "derivations" if carried_out else "sources"
            line = f"{len(named)} {what}, {self.total.claims} claims: {self.total}"
            text += self._painted(line, "1")
        return text

    def _named(self) -> Iterator[tuple[str, Tally]]:
        """Each document by its title, with the file where several have the same."""
        titles = Counter(name for name, _, _ in self.lines)
        for name, file, tally in self.lines:
            yield (f"{name} ({file})" if titles[name] > 1 and file != name else name), tally

    def _painted(self, line: str, style: str) -> str:
        """A finished line; this is the one place where text leaves, so it is made safe here."""
        safe = inert(visible(line, keep=""))
        return f"\x1b[{style}m{safe}\x1b[0m\n" if self.settings.color and style else f"{safe}\n"

    def _blocks(self, report: Report) -> Iterator[tuple[str, str]]:
        if self.settings.readings:
            yield from self._readings(report)
        inferred = list(assumed(report))
        if inferred:
            yield f"{title(report)}: assumed, since the document does not say:", ""
            yield from ((f"    {each}", "") for each in inferred)
            yield "", ""
        seen = Counter(remark.code for remark in remarks(report))
        for remark in remarks(report):
            # Of notes of one kind the first is shown, with how many there are.
            if count := seen[remark.code]:
                yield from self._remark(remark, count if remark.level == "note" else 1)
                seen[remark.code] = 0 if remark.level == "note" else count
        for outcome in report.outcomes:
            if self._tells(outcome):
                yield from self._block(Finding(report, outcome))
                yield "", ""

    def _tells(self, outcome: Outcome) -> bool:
        """Whether an outcome is told of: what fails, and what holds under conditions only."""
        if fails(outcome, strict=self.settings.strict):
            return True
        found = verdict_of(outcome)
        return standing(outcome) == "fine" and found is not None and found.status == "conditional"

    def _block(self, finding: Finding) -> Iterator[tuple[str, str]]:
        step, verdict = finding.step, finding.verdict
        unmet = finding.code == "unmet-expectation"
        word = "✗ not as expected" if unmet else mark(verdict)
        home = title(finding.report)
        named = step.id if step.source else f"{home}, {step.id}"
        style = STYLES[verdict.status] if verdict and not unmet else STYLES["refuted"]
        yield f"{finding.place}: {word} ({named})", style
        shown = list(marked_source(finding.place, step.source, self.settings.line_of))
        if step.source:
            yield from ((f"    {line}", "") for line in shown)
        else:
            yield f"    {finding.stated}", ""
        for label, text in rows(finding):
            for line in text.splitlines() or [""]:
                yield (
                    f"      {label.ljust(LABELS)}{line}".rstrip() if label else f"      {line}",
                    "",
                )
                label = " " if label else label
        yield f"    help: {finding.advice}", ""

    def _remark(self, remark: Diagnostic, count: int) -> Iterator[tuple[str, str]]:
        more = f" (and {count - 1} more)" if count > 1 else ""
        where = f"{remark.place}: " if remark.place else ""
        yield (
            f"{where}{remark.level}[{remark.code}]: {remark.message}{more}",
            LEVEL_STYLES[remark.level],
        )
        if remark.place is not None and remark.line is not None:
            at = remark.place.line

            def line_of(file: str, line: int) -> str | None:
                return remark.line if line == at else None

            for line in marked_source(remark.place, "", line_of):
                yield f"    {line}", ""
        if remark.help:
            # Other line ends may be a document's, and are spelled out like all that steers.
            first, *listed = remark.help.split(LISTED)
            yield f"    help: {first}", ""
            yield from ((f"            {each}", "") for each in listed)
        yield "", ""

    def _readings(self, report: Report) -> Iterator[tuple[str, str]]:
        for outcome in report.outcomes:
            step, verdict = outcome.step, verdict_of(outcome)
            if is_read(step):
                said = f"{plain(step.relation.left)} {step.sign} {plain(step.relation.right)}"
            else:
                said = "not read"
            word = verdict.status if verdict else "skipped" if step.skipped else step.kind
            yield f"{place_of(report, step)}: {word}: {said}", ""
        yield "", ""
