"""Sums of squares: whether a polynomial is one, by completing squares exactly.

A polynomial p is written as mᵀ G m over the monomials m of half its degree.  Where G is fixed by p
(each product of two monomials of m arises in one way, as for quadratics), p is a sum of squares
just when G has no negative pivot; with the constant monomial among the pivots left over, p > 0.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

MOST_MONOMIALS = 24


def is_sum_of_squares(poly: Any) -> bool | None:
    """True for a positive sum of squares, False for one that may vanish, None if not shown."""
    terms = {m: Fraction(int(c.p), int(c.q)) for m, c in poly.terms()}
    halves = _half_monomials(terms)
    if halves is None:
        return None
    gram = _gram(terms, halves)
    return None if gram is None else _pivots(gram, halves)


def _half_monomials(terms: dict[Any, Fraction]) -> list[Any] | None:
    """Halves of the even monomials; every other monomial must be a product of two of them."""
    halves = []
    for monomial, coefficient in terms.items():
        if all(n % 2 == 0 for n in monomial):
            if coefficient < 0:
                return None
            halves.append(tuple(n // 2 for n in monomial))
    return sorted(halves) if 0 < len(halves) <= MOST_MONOMIALS else None


def _gram(terms: dict[Any, Fraction], halves: list[Any]) -> list[list[Fraction]] | None:
    size = len(halves)
    gram = [[Fraction(0)] * size for _ in range(size)]
    places: dict[Any, list[tuple[int, int]]] = {}
    for i, j in combinations_with_replacement(range(size), 2):
        product = tuple(a + b for a, b in zip(halves[i], halves[j], strict=True))
        places.setdefault(product, []).append((i, j))
    for monomial, coefficient in terms.items():
        found = places.get(monomial)
        if found is None:
            return None
        diagonal = [(i, j) for i, j in found if i == j]
        i, j = (diagonal or found)[0]
        gram[i][j] = gram[j][i] = coefficient if i == j else coefficient / 2
    return gram


def _pivots(gram: list[list[Fraction]], halves: list[Any]) -> bool | None:
    """Eliminate with diagonal pivots, the constant monomial last; None for a negative pivot."""
    order = sorted(range(len(halves)), key=lambda k: not any(halves[k]))
    left = list(order)
    strict = False
    while left:
        k = left.pop(0)
        pivot = gram[k][k]
        if pivot < 0:
            return None
        if pivot == 0:
            if any(gram[k][j] for j in left):
                return None
            continue
        if not any(halves[k]):
            strict = True
        for i in left:
            ratio = gram[i][k] / pivot
            if ratio:
                for j in left:
                    gram[i][j] -= ratio * gram[k][j]
    return strict


def decomposition(terms: dict[Any, Fraction]) -> list[tuple[Fraction, dict[Any, Fraction]]] | None:
    """Pairs (c, l) with c > 0 and Σ c·l² the polynomial, each l by its monomials."""
    halves = _half_monomials(terms)
    gram = None if halves is None else _gram(terms, halves)
    if gram is None or halves is None:
        return None
    left = sorted(range(len(halves)), key=lambda k: not any(halves[k]))
    found = []
    while left:
        k = left.pop(0)
        pivot = gram[k][k]
        if pivot < 0 or (pivot == 0 and any(gram[k][j] for j in left)):
            return None
        if pivot == 0:
            continue
        ratios = {j: gram[k][j] / pivot for j in left if gram[k][j]}
        found.append((pivot, {halves[k]: Fraction(1), **{halves[j]: r for j, r in ratios.items()}}))
        for i, r in ratios.items():
            for j in left:
                gram[i][j] -= r * gram[k][j]
    return found
