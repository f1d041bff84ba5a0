"""Powers, roots and absolute values in the normal form.

u^r through roots R with R^q = f, f of known sign and |f| otherwise; u^x = e^(x log u); u^(n + m) =
u^n u^m for integers; |f|² = f², and |f| = ±f where the sign is known.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from flint import fmpz

from derive.model import term as t
from derive.model.domain import Domain
from derive.model.term import Term, literal
from derive.proof import element as e
from derive.proof.definedness import integral
from derive.proof.element import Element
from derive.proof.rationals import flint_rational, fraction
from derive.proof.ring import NotRead, Poly, Restart, Ring
from derive.proof.sign_sets import NEGATIVE, POSITIVE, ZERO, of_domain

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm


def of_power(form: NormalForm, node: Term) -> Element:
    """A power, by the laws for its exponent."""
    base, exponent = node.args
    n = literal(exponent)
    if n is None:
        value = form.of(exponent).rational
        n = None if value is None else fraction(value)
    if n is not None and n.denominator == 1:
        return form.of(base).power(int(n))
    if base.head == "constant" and base.value == "e":
        return form.exp(form.of(exponent))
    if n is not None:
        return absolute_power(form, form.of(base), n)
    return _general_power(form, node, base, exponent)


def _general_power(form: NormalForm, node: Term, base: Term, exponent: Term) -> Element:
    u, x = form.of(base), form.of(exponent)
    if not u.parts and form.signs.of(x) == POSITIVE:
        return form.zero
    if not integral(exponent, form.context) or form.signs.of(u) == POSITIVE:
        if form.signs.of(u) & ~POSITIVE and not _positive_base(form, base):
            # 0^x for x > 0 is 0, which no logarithm gives.
            return _opaque_power(form, node, u, x)
        form.laws.setdefault("u^x = e^(x log u)")
        return form.exp(x * form.log(u))
    return integer_power(form, node, u, x)


def _positive_base(form: NormalForm, base: Term) -> bool:
    return of_domain(form.ranges.of(base)) == POSITIVE


def _opaque_power(form: NormalForm, node: Term, u: Element, x: Element) -> Element:
    return form.generator("power", (u.key(), x.key()), node, data=(u, x))


def integer_power(form: NormalForm, node: Term, u: Element, x: Element) -> Element:
    """u^(n + m) = u^n u^m for integers n, m, term by term of the exponent."""
    poly = x.polynomial
    lowered = poly is not None and poly != 0 and fraction(_constant_part(form.ring, poly)) < 0
    if lowered and form.signs.of(u) & ZERO:
        # u^(n − 1) is defined at u = 0 for n ≥ 1, u^n/u is not.
        return _opaque_power(form, node, u, x)
    if poly is None or any(fraction(c).denominator != 1 for c in poly.coeffs()):
        return _opaque_power(form, node, u, x)
    whole = form.one
    for monomial, coefficient in sorted(poly.to_dict().items()):
        n = int(fraction(coefficient))
        if not any(monomial):
            whole = whole * u.power(n)
            continue
        part = e.from_poly(form.ring, form.ring.context.from_dict({monomial: 1}))
        written = t.power(form.term(u), form.term(part))
        square = (2, form.ring.one) if u.rational == -1 else None
        base = form.generator(
            "power", (u.key(), part.key()), written, data=(u, part), relation=square
        )
        whole = whole * base.power(n)
    form.laws.setdefault("u^(n + m) = u^n u^m")
    return whole


def absolute_power(form: NormalForm, u: Element | Poly, r: Fraction) -> Element:
    """|u|^r for u ≠ 0 (also 0 where r > 0)."""
    value = u if isinstance(u, Element) else e.from_poly(form.ring, u)
    if not value.parts:
        return form.zero
    numerator, denominator = value.fraction()
    content, found = form.ring.factor(numerator)
    whole = _number_power(form, fraction(content), r)
    factors = [(f, n) for f, n in found]
    factors += [(form.ring.factors[k].poly, -n) for k, n in denominator]
    open_part: list[tuple[Poly, int]] = []
    for f, n in factors:
        if (n * r).denominator != 1 and f.is_constant() is False:
            sign = form.signs.of_poly(f)
            if sign & POSITIVE and sign & NEGATIVE:
                open_part.append((f, n))
                continue
        whole = whole * _factor_power(form, f, n * r)
    if len(open_part) == 1:
        f, n = open_part[0]
        return whole * _factor_power(form, f, n * r)
    if open_part:
        whole = whole * _joint_root(form, open_part, r)
    if len(factors) > 1:
        form.laws.setdefault("|uv|^r = |u|^r |v|^r")
    return whole


def _joint_root(form: NormalForm, parts: list[tuple[Poly, int]], r: Fraction) -> Element:
    """(Π f^n)^r for a product that is not negative though its factors' signs are open."""
    q = r.denominator
    inner, whole = form.ring.one, form.one
    for f, n in parts:
        times, left = divmod(n * r.numerator, q)
        inner = form.ring.multiply(inner, form.ring.power(f, left % q))
        if times:
            whole = whole * absolute(form, f, times)
    sign = form.signs.of_poly(inner)
    if sign & NEGATIVE and not sign & POSITIVE:
        inner, sign = -inner, POSITIVE | ZERO
    if sign & NEGATIVE:
        raise NotRead("a root of a value whose sign is open")
    return whole * _root(form, inner, q, 1)


def _number_power(form: NormalForm, value: Fraction, r: Fraction) -> Element:
    whole = form.one
    for number, sign in ((abs(value.numerator), 1), (value.denominator, -1)):
        if number == 1:
            continue
        for prime, n in fmpz(number).factor(trial_limit=200):
            whole = whole * _factor_power(form, form.ring.constant(prime), int(n) * sign * r)
    return whole


def _factor_power(form: NormalForm, f: Poly, r: Fraction) -> Element:
    """|f|^r for one irreducible f."""
    used = form.ring.used(f)
    if len(used) == 1 and len(f) == 1:
        each = form.ring.generators[used[0]]
        if each.kind == "exp":
            return form.exp(each.data.scaled(flint_rational(r)))
        if each.kind == "root" and r.denominator != 1:
            inner, q = each.data
            return absolute_power(form, inner, r / q)
        if each.kind == "abs" and r.denominator != 1:
            return absolute_power(form, each.data, r)
    if r.denominator == 1:
        return absolute(form, f, int(r))
    times, left = divmod(r.numerator, r.denominator)
    sign = POSITIVE if f.is_constant() else form.signs.of_poly(f)
    if sign & POSITIVE and sign & NEGATIVE:
        root = _root(form, absolute(form, f, 1).polynomial, r.denominator, left)
    elif sign & NEGATIVE:
        root = _root(form, -f, r.denominator, left)
    else:
        root = _root(form, f, r.denominator, left)
    return absolute(form, f, times) * root if times else root


def _root(form: NormalForm, f: Poly, q: int, n: int) -> Element:
    """f^(n/q) for f that is not negative."""
    inside = form.term(e.from_poly(form.ring, f))
    known = form.scales.roots.get(inside, 1)
    found = form._generators.get(("root", str(f)))
    common = lcm(known, q)
    if found is not None and found.data[1] % q:
        form.scales.roots[inside] = lcm(common, found.data[1])
        raise Restart
    if found is None:
        written = (
            t.call("sqrt", inside)
            if common == 2
            else t.power(inside, t.number(Fraction(1, common)))
        )
        above = Domain(Fraction(0), None, form.signs.of_poly(f) == POSITIVE)
        found = form.place("root", str(f), written, above, (f, common), (common, f))
    form.laws.setdefault("(√f)² = f")
    base = e.from_poly(form.ring, form.ring.polys[found.index])
    return base.power(n * (found.data[1] // q))


def of_absolute(form: NormalForm, node: Term) -> Element:
    """|u|, factor by factor."""
    value = form.of(node.args[0])
    numerator, denominator = value.fraction()
    if numerator == 0:
        return form.zero
    content, factors = form.ring.factor(numerator)
    whole = form.one.scaled(abs(content))
    for f, n in factors:
        whole = whole * absolute(form, f, n)
    for k, n in denominator:
        whole = whole * absolute(form, form.ring.factors[k].poly, -n)
    return whole


def absolute(form: NormalForm, f: Poly, n: int) -> Element:
    """|f|^n for an irreducible polynomial or a number."""
    own = e.from_poly(form.ring, f)
    if n % 2 == 0:
        return own.power(n)
    sign = form.signs.of_poly(f)
    if not sign & NEGATIVE:
        return own.power(n)
    if not sign & POSITIVE:
        return (-own).power(n)
    if f.leading_coefficient() < 0:
        f = -f
    square = form.ring.multiply(f, f)
    node = t.call("abs", form.term(e.from_poly(form.ring, f)))
    form.laws.setdefault("|u|² = u²")
    above = Domain(Fraction(0), lower_open=not sign & ZERO)
    return form.generator("abs", str(f), node, above, f, (2, square)).power(n)


def _constant_part(ring: Ring, poly: Poly) -> Any:
    """The constant term of a polynomial."""
    return poly.to_dict().get((0,) * ring.capacity, 0)
