"""Several sums in one expression: what is zero only when they are seen together.

One range is split where another begins; the first or last terms are written out where the rest is
the other sum; what is moved by a few places telescopes; sums over one range go under one sign.
Each reads a difference in normal form and writes one sum by another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.proof import element as e
from derive.proof.element import Element
from derive.proof.elementary import Ranged
from derive.proof.rationals import fraction
from derive.proof.ring import Generator, Poly
from derive.proof.sign_sets import NEGATIVE
from derive.proof.sums import sum_of

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

MOST_MOVED = 3
"""Places by which a summand may be moved against another's to telescope with it."""


def split_ranges(form: NormalForm, value: Element) -> Element:
    """Sums of one summand with one upper bound, the longer ones split where the shorter begin."""
    ring = form.ring
    numerator, denominator = value.fraction()
    sums = [g for g in ring.generators if g.kind == "sum" and len(g.data[0]) == 1]
    for long in sums:
        for short in sums:
            (name, low, high), (_, start, end) = long.data[0][0], short.data[0][0]
            beginning = _beginning(form, long, short)
            if beginning is None:
                beginning = _ending(form, long, short)
            if beginning is None:
                beginning = _moved(form, long, short)
            if beginning is not None and numerator.degrees()[long.index]:
                images = list(ring.polys)
                images[long.index] = beginning + ring.polys[short.index]
                numerator = numerator.compose(*images)
                continue
            same = high is end and _one_summand(long, short)
            if long is short or not same or not numerator.degrees()[long.index]:
                continue
            before = form.of(start) - form.of(low)
            inside = form.of(high) - form.of(start) + form.one
            if form.signs.of(before) & NEGATIVE or form.signs.of(inside) & NEGATIVE:
                continue
            form.laws.setdefault("a sum over a range split in two")
            until = form.term(form.of(start) - form.one)
            first = sum_of(form, form.of(long.data[1]), (name, low, until)).polynomial
            if first is None:
                continue
            images = list(ring.polys)
            images[long.index] = first + ring.polys[short.index]
            numerator = numerator.compose(*images)
    return Element(ring, {denominator: numerator} if numerator != 0 else {})


def _beginning(form: NormalForm, long: Generator, short: Generator) -> Poly | None:
    """The first s terms of a sum from 1, when the rest of it, moved by s, is the other sum."""
    (name, low, high), (other, start, end) = long.data[0][0], short.data[0][0]
    if long is short or low is not t.ONE or start is not t.ONE:
        return None
    step = (form.of(high) - form.of(end)).rational
    if step is None or fraction(step).denominator != 1 or not 0 < fraction(step) <= 20:
        return None
    s = int(fraction(step))
    moved = form.of(t.substitute(long.data[1], {name: name + s}))
    rest = form.of(high) - e.constant(form.ring, s)
    summand = form.of(t.substitute(short.data[1], {other: name}))
    if form.signs.of(rest) & NEGATIVE or not (moved - summand).is_zero():
        return None
    form.laws.setdefault("a sum over a range split in two")
    whole = form.zero
    for k in range(1, s + 1):
        whole = whole + form.of(t.substitute(long.data[1], {name: t.number(k)}))
    return whole.polynomial


def _one_summand(one: Generator, other: Generator) -> bool:
    """Whether two sums over one index have the same summand."""
    (name, _, _), (index, _, _) = one.data[0][0], other.data[0][0]
    return one.data[1] is t.substitute(other.data[1], {index: name})


def _ending(form: NormalForm, long: Generator, short: Generator) -> Poly | None:
    """The last s terms of a sum whose other terms are the other sum."""
    (name, low, high), (_, start, end) = long.data[0][0], short.data[0][0]
    if long is short or low is not start or not _one_summand(long, short):
        return None
    step = (form.of(high) - form.of(end)).rational
    if step is None or fraction(step).denominator != 1 or not 0 < step <= 20:
        return None
    # The shorter sum must not run backwards, or the longer one has not so many terms.
    if form.signs.of(form.of(end) - form.of(low) + form.one) & NEGATIVE:
        return None
    form.laws.setdefault("last terms of a sum")
    places = (form.term(form.of(end) + e.constant(form.ring, k)) for k in range(1, int(step) + 1))
    terms = [form.of(t.substitute(long.data[1], {name: place})) for place in places]
    return e.total(form.ring, terms).polynomial


def _moved(form: NormalForm, later: Generator, short: Generator) -> Poly | None:
    """Σ f(k + s) − Σ f(k) over one range: the s terms beyond its end, less the first s."""
    (name, low, high), (other, start, end) = later.data[0][0], short.data[0][0]
    if later is short or low is not start or high is not end:
        return None
    if form.signs.of(form.of(high) - form.of(low) + form.one) & NEGATIVE:
        return None
    for s in range(1, MOST_MOVED + 1):
        if form.term(form.of(t.substitute(short.data[1], {other: name + s}))) is later.data[1]:
            break
    else:
        return None
    form.laws.setdefault("telescoping")
    whole = form.zero
    for k in range(s):
        for bound, sign in ((form.of(high) + form.one, 1), (form.of(low), -1)):
            place = form.term(bound + e.constant(form.ring, k))
            each = form.of(t.substitute(short.data[1], {other: place}))
            whole = whole + each.scaled(sign)
    return whole.polynomial


def together_zero(form: NormalForm, value: Element) -> bool:
    """Whether a combination of sums over one range vanishes under a common summation sign."""
    numerator, _ = value.fraction()
    groups: dict[str, tuple[Ranged, Element]] = {}
    sums = {g.index for g in form.ring.generators if g.kind == "sum"}
    for monomial, coefficient in numerator.terms():
        places = [(k, int(n)) for k, n in enumerate(monomial) if n and k in sums]
        if len(places) != 1 or places[0][1] != 1:
            return False
        bounds, summand = form.ring.generators[places[0][0]].data
        if len(bounds) != 1:
            return False
        name, low, high = bounds[0]
        common = t.symbol("k.0")
        rest = tuple(0 if k in sums else int(n) for k, n in enumerate(monomial))
        outside = e.from_poly(form.ring, form.ring.context.from_dict({rest: coefficient}))
        inside = form.of(t.substitute(summand, {name: common}))
        key = f"{low}..{high}"
        old = groups.get(key, ((common, low, high), form.zero))[1]
        groups[key] = ((common, low, high), old + outside * inside)
    return bool(groups) and all(total.is_zero() for _, total in groups.values())
