"""Elementary sums: one monomial summed over several indices, the same however it is written.

A Kronecker delta between two of the indices removes one of them; a contraction with an inverse, or
one that an assumption states (Σ_k Q_ki Q_kj = δ_ij), becomes what it equals.  What is left is a
generator.  Its indices have no names and no order of their own: each is described by the places
where it stands, and only indices that look alike in every way are tried in every order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from math import factorial, prod
from typing import TYPE_CHECKING, Any

from derive.model import term as t
from derive.model.domain import NONNEGATIVE
from derive.model.term import Term
from derive.proof import contractions
from derive.proof import element as e
from derive.proof.element import Element
from derive.proof.paired import never_negative
from derive.proof.ranges import intersection
from derive.proof.rationals import fraction
from derive.proof.ring import Poly

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

Ranged = tuple[Term, Term, Term]
"""A bound index with its lower and upper bound."""

MOST_ORDERS = 120
ANY, OWN = t.symbol("*"), t.symbol("@")


def height(node: Term) -> int:
    """How deeply binders are nested in a term."""
    if not t.contains(node, *t.BINDERS):
        return 0
    memo: dict[Term, int] = {}
    for each in t.subterms(node):
        inner = max((memo[a] for a in each.args), default=0)
        memo[each] = inner + (each.head in t.BINDERS)
    return memo[node]


def marker(level: int, place: int = 1) -> Term:
    """The canonical name of a bound index."""
    return t.symbol(f"k{level}.{place}")


def ranged_marker(form: NormalForm, level: int, low: Term, high: Term, place: int = 1) -> Term:
    """The canonical name of an index that is bound to one range; another range, another name."""
    known = form.range_numbers.setdefault((low, high), len(form.range_numbers))
    name = t.symbol(f"k{level}.{place}" + (f".{known}" if known else ""))
    form.bound_ranges[name] = (low, high)
    return name


def elementary_sum(form: NormalForm, body: Term, indices: list[Ranged]) -> Element:
    """The sum of a monomial over indices."""
    upright = _upright(form, indices)
    if upright is not indices and upright[1][0] not in t.free_symbols(body):
        (j, low, high), (i, start, end) = upright
        name = ranged_marker(form, _level(body, indices), low, high, len(indices) + 1)
        own = {j: name}
        inner = (i, start, t.substitute(end, own))
        return _summed_again(form, t.substitute(body, own), [(name, low, high), inner])
    indices = upright
    value = form.of(body)
    smaller = _with_fewer_indices(form, value, indices)
    if smaller is not None:
        return smaller
    level = _level(body, indices)
    names = [i for i, _, _ in indices]
    best: tuple[str, Any, list[Ranged], Term] | None = None
    entangled = _entangled(indices)
    for order in _orders(form, value, indices):
        renaming = {
            names[k]: t.symbol(f"{marker(level, place + 1)}.~")
            if entangled
            else ranged_marker(form, level, *indices[k][1:], place + 1)
            for place, k in enumerate(order)
        }
        bounds = [
            (
                renaming[names[k]],
                t.substitute(indices[k][1], renaming),
                t.substitute(indices[k][2], renaming),
            )
            for k in order
        ]
        renamed = form.of(t.substitute(body, renaming))
        key = (tuple((str(a), str(b), str(c)) for a, b, c in bounds), renamed.key())
        spelled = str(key)
        if best is None or spelled < best[0]:
            best = (spelled, key, bounds, form.term(renamed))
    assert best is not None
    _, key, bounds, summand = best
    written = summand
    for name, low, high in reversed(bounds):
        written = t.summation(written, name, low, high)
    if len(bounds) > 1:
        form.laws.setdefault("order of summation")
    inside = None
    new = len(bounds) > 1 and not form.has("sum", key)
    if new and never_negative(form, form.of(summand), bounds):
        inside = intersection(NONNEGATIVE, form.ranges.of(written))
    return form.generator("sum", key, written, range=inside, data=(bounds, summand))


def _level(body: Term, indices: list[Ranged]) -> int:
    """The first level of names that no enclosing sum uses, which would be captured."""
    level = height(body) + 1
    names = {i for i, _, _ in indices}
    outer = {*t.free_symbols(body), *(s for i in indices for b in i[1:] for s in t.free_symbols(b))}
    outer -= names
    taken = {str(s.value) for s in outer}
    while any(
        name == f"k{level}.{place + 1}" or name.startswith(f"k{level}.{place + 1}.")
        for name in taken
        for place in range(len(indices))
    ):
        level += 1
    return level


def _upright(form: NormalForm, indices: list[Ranged]) -> list[Ranged]:
    """Σ_{i=a}^n Σ_{j=i+c}^n as Σ_{j=a}^n Σ_{i=a}^{j−c}, so that a triangle has one form."""
    if len(indices) != 2:
        return indices
    (i, low, high), (j, start, end) = indices
    gap = (form.of(start) - form.of(i)).rational
    if end is not high or gap is None or fraction(gap).denominator != 1 or gap < 0:
        return indices
    if i in t.free_symbols(end) or i in t.free_symbols(low):
        return indices
    form.laws.setdefault("order of summation")
    return [(j, low, high), (i, low, form.term(form.of(j) - e.constant(form.ring, int(gap))))]


def _entangled(indices: list[Ranged]) -> bool:
    """Whether the range of an index depends on another one."""
    names = [i for i, _, _ in indices]
    return any(
        n in t.free_symbols(b) for n in names for _, low, high in indices for b in (low, high)
    )


# Fewer indices.


def _with_fewer_indices(form: NormalForm, value: Element, indices: list[Ranged]) -> Element | None:
    if len(value.parts) != 1:
        return None
    numerator, below = value.fraction()
    for found in (
        _joined_by_delta(form, numerator, indices),
        contractions.first(form, numerator, below, indices),
    ):
        if found is None:
            continue
        law, rest, factor, images, gone = found
        form.laws.setdefault(law)
        inside = t.mul(form.term(Element(form.ring, {below: rest})), factor)
        inside = t.substitute(inside, images)
        return _summed_again(form, inside, [r for r in indices if r[0] not in gone])
    return None


def _summed_again(form: NormalForm, inside: Term, indices: list[Ranged]) -> Element:
    from derive.proof.sums import sum_of

    value = form.of(inside)
    for ranged in reversed(indices):
        value = sum_of(form, value, ranged)
    return value


def _joined_by_delta(
    form: NormalForm, numerator: Poly, indices: list[Ranged]
) -> contractions.Found | None:
    """Σ_q Σ_r δ(q, r) f(q, r) = Σ_q f(q, q) where both have one range."""
    ranges = {name: (low, high) for name, low, high in indices}
    for k in form.ring.used(numerator):
        each = form.ring.generators[k]
        if each.kind != "delta":
            continue
        one, other = each.term.args
        if one is not other and one in ranges and ranges[one] == ranges.get(other):
            rest = form.ring.divide(numerator, form.ring.polys[k])
            if rest is not None:
                return "Σ δ(k, j) f(k) = f(j)", rest, t.ONE, {other: one}, (other,)
    return None


# One order.


def _orders(form: NormalForm, value: Element, indices: list[Ranged]) -> Iterator[tuple[int, ...]]:
    """The orders of the indices that can't be told apart by where the indices stand."""
    plain = tuple(range(len(indices)))
    if len(indices) == 1 or _entangled(indices):
        yield plain
        return
    classes = _classes(form, value, indices)
    ranked = sorted({*classes})
    groups = [[k for k in plain if classes[k] == c] for c in ranked]
    if prod(factorial(len(g)) for g in groups) > MOST_ORDERS:
        yield tuple(k for g in groups for k in g)
        return
    for choice in product(*(permutations(g) for g in groups)):
        yield tuple(k for g in choice for k in g)


def _classes(form: NormalForm, value: Element, indices: list[Ranged]) -> list[str]:
    """For each index, where it stands: refined by what stands beside it until nothing changes."""
    names = [i for i, _, _ in indices]
    atoms = _atoms(form, value, names)
    classes = [f"{low}..{high}" for _, low, high in indices]
    for _ in range(len(names)):
        ranks = {c: f"*{k}" for k, c in enumerate(sorted({*classes}))}
        others = {n: t.symbol(ranks[c]) for n, c in zip(names, classes, strict=True)}
        described = []
        for n, c in zip(names, classes, strict=True):
            images = {**others, n: OWN}
            places = sorted(
                f"{exponent}:{t.substitute(atom, images)}"
                for atom, exponent in atoms
                if n in t.free_symbols(atom)
            )
            described.append(f"{ranks[c]} {places}")
        settled = len({*described}) == len({*classes})
        classes = described
        if settled:
            break
    return classes


def _atoms(form: NormalForm, value: Element, names: list[Term]) -> list[tuple[Term, int]]:
    """The factors of a monomial that depend on the indices, with their exponents."""
    ring = form.ring
    found: list[tuple[Term, int]] = []
    numerator, below = value.fraction()
    degrees = numerator.degrees()
    for k in ring.used(numerator):
        found.append((ring.generators[k].term, int(degrees[k])))
    for f, n in below:
        found.append((form.term(e.from_poly(ring, ring.factors[f].poly)), -n))
    return [(a, n) for a, n in found if any(name in t.free_symbols(a) for name in names)]
