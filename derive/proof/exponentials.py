"""Exponentials and logarithms in the normal form.

e^(Σ n_k b_k) = Π (e^b_k)^n_k over a basis b of exponents and e^(q log|f|) = |f|^q;
log(c Π f_j^n_j) = log|c| + Σ n_j log|f_j| over irreducible f_j, and log e^b = b.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpz

from derive.model import term as t
from derive.model.domain import POSITIVE as POSITIVE_REALS
from derive.model.domain import REAL, Domain
from derive.model.term import Term
from derive.proof import element as e
from derive.proof import sums
from derive.proof.element import Element
from derive.proof.rationals import flint_rational, fraction
from derive.proof.ring import NotRead, Poly
from derive.proof.sign_sets import NEGATIVE, POSITIVE, ZERO

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm


def of_exp(form: NormalForm, node: Term) -> Element:
    """e^u for a term."""
    return exp(form, form.of(node.args[0]))


def exp(form: NormalForm, u: Element) -> Element:
    """e^u."""
    if not u.parts:
        return form.one
    free, rest = _split_logs(form, u)
    whole = _exp_of_basis(form, rest)
    for log_term, q in free:
        form.laws.setdefault("e^(q log f) = f^q")
        whole = whole * form.absolute_power(log_term, q)
    return whole


def _split_logs(form: NormalForm, u: Element) -> tuple[list[tuple[Poly, Fraction]], Element]:
    """Rational multiples of logarithms among the terms of u, and the rest."""
    whole = u.parts.get(())
    if whole is None or whole.is_constant():
        return [], u
    free = []
    for each in form.ring.generators:
        if each.kind != "log":
            continue
        poly = form.ring.polys[each.index]
        monomial = poly.monomial(0)
        q = whole.to_dict().get(monomial)
        if q is not None and q != 0:
            free.append((each.data, fraction(q)))
            u = u - e.from_poly(form.ring, poly * q)
    return free, u


def _exp_of_basis(form: NormalForm, u: Element) -> Element:
    found = form.exponents.coordinates(u)
    if found is None:
        term = form.term(u)
        b, n = form.exponents.add(u, term)
        node = t.call("exp", form.term(b))
        form.exponentials.append(
            form.place("exp", ("exp", len(form.exponentials)), node, POSITIVE_REALS, b)
        )
        found = [(len(form.exponentials) - 1, n)]
    whole = form.one
    if len(found) > 1:
        form.laws.setdefault("e^(u + v) = e^u e^v")
    for k, n in found:
        base = e.from_poly(form.ring, form.ring.polys[form.exponentials[k].index])
        whole = whole * base.power(n)
    return whole


def of_log(form: NormalForm, node: Term) -> Element:
    """log u for a term."""
    return log(form, form.of(node.args[0]))


def log(form: NormalForm, u: Element) -> Element:
    """log|u| for u ≠ 0."""
    numerator, denominator = u.fraction()
    if numerator == 0:
        raise NotRead("the logarithm of zero")
    content, factors = form.ring.factor(numerator)
    whole = _log_of_number(form, fraction(content))
    if len(factors) + len(denominator) > 1:
        form.laws.setdefault("log|uv| = log|u| + log|v|")
    for f, n in factors:
        whole = whole + log_of_factor(form, f).scaled(n)
    for k, n in denominator:
        whole = whole - log_of_factor(form, form.ring.factors[k].poly).scaled(n)
    return whole


def _log_of_number(form: NormalForm, value: Fraction) -> Element:
    whole = form.zero
    for number, sign in ((abs(value.numerator), 1), (value.denominator, -1)):
        if number == 1:
            continue
        for prime, n in fmpz(number).factor(trial_limit=200):
            poly = form.ring.constant(prime)
            whole = whole + log_of_factor(form, poly).scaled(sign * int(n))
    return whole


def log_of_factor(form: NormalForm, f: Poly) -> Element:
    """log|f| for an irreducible polynomial or a prime number."""
    used = form.ring.used(f)
    if len(used) == 1 and len(f) == 1:
        each = form.ring.generators[used[0]]
        if each.kind == "exp":
            form.laws.setdefault("log e^u = u")
            exponent: Element = each.data
            return exponent
        if each.kind == "root":
            inner, q = each.data
            return log(form, e.from_poly(form.ring, inner)).scaled(flint_rational(Fraction(1, q)))
        if each.kind == "abs":
            return log(form, e.from_poly(form.ring, each.data))
        if each.kind == "product":
            form.laws.setdefault("log Π u = Σ log u")
            return sums.sum_of(form, log(form, each.data[0]), each.data[1])
    conjugate = _conjugate(form, f, used)
    if conjugate is not None:
        other, norm = conjugate
        form.laws.setdefault("(a + b√f)(a − b√f) = a² − b² f")
        return log(form, e.from_poly(form.ring, norm)) - log(form, e.from_poly(form.ring, other))
    inside = form.term(e.from_poly(form.ring, f))
    if not f.is_constant() and form.signs.of_poly(f) != POSITIVE:
        inside = t.call("abs", inside)
    if f.leading_coefficient() < 0:
        f = -f
    return form.generator("log", str(f), t.call("log", inside), _log_range(form, f), f)


def _log_range(form: NormalForm, f: Poly) -> Domain:
    for shift, domain in (
        (-1, Domain(Fraction(0))),
        (1, None),
    ):
        if shift < 0:
            sign = form.signs.of_poly(f - 1)
            if sign == POSITIVE:
                return domain or REAL
            if not sign & NEGATIVE:
                return Domain(Fraction(0), lower_open=False)
            if sign == NEGATIVE and form.signs.of_poly(f) == POSITIVE:
                return Domain(None, Fraction(0))
    return REAL


def _conjugate(form: NormalForm, f: Poly, used: list[int]) -> tuple[Poly, Poly] | None:
    """For f = a + b√g of the less preferred sign: a − b√g and their product."""
    roots = [
        form.ring.generators[k]
        for k in used
        if form.ring.generators[k].relation is not None and form.ring.generators[k].relation[0] == 2  # type: ignore[index]
    ]
    if not roots or len(f) > 30:
        return None
    root = roots[-1]
    images = list(form.ring.polys)
    images[root.index] = -images[root.index]
    other = f.compose(*images)
    norm = form.ring.reduce(f * other)
    if (
        norm == 0
        or form.signs.of_poly(norm) & ZERO
        or (len(norm) >= len(f) and not norm.is_constant())
    ):
        return None
    terms = f.to_dict()
    with_root = next(c for m, c in f.terms() if m[root.index])
    without = next((c for m, c in f.terms() if not m[root.index]), None)
    if without is None or with_root * without > 0 or len(terms) < 2:
        return None
    return other, norm
