"""What a rule is: a name, the law it states, the law's own conditions and where to look it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RuleKind = Literal["structure", "linear", "base", "analytic", "algebra"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named law."""

    name: str
    kind: RuleKind
    law: str
    """The law in Unicode mathematics, one line."""
    latex: str
    """The law in LaTeX."""
    conditions: tuple[str, ...] = ()
    """What the law itself needs, in words or symbols."""
    source: str = ""
    """Where to look it up."""
