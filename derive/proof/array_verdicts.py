"""From the verdict on numbers back to the arrays that they are the entries of."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derive.model import term as t
from derive.model.entries import Lowered
from derive.model.term import Term
from derive.model.verdict import Verdict


def of_arrays(verdict: Verdict, numbers: Lowered) -> Verdict:
    """The verdict with the conditions of inverses, and symmetric matrices at a counterexample."""
    if verdict.holds and numbers.conditions:
        conditions = (*verdict.conditions, *numbers.conditions)
        return replace(verdict, status="conditional", conditions=conditions)
    if verdict.counterexample and numbers.symmetric:
        return replace(verdict, counterexample=_mirrored(verdict.counterexample, numbers.symmetric))
    return verdict


def _mirrored(
    point: tuple[tuple[Term, Term], ...], symmetric: frozenset[str]
) -> tuple[tuple[Term, Term], ...]:
    """S_ij stood for (S_ij + S_ji)/2: give each entry that mean."""
    known = dict(point)
    found: dict[Term, Term] = {}
    for name, value in point:
        if name.head == "indexed" and str(name.args[0].value) in symmetric and len(name.args) == 3:
            family, i, j = name.args
            mirror = t.indexed(family, j, i)
            other = t.literal(known.get(mirror, value)) or Fraction(0)
            mean = ((t.literal(value) or Fraction(0)) + other) / 2
            found[name] = found[mirror] = t.number(mean)
        else:
            found[name] = value
    return tuple(found.items())
