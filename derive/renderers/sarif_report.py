"""SARIF 2.1.0, which code hosts and editors read: one result for every finding.

Lines and columns count from 1, columns in code points.  Fingerprints don't hold the line, so an
alert stays the same alert when text above it is edited.  Only findings are results; a rule is
there for every code that occurs, with its row of the table of codes as help.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from derive.ground.codes import CODES
from derive.ground.diagnostic import Diagnostic
from derive.ground.place import Place
from derive.model.derivation import Report
from derive.model.fingerprint import digest, fingerprints
from derive.model.standing import SEVERITIES, fails, severity
from derive.renderers.document import remarks
from derive.renderers.escapes import markdown
from derive.renderers.face import Settings
from derive.renderers.finding import Finding, rows
from derive.renderers.json_text import json_text

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
INFORMATION = "https://pypi.org/project/derive-math/"
FINGERPRINT = "deriveRelation/v1"
"""The name of our fingerprint; `primaryLocationLineHash` is left to the host."""

MOST = 25_000
"""Results in one run that GitHub takes; with more it takes none."""

_WEIGHTS = {"error": max(SEVERITIES.values()), "warning": 1, "note": 0}


class Sarif:
    """The log as it grows."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.tool: dict[str, Any] = settings.tool
        self.results: list[tuple[int, dict[str, Any]]] = []
        """How bad, and the result."""
        self.codes: dict[str, None] = {}

    def add(self, report: Report) -> str:
        """Take the findings of a report."""
        self.tool = report.tool or self.tool
        for outcome, fingerprint in fingerprints(report):
            if fails(outcome, strict=self.settings.strict):
                finding = Finding(report, outcome, fingerprint)
                self.codes.setdefault(finding.code)
                self.results.append((severity(outcome), self._result(finding)))
        for remark in remarks(report):
            self.codes.setdefault(remark.code)
            self.results.append((_WEIGHTS[remark.level], self._remark(remark, report)))
        return ""

    def end(self) -> str:
        """The whole log."""
        driver: dict[str, Any] = {
            "name": "derive",
            "informationUri": INFORMATION,
            "rules": [_rule(code) for code in self.codes],
        }
        if version := self.tool.get("version"):
            driver["version"] = version
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": self._kept(),
        }
        log = {"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}
        return json_text(log, indent=2) + "\n"

    def _kept(self) -> list[dict[str, Any]]:
        """The results in order; only the worst where there are more than a host takes."""
        worst = sorted(range(len(self.results)), key=lambda n: -self.results[n][0])[:MOST]
        return [self.results[n][1] for n in sorted(worst)]

    def _remark(self, remark: Diagnostic, report: Report) -> dict[str, Any]:
        """What the reader has to say of the document."""
        said = f"{report.derivation.source}\0{remark.code}\0{remark.message}"
        advice = f"\nhelp: {remark.help}" if remark.help else ""
        return {
            "ruleId": remark.code,
            "ruleIndex": list(self.codes).index(remark.code),
            "level": remark.level,
            "message": {"text": f"{remark.message}{advice}"},
            "locations": [
                {"physicalLocation": _physical(remark.place or Place(report.derivation.source, 1))}
            ],
            "partialFingerprints": {FINGERPRINT: digest(said)},
        }

    def _result(self, finding: Finding) -> dict[str, Any]:
        told = list(rows(finding))
        found: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": list(self.codes).index(finding.code),
            "level": finding.level,
            "message": {
                "text": finding.message,
                "markdown": "\n".join(
                    [markdown(f"{finding.code}: {finding.as_written}"), ""]
                    + [f"- {markdown(f'{label} {text}'.strip())}" for label, text in told]
                    + [f"- help: {markdown(finding.advice)}"]
                ),
            },
            "locations": [{"physicalLocation": _physical(finding.place)}],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        }
        if related := _related(finding):
            found["relatedLocations"] = related
        return found


def _physical(place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": max(1, place.line), "startColumn": max(1, place.column)}
    if place.end_line is not None and place.end_column is not None:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": {"uri": uri(place.file)}, "region": region}


def uri(file: str) -> str:
    """A file's name as the reference that SARIF wants, relative where the name is."""
    path = file.replace("\\", "/")
    return f"file://{quote(path)}" if path.startswith("/") else quote(path) or "unknown"


def _related(finding: Finding) -> list[dict[str, Any]]:
    """The definitions that the verdict used."""
    if finding.verdict is None:
        return []
    context = finding.step.context or finding.report.derivation.context
    return [
        {
            "id": number,
            "message": {"text": f"{each.target} := {each.body}"},
            "physicalLocation": _physical(each.place),
        }
        for number, each in enumerate(context.definitions, 1)
        if each.place is not None and each.name in finding.verdict.unfolded
    ]


def _rule(code: str) -> dict[str, Any]:
    row = CODES.get(code)
    named = {"id": code, "name": "".join(word.capitalize() for word in code.split("-"))}
    if row is None:
        return named
    return {
        **named,
        "shortDescription": {"text": row.meaning.partition(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": row.meaning},
        "help": {"text": f"{row.meaning}\nExample: {row.example}\nWhat to do: {row.remedy}"},
    }
