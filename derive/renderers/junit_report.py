"""JUnit's XML, which every build server reads: a suite for each document, a case for each claim."""

from __future__ import annotations

from collections.abc import Iterator

from derive.ground.visible import visible
from derive.model.derivation import Outcome, Report
from derive.model.standing import standing, verdict_of
from derive.renderers.document import remarks, title
from derive.renderers.escapes import html
from derive.renderers.face import Settings
from derive.renderers.finding import Finding, rows


class Junit:
    """The suites as they come."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.started = False

    def add(self, report: Report) -> str:
        """One suite."""
        return self._head() + "\n".join(self._suite(report)) + "\n"

    def end(self) -> str:
        """The closing tag."""
        return f"{self._head()}</testsuites>\n"

    def _head(self) -> str:
        if self.started:
            return ""
        self.started = True
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="derive">\n'

    def _suite(self, report: Report) -> Iterator[str]:
        judged = [o for o in report.outcomes if self._standing(o) != "silent"]
        found = [self._standing(o) for o in judged]
        failures = found.count("finding") + found.count("unmet")
        errors = [each for each in remarks(report) if each.level == "error"]
        yield (
            f'  <testsuite name="{_value(title(report))}" tests="{len(judged) + len(errors)}" '
            f'failures="{failures}" errors="{len(errors)}" skipped="{found.count("skipped")}" '
            f'time="{report.seconds:.3f}">'
        )
        for remark in errors:
            yield f'    <testcase classname="{_value(title(report))}" name="{_value(remark.code)}">'
            yield f'      <error type="{_value(remark.code)}" message="{_value(remark.message)}"/>'
            yield "    </testcase>"
        for outcome in judged:
            yield from self._case(report, outcome)
        yield "  </testsuite>"

    def _standing(self, outcome: Outcome) -> str:
        return standing(outcome, strict=self.settings.strict)

    def _case(self, report: Report, outcome: Outcome) -> Iterator[str]:
        finding = Finding(report, outcome)
        verdict = verdict_of(outcome)
        head = (
            f'    <testcase classname="{_value(title(report))}" '
            f'name="{_value(f"{outcome.step.id}: {finding.as_written}")}" '
            f'file="{_value(finding.place.file)}" line="{finding.place.line}" '
            f'time="{verdict.seconds if verdict else 0:.3f}"'
        )
        match self._standing(outcome):
            case "skipped":
                yield f"{head}>"
                yield f'      <skipped message="{_value(outcome.step.skipped or "")}"/>'
                yield "    </testcase>"
            case "finding" | "unmet":
                told = [str(finding.place), finding.as_written]
                told += [f"{label} {text}".strip() for label, text in rows(finding)]
                told.append(f"help: {finding.advice}")
                body = _text("\n".join(told))
                yield f"{head}>"
                yield f'      <failure type="{finding.code}" message="{_value(finding.message)}">'
                yield f"{body}</failure>"
                yield "    </testcase>"
            case _:
                yield f"{head}/>"


def _text(text: str) -> str:
    """Text between tags; XML has no way to write control characters, so they are spelled out."""
    return html(visible(text))


def _value(text: str) -> str:
    return _text(text).replace("\n", "&#10;")
