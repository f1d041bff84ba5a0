"""Cosine and sine of sums and multiples, and the values at rational multiples of π.

An angle is written q·π + Σ n_k b_k over a basis b; cos and sin of it follow from the addition
theorems out of c_k = cos b_k and s_k = sin b_k with s_k² = 1 − c_k².
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.domain import interval
from derive.model.term import Term
from derive.proof import element as e
from derive.proof.element import Element
from derive.proof.rationals import fraction

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

Point = tuple[Element, Element]
"""Cosine and sine."""

MOST_MULTIPLES = 60
"""Greatest multiple of an angle that is expanded."""

_PI = t.constant("pi")


def _root(n: int) -> Term:
    return t.call("sqrt", t.number(n))


_COSINES: dict[Fraction, Term] = {
    Fraction(0): t.ONE,
    Fraction(1, 12): t.div(_root(6) + _root(2), t.number(4)),
    Fraction(1, 10): t.div(t.call("sqrt", 10 + 2 * _root(5)), t.number(4)),
    Fraction(1, 8): t.div(t.call("sqrt", 2 + _root(2)), t.number(2)),
    Fraction(1, 6): t.div(_root(3), t.number(2)),
    Fraction(1, 5): t.div(1 + _root(5), t.number(4)),
    Fraction(1, 4): t.div(_root(2), t.number(2)),
    Fraction(3, 10): t.div(t.call("sqrt", 10 - 2 * _root(5)), t.number(4)),
    Fraction(1, 3): t.number(Fraction(1, 2)),
    Fraction(3, 8): t.div(t.call("sqrt", 2 - _root(2)), t.number(2)),
    Fraction(2, 5): t.div(_root(5) - 1, t.number(4)),
    Fraction(5, 12): t.div(_root(6) - _root(2), t.number(4)),
    Fraction(1, 2): t.ZERO,
}
"""cos qπ in the first quadrant."""

INVERSE_VALUES: dict[tuple[str, Fraction], Term] = {
    ("atan", Fraction(0)): t.ZERO,
    ("atan", Fraction(1)): t.div(_PI, t.number(4)),
    ("atan", Fraction(-1)): t.neg(t.div(_PI, t.number(4))),
    ("asin", Fraction(0)): t.ZERO,
    ("asin", Fraction(1)): t.div(_PI, t.TWO),
    ("asin", Fraction(-1)): t.neg(t.div(_PI, t.TWO)),
    ("asin", Fraction(1, 2)): t.div(_PI, t.number(6)),
    ("asin", Fraction(-1, 2)): t.neg(t.div(_PI, t.number(6))),
    ("erf", Fraction(0)): t.ZERO,
}
"""Inverse functions (and erf) at rational points where the value is a multiple of π."""


def circle(form: NormalForm, u: Element) -> Point:
    """cos u and sin u."""
    turn, rest = _split_pi(form, u)
    found = rotation(form, turn)
    legs, rest = _split_angles(form, rest)
    for leg, n in legs:
        found = _sum(found, _multiple(form, leg, n))
    if rest.parts:
        point = _of_basis(form, rest)
        found = _sum(found, point) if turn or legs else point
    return found


def _split_angles(form: NormalForm, u: Element) -> tuple[list[tuple[Point, int]], Element]:
    """Whole multiples of atan v and asin v in an angle, as points of the circle."""
    whole = u.parts.get(())
    found: list[tuple[Point, int]] = []
    if whole is None:
        return found, u
    for each in form.ring.generators:
        if each.kind != "call" or each.term.value not in ("atan", "asin"):
            continue
        own = form.ring.polys[each.index]
        q = whole.to_dict().get(own.monomial(0))
        if q is None or fraction(q).denominator != 1 or abs(int(q.p)) > MOST_MULTIPLES:
            continue
        (v,) = each.data
        if each.term.value == "asin":
            form.laws.setdefault("sin asin v = v")
            point = form.absolute_power(form.one - v * v, Fraction(1, 2)), v
        else:
            form.laws.setdefault("tan atan v = v")
            scale = form.absolute_power(form.one + v * v, Fraction(-1, 2))
            point = scale, v * scale
        found.append((point, int(q.p)))
        u = u - e.from_poly(form.ring, own * q)
    return found, u


def _split_pi(form: NormalForm, u: Element) -> tuple[Fraction, Element]:
    whole = u.parts.get(())
    if whole is None:
        return Fraction(0), u
    pi = form.of(_PI).polynomial
    assert pi is not None
    q = whole.to_dict().get(pi.monomial(0))
    if q is None or q == 0:
        return Fraction(0), u
    return fraction(q), u - e.from_poly(form.ring, pi * q)


def rotation(form: NormalForm, q: Fraction) -> Point:
    """cos qπ and sin qπ."""
    return _cos_pi(form, q), _cos_pi(form, Fraction(1, 2) - q)


def _cos_pi(form: NormalForm, q: Fraction) -> Element:
    q = abs(q) % 2
    if q > 1:
        q = 2 - q
    if q > Fraction(1, 2):
        return -_cos_pi(form, 1 - q)
    known = _COSINES.get(q)
    if known is not None:
        return form.of(known)
    node = t.call("cos", t.mul(t.number(q), _PI))
    return form.generator("constant", ("cos", q), node, interval(0, 1), q)


def _of_basis(form: NormalForm, u: Element) -> Point:
    found = form.angles.coordinates(u)
    if found is not None and any(abs(n) > MOST_MULTIPLES for _, n in found):
        return _opaque_point(form, u)
    if found is None and abs(form.angles.content(u)) > MOST_MULTIPLES:
        return _opaque_point(form, u)
    if found is None:
        b, n = form.angles.add(u, form.term(u))
        inside = form.term(b)
        number = len(form.circles)
        unit = interval(-1, 1, closed=True)
        c = form.place("cos", ("cos", number), t.call("cos", inside), unit, b)
        square = 1 - form.ring.polys[c.index] ** 2
        s = form.place("sin", ("sin", number), t.call("sin", inside), unit, (b, c), (2, square))
        c.data = (b, s)
        form.circles.append((c, s))
        found = [(number, n)]
    whole: Point = (form.one, form.zero)
    if len(found) > 1:
        form.laws.setdefault("addition theorems of cos and sin")
    for k, n in found:
        c, s = form.circles[k]
        single = tuple(e.from_poly(form.ring, form.ring.polys[g.index]) for g in (c, s))
        whole = _sum(whole, _multiple(form, (single[0], single[1]), n))
    return whole


def _opaque_point(form: NormalForm, u: Element) -> Point:
    """cos u and sin u of an angle that is no small multiple of anything."""
    inside, unit = form.term(u), interval(-1, 1, closed=True)
    c = form.place("cos", ("cos", u.key()), t.call("cos", inside), unit)
    square = 1 - form.ring.polys[c.index] ** 2
    s = form.place("sin", ("sin", u.key()), t.call("sin", inside), unit, (u, c), (2, square))
    c.data = (u, s)
    return tuple(e.from_poly(form.ring, form.ring.polys[g.index]) for g in (c, s))  # type: ignore[return-value]


def _sum(a: Point, b: Point) -> Point:
    return a[0] * b[0] - a[1] * b[1], a[1] * b[0] + a[0] * b[1]


def _multiple(form: NormalForm, point: Point, n: int) -> Point:
    if n < 0:
        point, n = (point[0], -point[1]), -n
    if n > 1:
        form.laws.setdefault("multiple angles of cos and sin")
    whole: Point = (form.one, form.zero)
    while n:
        if n & 1:
            whole = _sum(whole, point)
        point = _sum(point, point)
        n >>= 1
    return whole
