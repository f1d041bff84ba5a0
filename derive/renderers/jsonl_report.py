"""JSON, one relation a line, as soon as its document is judged; the last line is the summary.

Every line names its `type`: `relation`, `diagnostic` or `summary`; the other keys are those of the
JSON document.
"""

from __future__ import annotations

from typing import Any

from derive.model.derivation import Report
from derive.renderers.face import Settings
from derive.renderers.json_report import SCHEMA, Count, diagnostics, relations
from derive.renderers.json_text import json_text


class JsonLines:
    """The lines as they come."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.tool: dict[str, Any] = settings.tool
        self.count = Count(settings.strict)

    def add(self, report: Report) -> str:
        """The lines of one report."""
        self.tool = report.tool or self.tool
        self.count.add(report)
        found = [
            *({"type": "relation", **r} for r in relations(report, strict=self.settings.strict)),
            *({"type": "diagnostic", **d} for d in diagnostics(report)),
        ]
        return "".join(f"{json_text(each)}\n" for each in found)

    def end(self) -> str:
        """The summary."""
        data = {
            "type": "summary",
            "schema": SCHEMA,
            "tool": self.tool,
            "summary": self.count.data(),
        }
        return f"{json_text(data)}\n"
