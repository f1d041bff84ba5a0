"""Contractions: sums of products whose value an assumption states.

Such as Σ_k Q_ki Q_kj = δ_ij, Σ_k P_ik P_kj = P_ij, or, with V the inverse of XᵀX,
Σ_k Σ_n X_ni X_nk V_kj = δ_ij.  Where the factors of such a pattern stand in a monomial, joined by
indices that are summed over the ranges of the pattern and stand nowhere else, they become what the
pattern equals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.domain import Family, Index
from derive.model.term import Term
from derive.proof.element import Denominator
from derive.proof.ring import Poly

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

Ranged = tuple[Term, Term, Term]

Found = tuple[str, Poly, Term, dict[Term, Term], tuple[Term, ...]]
"""Law, what is left of the monomial, a factor to put in, images of names, indices that go."""

LAW = "an assumption about a sum of products"
MOST_FACTORS = 6


@dataclass(frozen=True, slots=True)
class Contraction:
    """Σ over the indices of the factors = value, for all values of the free indices."""

    factors: tuple[Term, ...]
    indices: tuple[Ranged, ...]
    value: Term
    free: tuple[Term, ...]


def first(
    form: NormalForm, numerator: Poly, below: Denominator, indices: list[Ranged]
) -> Found | None:
    """The first contraction that a monomial under a sum allows."""
    rules = form.contractions
    if not rules:
        return None
    ring = form.ring
    degrees = numerator.degrees()
    members = [
        (k, ring.generators[k].term)
        for k in ring.used(numerator)
        if ring.generators[k].term.head == "indexed"
        for _ in range(int(degrees[k]))
    ]
    for rule in rules:
        if len(rule.factors) > len(members) or len(rule.indices) > len(indices):
            continue
        for used, bound in _matches(rule, members, indices):
            gone = tuple(bound[index] for index, _, _ in rule.indices)
            images = {k: v for k, v in bound.items() if k in rule.free}
            rest: Poly | None = numerator
            for k in used:
                rest = None if rest is None else ring.divide(rest, ring.polys[k])
            if rest is None or len({*gone}) < len(gone):
                continue
            elsewhere = [ring.generators[k].term for k in ring.used(rest)]
            elsewhere += [ring.generators[k].term for f, _ in below for k in ring.factors[f].gens]
            elsewhere += images.values()
            elsewhere += [end for name, *ends in indices if name not in gone for end in ends]
            if any(name in t.free_symbols(each) for each in elsewhere for name in gone):
                continue
            return LAW, rest, t.substitute(rule.value, images), {}, gone
    return None


def _matches(
    rule: Contraction, members: list[tuple[int, Term]], indices: list[Ranged]
) -> Iterator[tuple[tuple[int, ...], dict[Term, Term]]]:
    """Ways to find the rule's factors among the members."""
    ranges = {name: (low, high) for name, low, high in indices}
    wanted = {index: (low, high) for index, low, high in rule.indices}

    def search(
        place: int, taken: tuple[int, ...], bound: dict[Term, Term]
    ) -> Iterator[tuple[tuple[int, ...], dict[Term, Term]]]:
        if place == len(rule.factors):
            yield tuple(members[k][0] for k in taken), bound
            return
        for k, (_, member) in enumerate(members):
            if k in taken:
                continue
            more = _match(rule, rule.factors[place], member, bound)
            if more is None:
                continue
            if all(ranges.get(more[i]) == ends for i, ends in wanted.items() if i in more):
                yield from search(place + 1, (*taken, k), more)

    yield from search(0, (), {})


def _match(
    rule: Contraction, pattern: Term, node: Term, bound: dict[Term, Term]
) -> dict[Term, Term] | None:
    if node.args[0] is not pattern.args[0] or len(node.args) != len(pattern.args):
        return None
    more = dict(bound)
    own = {index for index, _, _ in rule.indices}
    for wanted, given in zip(pattern.args[1:], node.args[1:], strict=True):
        if wanted in rule.free or wanted in own:
            if more.setdefault(wanted, given) is not given:
                return None
        elif wanted is not given:
            return None
    return more


def stated(form: NormalForm) -> tuple[Contraction, ...]:
    """The contractions that the assumptions of a form's context state."""
    return tuple(_stated(form))


def _stated(form: NormalForm) -> Iterator[Contraction]:
    for given in form.context.assumptions:
        if given.sign != "=":
            continue
        for side, value in ((given.left, given.right), (given.right, given.left)):
            rule = _read(form, side, value)
            if rule is not None:
                yield rule
                yield from _turned(form, rule)


def _read(form: NormalForm, side: Term, value: Term) -> Contraction | None:
    if side.head != "sum" or t.contains(value, *t.BINDERS):
        return None
    indices: list[Ranged] = []
    factors: list[Term] = []
    if not _flatten(side, indices, factors) or len(factors) > MOST_FACTORS:
        return None
    own = {index for index, _, _ in indices}
    if len(own) < len(indices):
        return None
    free = tuple(
        s
        for s in t.free_symbols(side)
        if isinstance(form.context.type_of(str(s.value)), Index) and s not in own
    )
    places = [a for f in factors for a in f.args[1:]]
    inside = {s for a in places for s in t.free_symbols(a)}
    if not own <= {*places} or any(a in own for a in t.free_symbols(value)):
        return None
    if any(s not in inside for s in t.free_symbols(value) if s in free):
        return None
    if any(a not in own and a not in free for a in places):
        return None
    return Contraction(tuple(factors), tuple(indices), value, free)


def _flatten(node: Term, indices: list[Ranged], factors: list[Term]) -> bool:
    """A sum of products of sums of products as one sum over indices; whether it is one."""
    match node.head:
        case "sum":
            body, index, low, high = node.args
            indices.append((index, low, high))
            return _flatten(body, indices, factors)
        case "mul":
            return all(_flatten(a, indices, factors) for a in node.args)
        case "indexed":
            factors.append(node)
            return True
        case _:
            return node is t.ONE


def _turned(form: NormalForm, rule: Contraction) -> Iterator[Contraction]:
    """Q Qᵀ = I for a square matrix with QᵀQ = I."""
    if len(rule.factors) != 2 or len(rule.indices) != 1 or len(rule.free) != 2:
        return
    family, other = (f.args[0] for f in rule.factors)
    kind = form.context.type_of(str(family.value))
    square = isinstance(kind, Family) and len(kind.ranges) == 2 and kind.ranges[0] == kind.ranges[1]
    if not square or family is not other or not all(len(f.args) == 3 for f in rule.factors):
        return
    if rule.value.head != "call" or rule.value.value != "delta":
        return
    if {*rule.value.args} != {*rule.free}:
        return
    ((_, low, high),) = rule.indices
    assert isinstance(kind, Family)
    if (low, high) != (kind.ranges[0].lower, kind.ranges[0].upper):
        return
    factors = tuple(t.indexed(f.args[0], f.args[2], f.args[1]) for f in rule.factors)
    same_place = rule.factors[0].args.index(rule.indices[0][0]) == rule.factors[1].args.index(
        rule.indices[0][0]
    )
    if same_place:
        yield Contraction(factors, rule.indices, rule.value, rule.free)
