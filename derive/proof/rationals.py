"""Rational numbers, as flint's and as Python's."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import fmpq

Poly = Any
"""A flint fmpq_mpoly."""


def fraction(value: Any) -> Fraction:
    """A flint rational as a Fraction."""
    return Fraction(int(value.p), int(value.q)) if hasattr(value, "p") else Fraction(int(value))


def fraction_of(poly: Poly) -> Fraction:
    """A constant polynomial's value."""
    return Fraction(0) if poly == 0 else fraction(poly.leading_coefficient())


def flint_rational(value: Fraction) -> Any:
    """A Fraction as a flint rational."""
    return fmpq(value.numerator, value.denominator)
