"""Sums of several indices that are sums of squares: xᵀAᵀAx = Σ_j (Σ_i A_ji x_i)².

A monomial under Σ_j Σ_i Σ_k is a square summed over j when exchanging i with k (perhaps several
such pairs at once) turns one half of its factors into the other half, and what is left is not
negative.  Then the whole sum is not negative, whatever the values are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.proof import element as e
from derive.proof.element import Element

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

Ranged = tuple[Term, Term, Term]
Pairs = tuple[tuple[Term, Term], ...]

MOST_INDICES = 6


def never_negative(form: NormalForm, value: Element, indices: list[Ranged]) -> bool:
    """Whether a monomial summed over indices is surely not negative."""
    if len(indices) > MOST_INDICES or len(value.parts) != 1:
        return False
    numerator, below = value.fraction()
    terms = list(numerator.terms())
    if len(terms) != 1 or terms[0][1] < 0:
        return False
    ring = form.ring
    atoms = [(ring.generators[k].term, int(n)) for k, n in enumerate(terms[0][0]) if n]
    atoms += [(form.term(e.from_poly(ring, ring.factors[f].poly)), -n) for f, n in below]
    return any(_is_square(form, atoms, pairs) for pairs in _pairings(indices))


def _pairings(indices: list[Ranged]) -> Iterator[Pairs]:
    """Every choice of disjoint pairs of indices with one range, at least one pair."""

    def choose(rest: list[Ranged]) -> Iterator[Pairs]:
        if not rest:
            yield ()
            return
        first, *others = rest
        yield from choose(others)
        for other in others:
            if first[1:] == other[1:]:
                left = [r for r in others if r is not other]
                yield from (((first[0], other[0]), *more) for more in choose(left))

    for pairs in choose(indices):
        if pairs:
            yield pairs


def _is_square(form: NormalForm, atoms: list[tuple[Term, int]], pairs: Pairs) -> bool:
    swap = dict(pairs) | {b: a for a, b in pairs}
    parts = {name: {name} for name in swap}
    moving: list[tuple[Term, int]] = []
    for atom, n in atoms:
        touched = [s for s in t.free_symbols(atom) if s in swap]
        if not touched:
            if n % 2 and not _nonnegative(form, atom):
                return False
            continue
        moving.append((atom, n))
        joined = set().union(*(parts[s] for s in touched))
        for s in joined:
            parts[s] = joined
    if any(b in parts[a] for a, b in pairs):
        return False
    # The half of each factor is known by its indices: its mirror image must be there as often.
    counted = Counter(moving)
    return all(
        counted[t.substitute(atom, swap), n] == count for (atom, n), count in counted.items()
    )


def _nonnegative(form: NormalForm, atom: Term) -> bool:
    low = form.ranges.of(atom).lower
    return low is not None and low >= 0
