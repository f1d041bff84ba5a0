"""Numbers that are zero: algebraic ones by a root bound, sums of angles by turning once round.

*Algebraic numbers.*  A polynomial with integer coefficients in roots R_k (R_k^q_k = f_k, f_k with
integer coefficients in earlier roots) is an algebraic integer α of degree at most D = Π q_k.  Every
conjugate of it is at most U, found by taking absolute values throughout.  If α ≠ 0, its norm is a
non-zero integer, so |α| ≥ U^(1 − D).  A ball around α that lies inside that radius proves α = 0.

*Angles.*  If θ = Σ n_k α_k + nπ with integers n and α_k = atan u_k or asin u_k, then e^{iθ} is a
positive multiple of Π (1 + i u_k)^n_k …; when that is a positive real number, θ is a multiple of
2π, and a ball with |θ| < 6 proves θ = 0.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from flint import arb, fmpq

from derive.model import term as t
from derive.proof.balls import Evaluation, Point, Undecided, Undefined, ball, precision
from derive.proof.element import Element
from derive.proof.rationals import fraction
from derive.proof.ring import Poly, Ring
from derive.proof.sign_sets import POSITIVE

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

MOST_BITS = 40_000


def is_zero(form: NormalForm, value: Element) -> bool:
    """Whether an element without free symbols is zero; False when that is not shown."""
    numerator, _ = value.fraction()
    if numerator == 0:
        return True
    kinds = {form.ring.generators[k].kind for k in form.ring.used(numerator)}
    if kinds <= {"root", "constant"}:
        return algebraic_zero(form, numerator)
    return angle_zero(form, value)


def closed_under_roots(ring: Ring, poly: Poly) -> list[int] | None:
    """The roots that a polynomial is made of, inner ones too; None if there is anything else."""
    found: set[int] = set()
    waiting = ring.used(poly)
    while waiting:
        k = waiting.pop()
        if k in found:
            continue
        each = ring.generators[k]
        if each.kind not in ("root", "constant"):
            return None
        found.add(k)
        if each.kind == "root":
            waiting += ring.used(each.data[0])
    return sorted(found)


def _size(poly: Poly, sizes: dict[int, Fraction]) -> Fraction:
    total = Fraction(0)
    for monomial, coefficient in poly.terms():
        part = abs(fraction(coefficient))
        for k, n in enumerate(monomial):
            if n:
                part *= sizes[k] ** int(n)
        total += part
    return total


def _root_above(value: Fraction, q: int) -> Fraction:
    """An integer that is at least the qth root."""
    guess = 1
    while guess**q < value:
        guess *= 2
    low = guess // 2
    while low + 1 < guess:
        middle = (low + guess) // 2
        low, guess = (middle, guess) if middle**q < value else (low, middle)
    return Fraction(guess)


def algebraic_zero(form: NormalForm, numerator: Poly) -> bool:
    """The root bound."""
    ring = form.ring
    roots = closed_under_roots(ring, numerator)
    if roots is None:
        return False
    # c = cos(pπ/n) is half an algebraic integer of degree at most n, all conjugates in [−1, 1].
    cosines = [k for k in roots if ring.generators[k].kind == "constant"]
    scale = 2 ** sum(int(numerator.degrees()[k]) for k in cosines)
    for c in numerator.coeffs():
        scale = lcm(scale, int(fraction(c).denominator) * scale)
    numerator = numerator * scale
    sizes: dict[int, Fraction] = dict.fromkeys(cosines, Fraction(1))
    degree = lcm(*(ring.generators[k].data.denominator for k in cosines)) if cosines else 1
    for k in roots:
        if k in sizes:
            continue
        inner, q = ring.generators[k].data
        mixed = any(j in cosines for j in ring.used(inner))
        if mixed or any(fraction(c).denominator != 1 for c in inner.coeffs()):
            return False
        sizes[k] = _root_above(_size(inner, sizes), q)
        degree *= q
    above = max(_size(numerator, sizes), Fraction(2))
    bits = (degree - 1) * (int(above).bit_length() + 1) + 64
    if bits > MOST_BITS:
        return False
    ring.budget.check()
    with precision(2 * bits):
        value = _enclosure(form, numerator)
        if value is None:
            return False
        form.laws.setdefault("root bound")
        return bool(abs(value) < arb(2) ** (-bits + 64))


def _enclosure(form: NormalForm, poly: Poly) -> arb | None:
    evaluation = Evaluation(Point(_no_symbol))
    try:
        return ball(evaluation.of(form.back.poly(poly)))
    except (Undecided, Undefined):
        return None


def _no_symbol(name: t.Term, point: Point) -> Fraction:
    raise Undecided


def angle_zero(form: NormalForm, value: Element) -> bool:
    """Sums of angles that add up to zero."""
    poly = value.polynomial
    if poly is None or poly.total_degree() != 1:
        return False
    ring = form.ring
    pi = form.of(t.constant("pi")).polynomial
    assert pi is not None
    pi_index = ring.used(pi)[0]
    angles: list[tuple[int, Fraction]] = []
    turns = Fraction(0)
    for monomial, coefficient in poly.terms():
        used = [k for k, n in enumerate(monomial) if n]
        if len(used) != 1:
            return False
        if used[0] == pi_index:
            turns = fraction(coefficient)
        else:
            angles.append((used[0], fraction(coefficient)))
    times = turns.denominator
    for _, q in angles:
        times = lcm(times, q.denominator)
    real, imaginary = form.one, form.zero
    for k, q in angles:
        leg = _leg(form, k)
        n = int(q * times)
        if leg is None or abs(n) > 60:
            return False
        a, b = leg if n > 0 else (leg[0], -leg[1])
        for _ in range(abs(n)):
            real, imaginary = real * a - imaginary * b, real * b + imaginary * a
    if int(turns * times) % 2:
        real = -real
    if not _vanishes(form, imaginary) or form.signs.of(real) != POSITIVE:
        return False
    with precision(128):
        size = _enclosure(form, poly * fmpq(times))
        form.laws.setdefault("angles that add up to a whole turn")
        return size is not None and bool(abs(size) < 6)


def _vanishes(form: NormalForm, value: Element) -> bool:
    numerator, _ = value.fraction()
    return bool(numerator == 0) or algebraic_zero(form, numerator)


def _leg(form: NormalForm, index: int) -> tuple[Element, Element] | None:
    """A positive multiple of (cos α, sin α) for an opaque angle α."""
    each = form.ring.generators[index]
    if each.kind != "call" or each.term.value not in ("atan", "asin"):
        return None
    (u,) = each.data
    if each.term.value == "atan":
        return form.one, u
    return form.absolute_power(form.one - u * u, Fraction(1, 2)), u
