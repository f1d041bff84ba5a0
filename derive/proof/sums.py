"""Sums and products with symbolic bounds, brought to one normal form.

A sum is split over the terms of its summand; what does not depend on the index is taken out; a
lower bound that is a number becomes 1; Kronecker deltas collapse (their index must lie in the
range); powers of the index and geometric terms are summed in closed form (the range must not run
backwards); sums of sums become sums over several indices, written in the least of all orders.
What is left is a generator: one elementary sum, the same for every way of writing it.
An empty sum is 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from derive.model import term as t
from derive.model.term import Term
from derive.proof import element as e
from derive.proof import powers
from derive.proof.closed_sums import geometric, powers_summed, runs_forward
from derive.proof.definedness import integral
from derive.proof.element import Denominator, Element
from derive.proof.elementary import Ranged, elementary_sum, height, ranged_marker
from derive.proof.rationals import fraction
from derive.proof.ring import Generator, Poly
from derive.proof.sign_sets import NEGATIVE, POSITIVE, ZERO

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm


def binder(form: NormalForm, node: Term) -> Element:
    """The element of a `sum` or `product` term."""
    body, index, low, high = node.args
    start = form.of(low).rational
    shift: Term | None = None
    if start is not None and fraction(start).denominator == 1 and start != 1:
        shift = t.number(fraction(start) - 1)
        low, high = t.ONE, high - shift
    low, high = (form.term(form.of(b)) for b in (low, high))
    name = ranged_marker(form, height(body) + 1, low, high)
    body = t.substitute(body, {index: name if shift is None else name + shift})
    if node.head == "sum":
        ended = _few_terms(form, body, (name, low, high))
        if ended is None:
            ended = _ends_written_out(form, body, (name, low, high))
        if ended is not None:
            return ended
    if node.head == "product":
        return _product(form, form.of(body), (name, low, high))
    return sum_of(form, form.of(body), (name, low, high))


def _few_terms(form: NormalForm, body: Term, ranged: Ranged) -> Element | None:
    """Σ from n + a to n + b, term by term."""
    name, low, high = ranged
    length = (form.of(high) - form.of(low)).rational
    if length is None or fraction(length).denominator != 1 or length > 20:
        return None
    places = (form.term(form.of(low) + e.constant(form.ring, k)) for k in range(int(length) + 1))
    return e.total(form.ring, [form.of(t.substitute(body, {name: place})) for place in places])


def _ends_written_out(form: NormalForm, body: Term, ranged: Ranged) -> Element | None:
    """Σ up to n + c as Σ up to n and the last c terms, for a number c > 0 of existing terms."""
    name, low, high = ranged
    bound = form.of(high)
    poly = bound.polynomial
    if poly is None or poly.is_constant() or not integral(high, form.context):
        return None
    last = fraction(poly.to_dict().get((0,) * form.ring.capacity, 0))
    if last.denominator != 1 or not 0 < last <= 20:
        return None
    main = bound - e.constant(form.ring, int(last))
    if form.signs.of(main - form.of(low) + form.one) & NEGATIVE:
        return None
    form.laws.setdefault("last terms of a sum")
    whole = sum_of(form, form.of(body), (name, low, form.term(main)))
    for k in range(1, int(last) + 1):
        place = form.term(main + e.constant(form.ring, k))
        whole = whole + form.of(t.substitute(body, {name: place}))
    return whole


def depends(form: NormalForm, each: Generator, index: Term) -> bool:
    """Whether a generator's value changes with a bound index."""
    return index in t.free_symbols(each.term)


def sum_of(form: NormalForm, value: Element, ranged: Ranged) -> Element:
    """The sum of an element over one index."""
    ring, index = form.ring, ranged[0]
    dependent = {g.index for g in ring.generators if depends(form, g, index)}
    whole = form.zero
    filled = not form.signs.of(form.of(ranged[2]) - form.of(ranged[1])) & NEGATIVE
    for denominator, numerator in value.parts.items():
        # In an empty sum a denominator may be zero: only a surely non-zero one can go outside.
        free = tuple(
            (f, k)
            for f, k in denominator
            if not ring.factors[f].gens & dependent
            and (filled or not form.signs.of_poly(ring.factors[f].poly) & ZERO)
        )
        bound = tuple(pair for pair in denominator if pair not in free)
        for top, below in _proper(form, numerator, bound):
            for monomial, rest in _grouped(top, dependent).items():
                outside = Element(ring, {free: ring.context.from_dict(rest)})
                inside = Element(ring, {below: ring.context.from_dict({monomial: 1})})
                whole = whole + outside * _elementary(form, inside, ranged)
        ring.budget.check()
    return whole


def _proper(
    form: NormalForm, numerator: Poly, denominator: Denominator
) -> list[tuple[Poly, Denominator]]:
    """Split off multiples of a single denominator, so that the summand has one form."""
    if len(denominator) != 1:
        return [(numerator, denominator)]
    ((f, k),) = denominator
    found: list[tuple[Poly, Denominator]] = []
    while k and numerator != 0:
        quotient, rest = divmod(numerator, form.ring.factors[f].poly)
        if rest != 0:
            found.append((rest, ((f, k),)))
        numerator, k = quotient, k - 1
    if numerator != 0:
        found.append((numerator, ()))
    return found


def _grouped(poly: Poly, dependent: set[int]) -> dict[Any, dict[Any, Any]]:
    """Monomials in the dependent generators → their coefficients in the others."""
    found: dict[Any, dict[Any, Any]] = {}
    for monomial, coefficient in poly.terms():
        inside = tuple(int(n) if k in dependent else 0 for k, n in enumerate(monomial))
        outside = tuple(0 if k in dependent else int(n) for k, n in enumerate(monomial))
        found.setdefault(inside, {})[outside] = coefficient
    return found


def _elementary(form: NormalForm, body: Element, ranged: Ranged) -> Element:
    numerator, denominator = body.fraction()
    used = form.ring.used(numerator)
    for method in (_collapsed, powers_summed, geometric):
        found = method(form, numerator, denominator, used, ranged)
        if found is not None:
            return found
    return _several(form, numerator, denominator, used, ranged)


def _collapsed(
    form: NormalForm, numerator: Poly, below: Denominator, used: list[int], ranged: Ranged
) -> Element | None:
    """Σ_k δ(k, j) f(k) = f(j) for j in the range."""
    index, low, high = ranged
    for k in used:
        each = form.ring.generators[k]
        if each.kind != "delta" or not depends(form, each, index):
            continue
        place = _solve(form, each.data, index)
        if place is None:
            continue
        after, before = place - form.of(low), form.of(high) - place
        if form.bound_ranges.get(form.term(place)) == (low, high):
            pass  # an index that an outer sum binds to the same range
        elif form.signs.of(after) & NEGATIVE or form.signs.of(before) & NEGATIVE:
            outside = form.signs.of(after) == NEGATIVE or form.signs.of(before) == NEGATIVE
            if outside:
                return form.zero
            continue
        form.laws.setdefault("Σ δ(k, j) f(k) = f(j)")
        rest = form.ring.divide(numerator, form.ring.polys[k])
        inside = form.term(Element(form.ring, {below: rest}))
        return form.of(t.substitute(inside, {index: form.term(place)}))
    return None


def _solve(form: NormalForm, difference: Element, index: Term) -> Element | None:
    """The value of the index at which a difference of indices is zero."""
    poly = difference.polynomial
    own = form.of(index).polynomial
    if poly is None or own is None:
        return None
    place = form.ring.used(own)[0]
    if poly.degrees()[place] != 1:
        return None
    slope = poly.derivative(place)
    if not slope.is_constant() or abs(slope.leading_coefficient()) != 1:
        return None
    rest = poly - own * slope
    if any(depends(form, form.ring.generators[k], index) for k in form.ring.used(rest)):
        return None
    return e.from_poly(form.ring, rest * (-1 / slope.leading_coefficient()))


def _several(
    form: NormalForm, numerator: Poly, below: Denominator, used: list[int], ranged: Ranged
) -> Element:
    """An elementary sum; inner sums among the factors join as further indices."""
    indices = [ranged]
    factors: list[Term] = []
    rest = numerator
    outside = t.free_symbols(form.term(Element(form.ring, {below: numerator})))
    for k in used:
        each = form.ring.generators[k]
        if each.kind != "sum" or not depends(form, each, ranged[0]):
            continue
        while (quotient := form.ring.divide(rest, form.ring.polys[k])) is not None:
            inner, body = each.data
            # Indices of their own: none may be captured by those that are there already.
            taken = (*(i for i, _, _ in indices), *t.free_symbols(body), *outside)
            names: dict[Term, Term] = {}
            for old, _, _ in inner:
                names[old] = t.fresh("k.", (*taken, *names.values()))
            for old, low, high in inner:
                indices.append((names[old], t.substitute(low, names), t.substitute(high, names)))
            factors.append(t.substitute(body, names))
            rest = quotient
    outer = form.term(Element(form.ring, {below: rest}))
    return elementary_sum(form, t.mul(outer, *factors), indices)


def _product(form: NormalForm, value: Element, ranged: Ranged) -> Element:
    """Π over an index, factor by factor; what does not depend on the index becomes a power."""
    ring = form.ring
    numerator, denominator = value.fraction()
    content, factors = ring.factor(numerator)
    whole = form.one
    count = runs_forward(form, ranged)
    if content != 1:
        factors = [*factors, (ring.constant(content), 1)]
    for f, k in [*factors, *((ring.factors[f].poly, -k) for f, k in denominator)]:
        inside = e.from_poly(ring, f)
        written = t.make("product", (form.term(inside), *ranged))
        free = not any(depends(form, ring.generators[g], ranged[0]) for g in ring.used(f))
        if free and count is not None and count.rational is None:
            if form.signs.of_poly(f) == POSITIVE:
                base = form.exp(count * form.log(inside))
            else:
                base = powers.integer_power(form, written, inside, count)
        else:
            key = (inside.key(), tuple(map(str, ranged)))
            base = form.generator("product", key, written, data=(inside, ranged))
        whole = whole * base.power(int(k))
    return whole


def delta(form: NormalForm, i: Element, j: Element) -> Element:
    """Kronecker's δ of two indices."""
    difference = i - j
    value = difference.rational
    if value is not None:
        return form.one if value == 0 else form.zero
    sign = form.signs.of(difference)
    if not sign & ZERO:
        return form.zero
    numerator, _ = difference.fraction()
    if numerator.leading_coefficient() < 0:
        difference, i, j = -difference, j, i
    key = ("delta", difference.key())
    found = form.place("delta", key, t.call("delta", form.term(i), form.term(j)), data=difference)
    if found.relation is None:
        found.relation = (2, form.ring.polys[found.index])
        form.ring.related.append(found)
    return e.from_poly(form.ring, form.ring.polys[found.index])
