"""Sums in closed form: powers of the index and geometric terms.

Σ k^p is a polynomial of the bounds, Σ r^k is (r^(high + 1) − r^low)/(r − 1).  Both hold only where
the range does not run backwards further than to an empty one, for bounds that are whole numbers.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING

from flint import fmpq

from derive.model import term as t
from derive.model.term import Term
from derive.proof import element as e
from derive.proof.definedness import integral
from derive.proof.element import Denominator, Element
from derive.proof.elementary import Ranged
from derive.proof.ring import Poly
from derive.proof.sign_sets import NEGATIVE, ZERO

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

MOST_POWER = 24
"""The highest power of the index that is summed."""


def _whole(form: NormalForm, node: Term) -> bool:
    """Whether a term takes integer values only, where bound indices do."""
    known = {name: t.ONE for name in t.free_symbols(node) if name in form.bound_ranges}
    return integral(t.substitute(node, known), form.context)


def runs_forward(form: NormalForm, ranged: Ranged) -> Element | None:
    """How many terms a range has, high − low + 1, when that is certainly a natural number."""
    _, low, high = ranged
    if not (_whole(form, low) and _whole(form, high)):
        return None
    count = form.of(high) - form.of(low) + form.one
    return None if form.signs.of(_least(form, count)) & NEGATIVE else count


def _least(form: NormalForm, value: Element) -> Element:
    """A bound from below: bound indices put to the end of their range where the value is least."""
    for name in t.free_symbols(form.term(value)):
        if name not in form.bound_ranges:
            continue
        low, high = form.bound_ranges[name]
        slope = (value - form.of(t.substitute(form.term(value), {name: name - 1}))).rational
        if slope is not None:
            end = low if slope > 0 else high
            value = form.of(t.substitute(form.term(value), {name: end}))
    return value


def powers_summed(
    form: NormalForm, numerator: Poly, below: Denominator, used: list[int], ranged: Ranged
) -> Element | None:
    """Σ k^p as a polynomial of the bounds."""
    index, low, high = ranged
    own = form.ring.used(form.of(index).polynomial)
    if below or any(k not in own for k in used) or numerator.total_degree() > MOST_POWER:
        return None
    if runs_forward(form, ranged) is None:
        return None
    form.laws.setdefault("Σ k^p in closed form")
    coefficients = power_sum(int(numerator.total_degree()))
    upper = _at(form, coefficients, form.of(high))
    return upper - _at(form, coefficients, form.of(low) - form.one)


def power_sum(p: int) -> list[Fraction]:
    """Coefficients, constant first, of Σ_{k=1}^n k^p, from (n+1)^(p+1) − 1 = Σ C(p+1, j) S_j."""
    sums: list[list[Fraction]] = []
    for q in range(p + 1):
        total = [Fraction(comb(q + 1, j)) for j in range(q + 2)]
        total[0] -= 1
        for j, lower in enumerate(sums):
            for k, c in enumerate(lower):
                total[k] -= comb(q + 1, j) * c
        sums.append([c / (q + 1) for c in total])
    return sums[p]


def _at(form: NormalForm, coefficients: list[Fraction], value: Element) -> Element:
    """The value of a polynomial, its coefficients constant first."""
    whole = form.zero
    for c in reversed(coefficients):
        whole = whole * value + e.constant(form.ring, fmpq(c.numerator, c.denominator))
    return whole


def geometric(
    form: NormalForm, numerator: Poly, below: Denominator, used: list[int], ranged: Ranged
) -> Element | None:
    """Σ r^k = (r^(high + 1) − r^low)/(r − 1) for r ≠ 1."""
    index, low, high = ranged
    if below or len(used) != 1 or form.ring.generators[used[0]].kind != "exp":
        return None
    exponent = form.ring.generators[used[0]].data.scaled(numerator.total_degree())
    zero = form.of(t.substitute(form.term(exponent), {index: t.ZERO}))
    one = form.of(t.substitute(form.term(exponent), {index: t.ONE}))
    slope = one - zero
    if not (zero + slope * form.of(index) - exponent).is_zero():
        return None
    ratio = form.exp(slope)
    gap = ratio - form.one
    if form.signs.of(gap) & ZERO or runs_forward(form, ranged) is None:
        return None
    form.laws.setdefault("geometric sum")
    first = form.exp(zero + slope * form.of(low))
    beyond = form.exp(zero + slope * (form.of(high) + form.one))
    return (beyond - first) * gap.inverse()
