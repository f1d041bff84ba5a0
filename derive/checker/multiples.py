"""Cofactors of assumed equations: a difference written as Σ c·(l − r), by division."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from derive.model.term import Term
from derive.replay.equations import Equations
from derive.replay.rational import Monomial, Polynomial, Rational, plus, times

MOST_STEPS = 400
MOST_ORDERS = 24


def multiples(difference: Term, core: Equations) -> list[tuple[Term, int]] | None:
    """Cofactors with the numbers of their assumptions, if division leaves nothing."""
    value = core.value(difference)
    given = {}
    for number in range(len(core.assumed)):
        equation = core.given(number, {})
        if equation is not None:
            known = core.value(equation)
            if known.top and not known.below:
                given[number] = known.top
    atoms = {a for p in (*given.values(), value.top) for m in p for a, _ in m}
    orders = (
        permutations(sorted(atoms)) if len(atoms) <= 4 else [sorted(atoms), sorted(atoms)[::-1]]
    )
    for count, order in enumerate(orders):
        if count >= MOST_ORDERS or not given:
            break
        found = _divided(value.top, given, {a: k for k, a in enumerate(order)}, core)
        if found is not None:
            return [
                (core.written(Rational(c, value.below)), number) for number, c in found.items() if c
            ]
    return None


def _divided(
    top: Polynomial, given: dict[int, Polynomial], order: dict[int, int], core: Equations
) -> dict[int, Polynomial] | None:
    def rank(monomial: Monomial) -> list[tuple[int, int]]:
        return sorted(((order[a], n) for a, n in monomial), reverse=True)

    leads = {number: max(p, key=rank) for number, p in given.items()}
    cofactors: dict[int, Polynomial] = {number: {} for number in given}
    for _ in range(MOST_STEPS):
        if not top:
            return cofactors
        first = max(top, key=rank)
        for number, lead in leads.items():
            missing = _over(first, lead)
            if missing is not None:
                part: Polynomial = {missing: top[first] / given[number][lead]}
                cofactors[number] = plus(cofactors[number], part)
                top = plus(top, times(part, given[number], core.field.relations), Fraction(-1))
                break
        else:
            return None
    return None


def _over(m: Monomial, n: Monomial) -> Monomial | None:
    exponents = dict(m)
    for atom, k in n:
        exponents[atom] = exponents.get(atom, 0) - k
    if any(k < 0 for k in exponents.values()):
        return None
    return tuple(sorted((a, k) for a, k in exponents.items() if k))
