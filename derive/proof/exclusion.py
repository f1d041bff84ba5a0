"""Values that are not zero because a known fact would fail where they were.

From x² > 1, x ≠ 0: at x = 0 the fact would say −1 > 0.  Functions of what is set to a number take
their own value there: |x|, √x, e^x, log x, sin x and cos x at the zero of x (or of x − 1).
"""

from __future__ import annotations

from derive.proof.element import Element
from derive.proof.ring import Generator, Poly
from derive.proof.sign_sets import ZERO
from derive.proof.signs import Signs


def misses_zero(signs: Signs, element: Element) -> bool:
    """Whether a known fact would fail where the element is zero."""
    numerator, _ = element.fraction()
    if numerator == 0 or not 0 < len(signs.facts) <= 20:
        return False
    _, factors = signs.ring.factor(numerator)
    return all(not signs.of_poly(f) & ZERO or _excluded(signs, f) for f, _ in factors)


def _excluded(signs: Signs, poly: Poly) -> bool:
    degrees = poly.degrees()
    for k in signs.ring.used(poly):
        slope = poly.derivative(k)
        if degrees[k] != 1 or not slope.is_constant():
            continue
        images = list(signs.ring.polys)
        images[k] = (slope * images[k] - poly) / slope.leading_coefficient()
        for each in signs.ring.generators:
            value = _value_at(each, images)
            if value is not None:
                images[each.index] = signs.ring.constant(value)
        for fact in signs.facts.values():
            there = fact.poly.compose(*images)
            if there != fact.poly and not signs.plain(there) & fact.signs:
                return True
    return False


def _value_at(each: Generator, images: list[Poly]) -> int | None:
    """The value of a function where its argument becomes zero (or one, for a logarithm)."""
    match each.kind:
        case "abs" | "log":
            inside, at, value = each.data, int(each.kind == "log"), 0
        case "root":
            inside, at, value = each.data[0], 0, 0
        case "exp":
            inside, at, value = each.data.polynomial, 0, 1
        case "sin" | "cos":
            inside, at, value = each.data[0].polynomial, 0, int(each.kind == "cos")
        case _:
            return None
    return value if inside is not None and inside.compose(*images) == at else None
