"""How far a run is: how many sources, how fast, how long still."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class Progress:
    """Counts the sources of one run."""

    def __init__(self, total: int, now: Callable[[], float] = monotonic) -> None:
        self.total = total
        self.done = 0
        self.kept = 0
        """How many were taken from the cache."""
        self._now = now
        self._start = now()

    def add(self, *, kept: bool) -> None:
        """One more is done."""
        self.done += 1
        self.kept += kept

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return self._now() - self._start

    @property
    def rate(self) -> float:
        """Sources a second so far."""
        return self.done / max(self.seconds, 1e-9)

    @property
    def remaining(self) -> float:
        """Seconds still to go, at the rate of what was not in the cache."""
        fresh = self.done - self.kept
        each = self.seconds / fresh if fresh else self.seconds / max(self.done, 1)
        return each * (self.total - self.done)

    def __str__(self) -> str:
        return (
            f"{self.done} of {self.total} files, {self.rate:.3g} a second, "
            f"{_spoken(self.remaining)} to go"
        )


Watch = Callable[[Progress], None]
"""Told after every source."""


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
