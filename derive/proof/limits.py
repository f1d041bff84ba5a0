"""Limits on one decision: a deadline, and a refusal of work that would swell.

Heavy polynomial operations ask `Budget` first.  Predicted swell is refused with a reason rather
than attempted, so memory stays bounded, and the deadline is looked at often enough to hold.  What
is heavy but not hopeless raises `Heavy`: it may keep flint busy past a deadline, so the judge hands
the claim to a worker process that can be killed.
"""

from __future__ import annotations

import time


class OutOfTime(Exception):  # noqa: N818
    """The deadline has passed."""


class Swell(Exception):  # noqa: N818
    """An operation was refused because its result would be too large."""


class Heavy(Exception):  # noqa: N818
    """An operation may take long without a chance to look at the clock."""


MAX_PRODUCT = 20_000_000
"""Greatest number of coefficient products in one multiplication."""

HEAVY_PRODUCT = 1_000_000
"""The same, outside a worker."""

MAX_TERMS = 400_000
"""Greatest number of terms of one polynomial."""

HEAVY_TERMS = 20_000
"""The same, outside a worker."""

MAX_FACTORED = 20_000
"""Greatest number of terms of a polynomial that is factored."""

HEAVY_FACTORED = 600
"""The same, outside a worker."""


class Budget:
    """The time and size that one decision may use."""

    def __init__(self, seconds: float, *, killable: bool = False) -> None:
        self.deadline = time.perf_counter() + seconds
        self.killable = killable
        """Whether another process watches the clock."""

    def check(self) -> None:
        """Raise when the time is up."""
        if time.perf_counter() > self.deadline:
            raise OutOfTime

    def product(self, left: int, right: int) -> None:
        """Ask for a multiplication of polynomials with so many terms."""
        if left * right > 2000:
            self._ask(
                left * right, HEAVY_PRODUCT, MAX_PRODUCT, f"a product of {left} by {right} terms"
            )

    def terms(self, count: int) -> None:
        """Ask for a polynomial with so many terms."""
        self._ask(count, HEAVY_TERMS, MAX_TERMS, f"a polynomial of {count} terms")

    def factoring(self, count: int, degree: int) -> None:
        """Ask for the factors of a polynomial with so many terms of such a degree."""
        if count > 50 or degree > 100:
            what = f"the factorisation of a polynomial of {count} terms and degree {degree}"
            self._ask(count * (1 + degree // 30), HEAVY_FACTORED, MAX_FACTORED, what)

    def _ask(self, size: int, heavy: int, most: int, what: str) -> None:
        self.check()
        if size > most:
            raise Swell(what)
        if size > heavy and not self.killable:
            raise Heavy(what)
