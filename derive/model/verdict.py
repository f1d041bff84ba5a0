"""The answer to one claim, with its evidence.

A verdict is plain data: provers make it, reports collect it, renderers show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from derive.model.relation import Relation
from derive.model.term import Term

Status = Literal["proved", "conditional", "refuted", "ambiguous", "ill-formed", "unread", "unknown"]
STATUSES: tuple[Status, ...] = (
    "proved",
    "conditional",
    "refuted",
    "ambiguous",
    "ill-formed",
    "unread",
    "unknown",
)
"""Every status, best first."""


@dataclass(frozen=True, slots=True)
class Discharged:
    """A condition that was shown to hold, and the fact that shows it."""

    condition: Relation
    by: str
    """The fact, in plain notation, such as `0 < sigmoid(z) < 1` or `x > 0 declared`."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A rigorous interval around a value: the value lies between two exact decimals."""

    lower: str
    upper: str

    def __str__(self) -> str:
        return self.lower if self.lower == self.upper else f"[{self.lower}, {self.upper}]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about one claim."""

    status: Status
    method: str = ""
    """The argument that decided it, such as `rational normal form over exp(z)`."""
    conditions: tuple[Relation, ...] = ()
    """What has to hold beyond the declared domains; empty unless conditional."""
    discharged: tuple[Discharged, ...] = ()
    """Conditions that came up and were shown to hold."""
    laws: tuple[str, ...] = ()
    """Names of the laws used."""
    unfolded: tuple[str, ...] = ()
    """Names of the definitions used."""
    counterexample: tuple[tuple[Term, Term], ...] = ()
    """For a refuted claim: each free symbol (or family member) with its exact value."""
    values: tuple[Enclosure, Enclosure] | None = None
    """For a refuted claim: left and right side at the counterexample."""
    reason: str = ""
    """Why it is refuted, ill-formed, unread or unknown; what was tried."""
    notes: tuple[str, ...] = ()
    """Further remarks for a person."""
    readings: tuple[tuple[str, Status], ...] = ()
    """For an ambiguous claim: each reading, as an author would write it, with its status."""
    suggestion: str = ""
    """The smallest edit found that would make a wrong claim true; never applied."""
    certificate: dict[str, Any] | None = None
    """Enough to replay the verdict without search, JSON-ready; None where there is none."""
    seconds: float = 0.0
    """Time taken; not part of the meaning, and left out when verdicts are compared."""

    @property
    def holds(self) -> bool:
        """Whether the claim was shown, perhaps under conditions."""
        return self.status in ("proved", "conditional")
