"""The exit codes, and which of them verdicts come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derive.model.verdict import Status

HOLDS = 0
"""Every claim is proved or conditional."""
FINDINGS = 1
"""Some claim is refuted, ill-formed, ambiguous, unread or unknown."""
TROUBLE = 2
"""The command or its input can't be used, or there was nothing to check."""


def exit_code(statuses: Iterable[Status], *, strict: bool) -> int:
    """What these verdicts come to; under `strict` conditional ones fail too."""
    accepted = {"proved"} if strict else {"proved", "conditional"}
    return HOLDS if all(status in accepted for status in statuses) else FINDINGS
