"""A decimal that agrees with the other side in all its digits is rounded, and not wrong.

`log 2 = 0.693` is false as it stands, and nobody who writes it means more than the digits say.
Neither does it hold: the verdict is `unknown`, and says what to write.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from derive.model import term as t
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Verdict

_MOST_DIGITS = 12


def rounded(verdict: Verdict, claim: Relation) -> Verdict:
    """The verdict, unknown where a refuted equation of numbers has a rounded side."""
    if verdict.status != "refuted" or claim.sign != "=" or verdict.values is None:
        return verdict
    if verdict.counterexample or t.free_symbols(claim.left) or t.free_symbols(claim.right):
        return verdict
    for side, other in ((claim.right, verdict.values[0]), (claim.left, verdict.values[1])):
        value, unit = t.literal(side), _unit(side)
        if value is None or unit is None:
            continue
        ends = (Fraction(Decimal(other.lower)), Fraction(Decimal(other.upper)))
        if all(abs(end - value) < unit for end in ends):
            return Verdict(
                "unknown",
                reason=f"{side} is rounded: the sides agree in the digits written; "
                "write \\approx, or the exact value",
                notes=verdict.notes,
                seconds=verdict.seconds,
            )
    return verdict


def _unit(side: Term) -> Fraction | None:
    """One in the last place of a decimal; None for what is no decimal with a fraction."""
    number = side.args[0] if side.head == "neg" else side
    value = t.literal(number) if number.head == "number" else None
    if value is None:
        return None
    for digits in range(1, _MOST_DIGITS):
        if (value * 10**digits).denominator == 1:
            return None if value.denominator == 1 else Fraction(1, 10**digits)
    return None
