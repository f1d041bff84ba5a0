"""Conditions for all of a range, as conditions without the index.

"i − 3 ≠ 0 for i = 1, …, n" is n < 3, and "x + i > 0 for i = 1, …, n" is x + 1 > 0: where what is
compared is linear in the index, its one zero or its least value says it all.  The other ones stay
conditions for every index of the range.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.term import Term
from derive.proof.definedness import Condition, integral
from derive.proof.element import Element, constant, from_poly
from derive.proof.normal_form import NormalForm
from derive.proof.rationals import fraction
from derive.proof.ring import NotRead, Vanishes
from derive.proof.sign_sets import NEGATIVE, OF_RELATION, POSITIVE
from derive.proof.signs import Signs


def without_index(
    form: NormalForm, known: Signs, condition: Condition
) -> tuple[Element, int] | None:
    """What has to have which signs for the condition to hold throughout; None if none is found."""
    if condition.guards or len(condition.bound) != 1:
        return None
    ((index, low, high),) = condition.bound
    relation = condition.relation
    name = t.fresh(str(index.value), (*t.free_symbols(low), *t.free_symbols(high), index))
    left, right = (t.substitute(s, {index: name}) for s in (relation.left, relation.right))
    try:
        value = form.of(left) - form.of(right)
        first, last = form.of(low), form.of(high)
        place = form.of(name).polynomial
    except (NotRead, Vanishes):
        return None
    poly = value.polynomial
    if poly is None or place is None:
        return None
    (k,) = form.ring.used(place)
    slope = poly.derivative(k)
    if not slope.is_constant() or slope == 0 or _hidden(form, poly, k, name):
        return None
    rest = poly - place * slope
    allowed = OF_RELATION[relation.sign]
    if relation.sign == "!=":
        zero = from_poly(form.ring, rest * (-1 / slope.leading_coefficient()))
        return _beyond(form, known, zero, first, last)
    if relation.sign == "=" or known.of(last - first) & NEGATIVE:
        return None
    rising = (slope.leading_coefficient() > 0) == bool(allowed & POSITIVE)
    end = first if rising else last
    return from_poly(form.ring, rest) + end.scaled(slope.leading_coefficient()), allowed


def _hidden(form: NormalForm, poly: object, k: int, name: Term) -> bool:
    """Whether the index occurs in another generator too."""
    return any(
        g != k and name in t.free_symbols(form.ring.generators[g].term)
        for g in form.ring.used(poly)
    )


def _beyond(
    form: NormalForm, known: Signs, zero: Element, first: Element, last: Element
) -> tuple[Element, int] | None:
    """Where a zero lies outside a range, if one end settles it."""
    number = zero.rational
    if number is not None and fraction(number).denominator != 1:
        return constant(form.ring, 1), POSITIVE
    if number is None and not integral(form.term(zero), form.context):
        return None
    after, before = known.of(zero - first), known.of(last - zero)
    if after == NEGATIVE or before == NEGATIVE:
        return constant(form.ring, 1), POSITIVE
    if not after & NEGATIVE:
        return last - zero, NEGATIVE
    return None if before & NEGATIVE else (zero - first, NEGATIVE)
