"""Sizes: how many rows or columns there are, equal when they are the same polynomial.

N + 1 and 1 + N are one size, N and M are two; a size that is no polynomial of its symbols equals
itself alone.
"""

from __future__ import annotations

from fractions import Fraction

from derive.model.term import Term, literal

Size = dict[tuple[str, ...], Fraction]
"""A polynomial: the symbols of each monomial, and its coefficient."""


def polynomial(size: Term) -> Size | None:
    """A size as a polynomial of its symbols; None where it is none."""
    value = literal(size)
    if value is not None:
        return {(): value} if value else {}
    if size.head == "symbol":
        return {(str(size.value),): Fraction(1)}
    if size.head == "neg":
        inner = polynomial(size.args[0])
        return None if inner is None else {m: -c for m, c in inner.items()}
    if size.head not in ("add", "mul"):
        return None
    parts = [polynomial(a) for a in size.args]
    total: Size = {} if size.head == "add" else {(): Fraction(1)}
    for part in parts:
        if part is None:
            return None
        total = _plus(total, part) if size.head == "add" else _times(total, part)
    return total


def _plus(one: Size, other: Size) -> Size:
    total = dict(one)
    for monomial, c in other.items():
        total[monomial] = total.get(monomial, Fraction(0)) + c
    return {m: c for m, c in total.items() if c}


def _times(one: Size, other: Size) -> Size:
    total: Size = {}
    for m, c in one.items():
        for n, d in other.items():
            key = tuple(sorted((*m, *n)))
            total[key] = total.get(key, Fraction(0)) + c * d
    return {m: c for m, c in total.items() if c}


def same_size(one: Term, other: Term) -> bool:
    """Whether two sizes are certainly the same number."""
    if one is other:
        return True
    first, second = polynomial(one), polynomial(other)
    return first is not None and first == second
