"""Limits on one decision: a deadline, and a refusal of work that would swell.

Heavy polynomial operations ask `Budget` first.  Predicted swell is refused with a reason rather
than attempted, so memory stays bounded, and the deadline is looked at often enough to hold.
"""

from __future__ import annotations

import time


class OutOfTime(Exception):  # noqa: N818
    """The deadline has passed."""


class Swell(Exception):  # noqa: N818
    """An operation was refused because its result would be too large."""


MAX_PRODUCT = 4_000_000
"""Greatest number of coefficient products in one multiplication."""

MAX_TERMS = 400_000
"""Greatest number of terms of one polynomial."""


class Budget:
    """The time and size that one decision may use."""

    def __init__(self, seconds: float) -> None:
        self.deadline = time.perf_counter() + seconds

    def check(self) -> None:
        """Raise when the time is up."""
        if time.perf_counter() > self.deadline:
            raise OutOfTime

    def product(self, left: int, right: int) -> None:
        """Ask for a multiplication of polynomials with so many terms."""
        if left * right > 2000:
            self.check()
            if left * right > MAX_PRODUCT:
                raise Swell(f"a product of {left} by {right} terms")
