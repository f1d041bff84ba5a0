"""Functions with laws of their own: Γ, erf, the circular functions and their inverses."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.proof import element as e
from derive.proof import trigonometry
from derive.proof.element import Element
from derive.proof.kernels import KERNELS
from derive.proof.rationals import flint_rational, fraction
from derive.proof.sign_sets import NEGATIVE, POSITIVE

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm


def of_gamma(form: NormalForm, node: Term) -> Element:
    """Γ(u + n) = (u + n − 1) … u Γ(u), with u's constant part in (0, 1]."""
    u = form.of(node.args[0])
    poly = u.polynomial
    if poly is None:
        return form._opaque(node)
    constant = fraction(poly.to_dict().get((0,) * form.ring.capacity, 0) or 0) if poly != 0 else 0
    shift = -((-Fraction(constant)).__floor__()) - 1 if poly.is_constant() else 0
    if not poly.is_constant():
        shift = (-(-Fraction(constant) // 1)) - 1
    shift = int(shift)
    if abs(shift) > 200:
        return form._opaque(node)
    while shift > 0 and form.signs.of(u - e.constant(form.ring, shift)) != POSITIVE:
        shift -= 1
    start = u - e.constant(form.ring, shift)
    if start.rational == 1:
        base = form.one
    elif start.rational == flint_rational(Fraction(1, 2)):
        base = form.absolute_power(form.of(t.constant("pi")), Fraction(1, 2))
    else:
        base = form.generator(
            "call", ("gamma", start.key()), t.call("gamma", form.term(start)), data=(start,)
        )
    if shift:
        form.laws.setdefault("Γ(u + 1) = u Γ(u)")
    for k in range(shift):
        base = base * (start + e.constant(form.ring, k))
    for k in range(shift, 0):
        base = base * (start + e.constant(form.ring, k)).inverse()
    return base


def of_odd(form: NormalForm, node: Term) -> Element:
    """f(−u) = −f(u), for atan, asin and erf, with the known values."""
    u = form.of(node.args[0])
    value = u.rational
    name = str(node.value)
    if value is not None:
        known = trigonometry.INVERSE_VALUES.get((name, fraction(value)))
        if known is not None:
            return form.of(known)
    numerator, _ = u.fraction()
    turned = numerator.leading_coefficient() < 0
    if turned:
        form.laws.setdefault(f"{name}(−u) = −{name} u")
        u = -u
    written = t.call(name, form.term(u))
    found = form.generator("call", (name, (u.key(),)), written, data=(u,))
    return -found if turned else found


def of_circle(form: NormalForm, node: Term) -> Element:
    """cos u or sin u."""
    cosine, sine = trigonometry.circle(form, form.of(node.args[0]))
    return cosine if node.value == "cos" else sine


def of_acos(form: NormalForm, node: Term) -> Element:
    """acos cos u = u for 0 ≤ u ≤ π, else π/2 − asin u."""
    inside = node.args[0]
    if inside.head == "call" and inside.value == "cos":
        u = form.of(inside.args[0])
        pi = form.of(t.constant("pi"))
        if not (form.signs.of(u) & NEGATIVE or form.signs.of(pi - u) & NEGATIVE):
            form.laws.setdefault("acos cos u = u for 0 ≤ u ≤ π")
            return u
    row = KERNELS["acos"]
    assert row.definition is not None
    return form.of(row.definition(inside))


def of_asin(form: NormalForm, node: Term) -> Element:
    """asin sin u = u for |u| ≤ π/2."""
    inside = node.args[0]
    if inside.head == "call" and inside.value == "sin":
        u = form.of(inside.args[0])
        half = form.of(t.constant("pi")).scaled(flint_rational(Fraction(1, 2)))
        if not (form.signs.of(half + u) & NEGATIVE or form.signs.of(half - u) & NEGATIVE):
            form.laws.setdefault("asin sin u = u for |u| ≤ π/2")
            return u
    return of_odd(form, node)


def of_atan(form: NormalForm, node: Term) -> Element:
    """atan tan u = u for |u| < π/2."""
    inside = node.args[0]
    if inside.head == "call" and inside.value == "tan":
        u = form.of(inside.args[0])
        half = form.of(t.constant("pi")).scaled(flint_rational(Fraction(1, 2)))
        if form.signs.of(half + u) == POSITIVE and form.signs.of(half - u) == POSITIVE:
            form.laws.setdefault("atan tan u = u for |u| < π/2")
            return u
    return of_odd(form, node)
