"""Lines of a chain while it is being worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from derive.model.derivation import Grain
from derive.model.term import Term


@dataclass(frozen=True, slots=True)
class Line:
    """One more right side, how it came about, and from which grain on it shows."""

    term: Term
    rules: tuple[str, ...]
    grain: Grain = "steps"
    subject: Term | None = None
    """The quantity that the rule is about."""


@dataclass(slots=True)
class Chain:
    """A first term and the lines that follow it; a line that changes nothing is not added."""

    start: Term
    lines: list[Line] = field(default_factory=list)

    @property
    def last(self) -> Term:
        """Where the chain stands."""
        return self.lines[-1].term if self.lines else self.start

    def then(
        self, term: Term, *rules: str, grain: Grain = "steps", subject: Term | None = None
    ) -> bool:
        """Add a line unless it repeats the last; say whether it was added."""
        if term is self.last:
            return False
        self.lines.append(Line(term, rules, grain, subject))
        return True

    def extend(self, lines: Iterable[Line]) -> None:
        """Add several lines."""
        for line in lines:
            self.then(line.term, *line.rules, grain=line.grain, subject=line.subject)
