"""Annotations for GitHub Actions: the worst findings, each beside its line.

GitHub shows ten errors and ten warnings of a step and drops the rest without a word.  So the worst
come first, and the last annotation of a full list says how many more there are.
"""

from __future__ import annotations

from derive.ground.visible import visible
from derive.model.derivation import Report
from derive.model.fingerprint import fingerprints
from derive.model.standing import fails, severity
from derive.renderers.document import remarks
from derive.renderers.escapes import annotation, annotation_property
from derive.renderers.face import Settings
from derive.renderers.finding import Finding, rows

LIMIT = 10
"""Annotations of one level that GitHub shows for a step."""


class GithubAnnotations:
    """The findings as they come; they can be ordered only at the end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.found: dict[str, list[tuple[int, str]]] = {"error": [], "warning": [], "notice": []}
        """Level → how bad and the finished command."""

    def add(self, report: Report) -> str:
        """Take the findings of a report."""
        for outcome, fingerprint in fingerprints(report):
            if fails(outcome, strict=self.settings.strict):
                finding = Finding(report, outcome, fingerprint)
                level = "error" if finding.level == "error" else "warning"
                self.found[level].append((severity(outcome), _command(level, finding)))
        for remark in remarks(report):
            if remark.place is not None:
                where = [("file", remark.place.file), ("line", str(remark.place.line))]
                text = remark.message + (f"\nhelp: {remark.help}" if remark.help else "")
                level = "notice" if remark.level == "note" else remark.level
                line = _line(level, [*where, ("title", f"derive ({remark.code})")], text)
                self.found[level].append((0, line))
        return ""

    def end(self) -> str:
        """The commands, worst first, no more than are shown."""
        return "".join(
            f"{line}\n" for level, found in self.found.items() for line in _limited(level, found)
        )


def _limited(level: str, found: list[tuple[int, str]]) -> list[str]:
    ordered = [line for _, line in sorted(found, key=lambda each: -each[0])]
    if len(ordered) <= LIMIT:
        return ordered
    kept = ordered[: LIMIT - 1]
    more = len(ordered) - len(kept)
    return [*kept, _line(level, [("title", "derive")], f"and {more} more, see the log")]


def _command(level: str, finding: Finding) -> str:
    place = finding.place
    where = [("file", place.file), ("line", str(place.line))]
    if place.end_line is not None:
        where.append(("endLine", str(place.end_line)))
    if place.end_line in (None, place.line):
        # GitHub takes columns only for a part of one line.
        where.append(("col", str(place.column)))
        if place.end_column is not None:
            where.append(("endColumn", str(place.end_column)))
    where.append(("title", f"derive ({finding.code})"))
    told = [f"{label} {text}".strip() for label, text in rows(finding)]
    return _line(level, where, "\n".join([finding.as_written, *told, f"help: {finding.advice}"]))


def _line(level: str, properties: list[tuple[str, str]], text: str) -> str:
    said = ",".join(f"{name}={annotation_property(visible(value))}" for name, value in properties)
    return f"::{level} {said}::{annotation(visible(text))}"
