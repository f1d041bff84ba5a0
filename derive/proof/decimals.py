"""Enclosures written as exact decimals, rounded outwards."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from derive.model.verdict import Enclosure
from derive.proof.balls import Undecided, ball, exact
from derive.proof.ranges import outward

MOST_BITS = 3_400_000
"""Values with a greater (or less) binary exponent, of a million digits, are not written out."""


def enclosure(value: Any, digits: int) -> Enclosure:
    """An exact value or a ball between two decimals of so many digits."""
    known = exact(value)
    low, high = (known, known) if known is not None else outward(value)
    if low is not None and high is not None and ((low and high) or low == high):
        return Enclosure(decimal(low, digits, up=False), decimal(high, digits, up=True))
    if not writable(value):
        raise Undecided
    middle, radius, power = map(int, value.mid_rad_10exp(digits))
    return Enclosure(_scaled(middle - radius, power), _scaled(middle + radius, power))


def writable(value: Any) -> bool:
    """Whether a value can be written out at all."""
    if exact(value) is not None:
        return True
    return bool(value.is_finite()) and abs(int(value.mid().man_exp()[1])) <= MOST_BITS


def _scaled(whole: int, power: int) -> str:
    text = str(whole).rstrip("0") or "0"
    return f"{text}e{power + len(str(whole)) - len(text)}" if text != "0" else "0"


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
    """Both values as decimals, with enough digits to be told apart where the values are."""
    digits, known = 12, exact(left)
    apart = known != exact(right) if known is not None else not left.overlaps(ball(right))
    while True:
        one, other = enclosure(left, digits), enclosure(right, digits)
        if digits > 2000 or not (apart and overlap(one, other)):
            return one, other
        digits *= 2


def overlap(left: Enclosure, right: Enclosure) -> bool:
    """Whether two values as written out may be the same number."""
    # As decimals, not as fractions: 1e-400000 would be a fraction of a million bits.
    low, high = Decimal(left.lower), Decimal(left.upper)
    return high >= Decimal(right.lower) and Decimal(right.upper) >= low
