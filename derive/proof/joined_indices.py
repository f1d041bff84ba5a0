"""Kronecker's δ puts two indices together: δ_ij (y_i − y_j) is zero.

A difference is linear in a δ of two index letters.  Where the letters differ, the rest of it
counts; where they are the same, what δ multiplies may be read with one for the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.proof import element as e
from derive.proof.element import Element

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm


def joined(form: NormalForm, value: Element) -> Element:
    """The value, each δ's factors read with one of its letters for the other."""
    ring = form.ring
    for delta in [g for g in ring.generators if g.kind == "delta"]:
        one, other = delta.term.args
        if one.head != "symbol" or other.head != "symbol":
            continue
        numerator, denominator = value.fraction()
        if any(ring.factors[f].poly.degrees()[delta.index] for f, _ in denominator):
            continue
        rest, inside = ring.zero, ring.zero
        own = ring.polys[delta.index]
        for monomial, coefficient in numerator.terms():
            powers = tuple(map(int, monomial))
            plain = tuple(0 if k == delta.index else n for k, n in enumerate(powers))
            part = ring.context.from_dict({plain: coefficient})
            if powers[delta.index]:
                inside = inside + part
            else:
                rest = rest + part
        if inside == 0:
            continue
        below = e.from_poly(ring, e.over(ring, denominator)).inverse()
        same = form.of(t.substitute(form.term(e.from_poly(ring, inside) * below), {one: other}))
        value = e.from_poly(ring, rest) * below + e.from_poly(ring, own) * same
        form.laws.setdefault("f(k) δ_jk = f(j) δ_jk")
    return value
