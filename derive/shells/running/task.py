"""What is asked of one source, and what comes back.

An answer travels between processes, between machines and to the cache as text: compact JSON of
the model's own data, so that nothing which arrives is ever executed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.ground.diagnostic import Diagnostic

if TYPE_CHECKING:
    from derive.model.derivation import Report


@dataclass(frozen=True, slots=True)
class Settings:
    """What changes the answer, besides the source itself."""

    time_limit: float = 10.0
    """Seconds that one claim may take."""
    evidence: bool = False
    """Whether verdicts carry certificates."""
    reading: tuple[tuple[str, str], ...] = ()
    """Options of the reader, each by name."""


@dataclass(frozen=True, slots=True)
class Result:
    """One source, checked."""

    source: str
    """As it was named."""
    reports: tuple[Report, ...] = ()
    trouble: Diagnostic | None = None
    """Why it can't be used, if it can't."""
    kept: bool = False
    """Whether the answer was taken from the cache."""
    key: str | None = None
    """Where the answer is kept in the cache; None where it is not."""
    whole: bool = True
    """Whether every claim was judged; a process that died leaves one without."""


def written(answer: tuple[Report, ...] | Diagnostic) -> str:
    """An answer as text."""
    from derive.model.report_data import packed

    return json.dumps(packed(answer), ensure_ascii=False, separators=(",", ":"))


def read(source: str, text: str, *, kept: bool = False, key: str | None = None) -> Result:
    """The result for an answer; raises `ValueError` where the text is none."""
    from derive.model.report_data import reports_from, unpacked

    data = json.loads(text)
    if isinstance(data["value"], list) and data["value"][:1] == ["@"]:
        trouble = unpacked(data)
        if not isinstance(trouble, Diagnostic):
            raise ValueError("this is no answer")
        return Result(source, trouble=trouble, kept=kept)
    return Result(source, reports_from(data), kept=kept, key=key)
