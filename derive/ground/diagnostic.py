"""A finding or failure told to a person: what, where, why, and what to do.

Every user-visible error of the package is one `Diagnostic`.  Raised, it travels inside a
`DeriveError`; the shells print it and choose the exit code, so no traceback reaches a user.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.ground.place import Place


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

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        advice = f"\n  help: {self.help}" if self.help else ""
        return f"{where}error[{self.code}]: {self.message}{advice}"


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
