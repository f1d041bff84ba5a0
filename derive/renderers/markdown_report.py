"""A summary in Markdown, for a job summary or a pull request.

A table with a row for each document, then the findings, worst first.  GitHub loses a summary of
more than 1 MiB without a word, so a long one is cut with a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.model.derivation import Report
from derive.model.fingerprint import fingerprints
from derive.model.standing import fails, severity
from derive.model.verdict import STATUSES
from derive.renderers.document import Tally, remarks, title
from derive.renderers.escapes import code, markdown
from derive.renderers.face import Settings
from derive.renderers.finding import Finding, rows

MOST = 900_000
"""Bytes after which findings are counted, not shown."""


class MarkdownSummary:
    """The summary as it grows."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.total = Tally(settings.strict)
        self.documents: list[tuple[str, Tally]] = []
        self.findings: list[tuple[int, str]] = []

    def add(self, report: Report) -> str:
        """Take a report."""
        self.total.add(report)
        self.documents.append((title(report), Tally(self.settings.strict).add(report)))
        for outcome, fingerprint in fingerprints(report):
            if fails(outcome, strict=self.settings.strict):
                text = "\n".join(_lines(Finding(report, outcome, fingerprint)))
                self.findings.append((severity(outcome), text))
        for remark in remarks(report):
            where = f" {code(str(remark.place))}" if remark.place else ""
            said = f"- **{markdown(remark.code)}**{where} {markdown(remark.message)}"
            self.findings.append((-1 if remark.level != "error" else 9, said))
        return ""

    def end(self) -> str:
        """The whole summary."""
        text = "\n".join([*self._head(), *self._table()]) + "\n"
        size = len(text.encode())
        if self.findings:
            text += "\n### Findings\n\n"
        ordered = [each for _, each in sorted(self.findings, key=lambda each: -each[0])]
        for number, each in enumerate(ordered):
            size += len(each.encode()) + 1
            if size > MOST:
                return f"{text}\n…and {len(ordered) - number} more.\n"
            text += f"{each}\n"
        return text

    def _head(self) -> Iterator[str]:
        word = "fails" if self.total.failing else "passes"
        yield f"## {self.total.sign} derive {word}: {self.total.claims} claims"
        yield ""
        yield markdown(str(self.total)) + "."
        yield ""

    def _table(self) -> Iterator[str]:
        shown = [s for s in STATUSES if self.total.statuses[s]]
        yield f"| | document | {' | '.join((*shown, 'expected', 'skipped'))} |"
        yield f"|---|---|{'---:|' * (len(shown) + 2)}"
        for name, tally in self.documents:
            counts = [*(tally.statuses[s] for s in shown), tally.expected, tally.skipped]
            cells = " | ".join(str(each or "") for each in counts)
            yield f"| {tally.sign} | {code(name, cell=True)} | {cells} |"


def _lines(finding: Finding) -> Iterator[str]:
    yield f"- **{finding.code}** {code(str(finding.place))} {code(finding.as_written)}"
    for label, text in rows(finding):
        yield f"  - {markdown(f'{label} {text}'.strip())}"
    yield f"  - help: {markdown(finding.advice)}"
