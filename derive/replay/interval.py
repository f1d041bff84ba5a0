"""Intervals with rational ends that surely contain the value meant.

Small fractions stay exact; ends that would need more than the bits in force are rounded outwards to
so many, so enclosures stay small to write and are never wrong.  There is nothing here but integers
and fractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt


class Undefined(Exception):  # noqa: N818 - a mathematical state, not a failure
    """The operation is not defined, over the reals, on all of the interval."""


_precision = 128


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Work with another number of significant bits inside the block."""
    global _precision
    before, _precision = _precision, bits
    try:
        yield
    finally:
        _precision = before


def bits() -> int:
    """The number of significant bits in force."""
    return _precision


def down(value: Fraction) -> Fraction:
    """The value itself if it is short, else the next number below it of so many bits."""
    excess = value.denominator.bit_length()
    if abs(value.numerator).bit_length() <= _precision and excess <= _precision:
        return value
    shift = _precision - (abs(value.numerator).bit_length() - excess)
    if shift >= 0:
        return Fraction((value.numerator << shift) // value.denominator, 1 << shift)
    return Fraction(value.numerator // (value.denominator << -shift) << -shift)


def up(value: Fraction) -> Fraction:
    """The value itself if it is short, else the next number above it of so many bits."""
    return -down(-value)


@dataclass(frozen=True, slots=True)
class Interval:
    """All reals from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    @staticmethod
    def exact(value: int | Fraction) -> Interval:
        """One number."""
        return Interval(Fraction(value), Fraction(value))

    @staticmethod
    def around(low: Fraction, high: Fraction) -> Interval:
        """From below one number to above another, rounded outwards."""
        return Interval(down(low), up(high))

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval.around(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval.around(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval.around(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            raise Undefined("division by an interval that holds 0")
        return self * Interval.around(1 / other.high, 1 / other.low)

    def whole_power(self, n: int) -> Interval:
        """The n-th power, for a whole number n; u^0 is 1."""
        if n < 0:
            return Interval.exact(1) / self.whole_power(-n)
        if n == 0:
            return Interval.exact(1)
        a, b = self.low, self.high
        if n % 2 or a >= 0:
            return Interval.around(a**n, b**n)
        if b <= 0:
            return Interval.around(b**n, a**n)
        return Interval.around(Fraction(0), max(-a, b) ** n)

    def sqrt(self) -> Interval:
        """The square root; needs an interval without negative numbers."""
        if self.low < 0:
            raise Undefined("square root of an interval that reaches below 0")
        return Interval(_sqrt_down(self.low), _sqrt_up(self.high))

    def hull(self, other: Interval) -> Interval:
        """The least interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def apart(self, other: Interval) -> bool:
        """Whether no number belongs to both."""
        return self.high < other.low or other.high < self.low


def _sqrt_down(value: Fraction) -> Fraction:
    """A number not above the root, exact where the root is rational."""
    n, d = isqrt(value.numerator), isqrt(value.denominator)
    if n * n == value.numerator and d * d == value.denominator:
        return Fraction(n, d)
    scale = _precision + max(0, value.denominator.bit_length() - value.numerator.bit_length())
    return Fraction(isqrt((value.numerator << 2 * scale) // value.denominator), 1 << scale)


def _sqrt_up(value: Fraction) -> Fraction:
    low = _sqrt_down(value)
    if low * low == value:
        return low
    scale = _precision + max(0, value.denominator.bit_length() - value.numerator.bit_length())
    return low + Fraction(1, 1 << scale)
