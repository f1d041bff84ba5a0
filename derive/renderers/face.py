"""What a format of `derive check` is: something that takes reports as they come and gives text.

Reports stream in, one document after another; a face gives at once what it can, and the rest at
the end.  So a run over a large corpus can be watched, and needs no memory for what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from derive.model.derivation import Report
from derive.renderers.marked_source import LineOf, no_lines


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user wants of a report."""

    strict: bool = False
    """Conditional claims are findings."""
    readings: bool = False
    """Show how every relation was read."""
    color: bool = False
    """Use the colours of a terminal."""
    line_of: LineOf = no_lines
    """Where to find a line of a document."""
    tool: dict[str, Any] = field(default_factory=lambda: {"name": "derive"})
    """Name and versions, for when no report comes to say so."""


class Face(Protocol):
    """One format."""

    def add(self, report: Report) -> str:
        """Take a report; the text that can be given at once."""
        ...

    def end(self) -> str:
        """The text that remains."""
        ...


def written(face: Face, reports: Iterable[Report]) -> Iterator[str]:
    """The text of a face over reports, in pieces."""
    for report in reports:
        yield face.add(report)
    yield face.end()
