"""A finding or failure told to a person: what, where, why, and what to do.

Every user-visible error of the package is one `Diagnostic`.  Raised, it travels inside a
`DeriveError`; the shells print it and choose the exit code, so no traceback reaches a user.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derive.ground.place import Place

Level = Literal["error", "warning", "note"]
"""How much a message weighs: only an error keeps something from being done."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message for a person."""

    code: str
    """A stable name from the table of codes, such as `cyclic-definition`."""
    message: str
    """What is wrong and why, in one sentence."""
    place: Place | None = None
    """Where it was found, when that is known."""
    help: str | None = None
    """What to do about it."""
    line: str | None = None
    """The line of the source itself, to be shown with the place marked."""
    level: Level = "error"
    """Whether something could not be done, may be wrong, or is only worth knowing."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        advice = f"\n  help: {self.help}" if self.help else ""
        return f"{where}{self.level}[{self.code}]: {self.message}{self._marked()}{advice}"

    def _marked(self) -> str:
        if self.line is None or self.place is None:
            return ""
        start, end = self.place.column, self.place.end_column
        same_line = self.place.end_line in (None, self.place.line)
        width = end - start if end is not None and same_line else 1
        shown = self.line.replace("\t", " ")
        return f"\n  {shown}\n  {' ' * (start - 1)}{'^' * max(1, width)}"


class DeriveError(Exception):
    """Expected trouble: something a user gave can't be used as it is."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


def fail(
    code: str, message: str, *, place: Place | None = None, help: str | None = None
) -> DeriveError:
    """Build the error to raise for one diagnostic."""
    return DeriveError(Diagnostic(code, message, place, help))
