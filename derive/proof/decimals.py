"""Enclosures written as exact decimals, rounded outwards."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.model.verdict import Enclosure
from derive.proof.balls import Undecided
from derive.proof.ranges import outward


def bounds(value: Any) -> tuple[Fraction, Fraction]:
    """Rational ends of a Fraction or ball."""
    if isinstance(value, Fraction):
        return value, value
    low, high = outward(value)
    if low is None or high is None:
        raise Undecided
    return low, high


def decimal(value: Fraction, digits: int, *, up: bool) -> str:
    """A decimal with that many significant digits, not below (up) or not above the value."""
    if value == 0:
        return "0"
    places = digits - 1 - _magnitude(abs(value))
    scaled = value * Fraction(10) ** places
    whole = -((-scaled.numerator) // scaled.denominator) if up else scaled.__floor__()
    if places <= 0 and abs(value) < 10**18:
        return str(whole * 10 ** (-places))
    text = str(abs(whole)).rjust(max(places, 0) + 1, "0")
    sign = "-" if whole < 0 else ""
    if value.denominator == 1 and abs(value) < 10**40:
        return str(int(value))
    if places <= 0 or places > 300 or abs(value) < Fraction(1, 10**9):
        mantissa, exponent = str(abs(whole)), -places
        stripped = mantissa.rstrip("0") or "0"
        return f"{sign}{stripped}e{exponent + len(mantissa) - len(stripped)}"
    text = f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")
    return f"{sign}{text}" if text != "0" else "0"


def _magnitude(value: Fraction) -> int:
    """The power of ten of the leading digit."""
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    guess = bits * 30103 // 100_000
    while Fraction(10) ** guess > value:
        guess -= 1
    while Fraction(10) ** (guess + 1) <= value:
        guess += 1
    return guess


def enclosures(left: Any, right: Any) -> tuple[Enclosure, Enclosure]:
    """Both values as decimals, with enough digits to be told apart where the balls are."""
    (a, b), (c, d) = bounds(left), bounds(right)
    digits = 12
    while True:
        one = Enclosure(decimal(a, digits, up=False), decimal(b, digits, up=True))
        other = Enclosure(decimal(c, digits, up=False), decimal(d, digits, up=True))
        if digits > 2000 or not (b < c or d < a):
            return one, other
        p, q = Fraction(one.lower), Fraction(one.upper)
        r, s = Fraction(other.lower), Fraction(other.upper)
        if q < r or s < p:
            return one, other
        digits *= 2
