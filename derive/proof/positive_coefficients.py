"""The positive-coefficient test: every generator is written through t > 0.

x = lo + t for x > lo, a = (lo + hi·t)/(1 + t) for lo < a < hi, even powers for unbounded x: if then
all coefficients have one sign, the polynomial has it too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derive.model.domain import Domain
from derive.proof.rationals import flint_rational
from derive.proof.ring import Poly, Ring
from derive.proof.sign_sets import ANY, NEGATIVE, POSITIVE, ZERO, of_domain

Domains = Callable[[int], Domain]
"""The interval of each generator, by its index."""


def by_coefficients(ring: Ring, domain_of: Domains, poly: Poly) -> int:
    """The positive-coefficient test after mapping each generator to t > 0."""
    used = ring.used(poly)
    if poly.total_degree() > 40 or len(used) > 12:
        return ANY
    degrees = poly.degrees()
    images = list(ring.polys)
    strict: dict[int, bool] = {}
    cleared: list[tuple[int, Poly]] = []
    for k in used:
        domain = domain_of(k)
        t = ring.polys[k]
        if domain.lower is not None and domain.upper is not None:
            low, high = flint_rational(domain.lower), flint_rational(domain.upper)
            if low == high:
                images[k] = ring.constant(low)
            else:
                # x = (low + high·t)/(1 + t) reaches low at t = 0 and high only as t → ∞; a closed
                # upper end is the limit, where a strict inequality may be lost.
                images[k] = low + high * t
                cleared.append((k, t + 1))
                strict[k] = domain.lower_open and domain.upper_open
        elif domain.lower is not None:
            images[k] = t + flint_rational(domain.lower)
            strict[k] = domain.lower_open
        elif domain.upper is not None:
            images[k] = flint_rational(domain.upper) - t
            strict[k] = domain.upper_open
        else:
            images[k] = t
    mapped = _compose(ring, poly, images, degrees, cleared)
    if mapped is None or mapped == 0:
        return ANY
    return _read_coefficients(domain_of, mapped, strict, {k for k, _ in cleared}, degrees)


def _compose(
    ring: Ring, poly: Poly, images: list[Poly], degrees: Any, cleared: list[tuple[int, Poly]]
) -> Poly | None:
    if not cleared:
        return poly.compose(*images)
    size = 1
    for k, _ in cleared:
        size *= degrees[k] + 1
    if size * len(poly) > 20_000:
        return None
    powers = {k: [ring.one] for k, _ in cleared}
    tops = {k: [ring.one] for k, _ in cleared}
    for k, below in cleared:
        for _ in range(degrees[k]):
            powers[k].append(powers[k][-1] * below)
            tops[k].append(tops[k][-1] * images[k])
    plain = [ring.one if k in powers else images[k] for k in range(len(images))]
    total = ring.zero
    for monomial, coefficient in poly.terms():
        part = ring.constant(coefficient)
        for k, n in enumerate(monomial):
            if k in powers:
                part = part * tops[k][n] * powers[k][degrees[k] - n]
            elif n:
                part = part * plain[k] ** n
        total = total + part
    return total


def _read_coefficients(
    domain_of: Domains, mapped: Poly, strict: dict[int, bool], cleared: set[int], degrees: Any
) -> int:
    seen = 0
    strictly = False
    tops_reached = not cleared
    for monomial, coefficient in mapped.terms():
        sure = True
        for k, n in enumerate(monomial):
            if not n:
                continue
            if k in strict:
                sure = sure and strict[k]
            elif n % 2:
                return ANY
            else:
                sure = sure and not of_domain(domain_of(k)) & ZERO
        seen |= POSITIVE if coefficient > 0 else NEGATIVE
        if seen == POSITIVE | NEGATIVE:
            return ANY
        strictly = strictly or sure
    if strictly and not tops_reached:
        strictly = all(strict[k] for k in cleared) or _holds_at_ends(
            mapped, strict, cleared, degrees
        )
    return seen if strictly else seen | ZERO


def _holds_at_ends(mapped: Poly, strict: dict[int, bool], cleared: set[int], degrees: Any) -> bool:
    """With closed ends, strictness needs a monomial that survives every choice of ends.

    At t = 0 only constant terms in t remain, at t → ∞ only those of full degree; both must be
    there for every generator whose ends may be attained, for the others the monomial is positive.
    """
    closed = [k for k in cleared if not strict[k]]
    if len(closed) > 4:
        return False
    monomials = [m for m, _ in mapped.terms()]
    for choice in range(3 ** len(closed)):
        ends, left = {}, choice
        for k in closed:
            ends[k], left = left % 3, left // 3
        if not any(
            all(e == 2 or (m[k] == 0 if e == 0 else m[k] == degrees[k]) for k, e in ends.items())
            and all(not n or strict.get(k, False) or k in ends for k, n in enumerate(m))
            for m in monomials
        ):
            return False
    return True
