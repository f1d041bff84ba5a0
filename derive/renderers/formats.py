"""The formats of `derive check`: one table, each row loaded when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from derive.renderers.face import Face, Settings


@dataclass(frozen=True, slots=True)
class Format:
    """One format by its name."""

    help: str
    """What it is for."""
    home: str
    """The module that writes it."""
    face: str
    """The class there: made of settings, it takes reports."""

    def start(self, settings: Settings) -> Face:
        """A face that waits for reports."""
        face: Face = getattr(import_module(f"derive.renderers.{self.home}"), self.face)(settings)
        return face


FORMATS: dict[str, Format] = {
    "text": Format("for people at a terminal", "text_report", "TextReport"),
    "json": Format("one document with everything", "json_report", "JsonReport"),
    "jsonl": Format("one relation a line, as they come", "jsonl_report", "JsonLines"),
    "sarif": Format("SARIF 2.1.0, for code scanning", "sarif_report", "Sarif"),
    "github": Format("annotations in GitHub Actions", "github_report", "GithubAnnotations"),
    "junit": Format("JUnit XML, for build servers", "junit_report", "Junit"),
    "markdown": Format("a summary for a job or pull request", "markdown_report", "MarkdownSummary"),
}
"""Name → format, in the order in which help lists them."""
