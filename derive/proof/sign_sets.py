"""Sets of possible signs, as bits: what is known of a value, and how it goes through arithmetic."""

from __future__ import annotations

from derive.model.domain import Domain

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
ANY = NEGATIVE | ZERO | POSITIVE

OF_RELATION = {
    "=": ZERO,
    "!=": NEGATIVE | POSITIVE,
    "<": NEGATIVE,
    "<=": NEGATIVE | ZERO,
    ">": POSITIVE,
    ">=": POSITIVE | ZERO,
}
"""Relation to zero → the signs that it allows."""


def turned(signs: int) -> int:
    """The signs of the negated value."""
    return (
        (signs & ZERO)
        | (POSITIVE if signs & NEGATIVE else 0)
        | (NEGATIVE if signs & POSITIVE else 0)
    )


def multiplied(a: int, b: int) -> int:
    """The signs of a product."""
    found = 0
    if (a | b) & ZERO and a and b:
        found |= ZERO if (a & ZERO or b & ZERO) else 0
    for x in (NEGATIVE, POSITIVE):
        if a & x:
            found |= (b if x == POSITIVE else turned(b)) & ~ZERO
    return found


def raised(signs: int, n: int) -> int:
    """The signs of the nth power, n ≥ 1."""
    if n % 2:
        return signs
    return (signs & ZERO) | (POSITIVE if signs & (NEGATIVE | POSITIVE) else 0)


def of_domain(domain: Domain) -> int:
    """The signs of an interval's or finite set's members."""
    if domain.values is not None:
        found = 0
        for v in domain.values:
            if v not in domain.excluded:
                found |= POSITIVE if v > 0 else NEGATIVE if v < 0 else ZERO
        return found
    found = ANY
    if domain.lower is not None and domain.lower >= 0:
        found &= POSITIVE if domain.lower > 0 or domain.lower_open else POSITIVE | ZERO
    if domain.upper is not None and domain.upper <= 0:
        found &= NEGATIVE if domain.upper < 0 or domain.upper_open else NEGATIVE | ZERO
    if 0 in domain.excluded:
        found &= ~ZERO
    return found
