"""Contractions: sums over one index of two factors whose value is known.

    Σ_k A_ik (A⁻¹)_kj = δ_ij = Σ_k (A⁻¹)_ik A_kj          for every regular matrix A
    Σ_k Q_ki Q_kj = δ_ij                                   where an assumption says so

A rule holds over the whole range of the index only, so the range is compared with that of the rule.
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

Found = tuple[str, Poly, Term, Term, Term | None]
"""Law, what is left of the monomial, a factor to put in, the index that goes, and its image."""


@dataclass(frozen=True, slots=True)
class Contraction:
    """Σ_index left·right = value, for all values of the pattern's free indices."""

    law: str
    left: Term
    right: Term
    index: Term
    low: Term
    high: Term
    value: Term
    free: tuple[Term, ...]


def first(
    form: NormalForm, numerator: Poly, below: Denominator, indices: list[Ranged]
) -> Found | None:
    """The first contraction that a monomial under a sum allows."""
    used = form.ring.used(numerator)
    degrees = numerator.degrees()
    members = [k for k in used if form.ring.generators[k].term.head == "indexed"]
    if len(members) < 2 and not any(degrees[k] > 1 for k in members):
        return None
    rules = [*_stated(form)]
    rules += _inverses(form, members)
    for rule in rules:
        for name, low, high in indices:
            if low is not rule.low or high is not rule.high:
                continue
            for one in members:
                for other in members:
                    found = _fits(form, rule, numerator, below, name, one, other)
                    if found is not None:
                        return found
    return None


def _fits(
    form: NormalForm,
    rule: Contraction,
    numerator: Poly,
    below: Denominator,
    name: Term,
    one: int,
    other: int,
) -> Found | None:
    ring = form.ring
    bound: dict[Term, Term] = {rule.index: name}
    left, right = ring.generators[one].term, ring.generators[other].term
    if not (_match(rule.left, left, rule, bound) and _match(rule.right, right, rule, bound)):
        return None
    rest = ring.divide(numerator, ring.polys[one] * ring.polys[other])
    if rest is None:
        return None
    elsewhere = [ring.generators[k].term for k in ring.used(rest)]
    elsewhere += [ring.generators[k].term for f, _ in below for k in ring.factors[f].gens]
    elsewhere += [image for free, image in bound.items() if free is not rule.index]
    if any(name in t.free_symbols(each) for each in elsewhere):
        return None
    images = {k: v for k, v in bound.items() if k is not rule.index}
    return rule.law, rest, t.substitute(rule.value, images), name, None


def _match(pattern: Term, node: Term, rule: Contraction, bound: dict[Term, Term]) -> bool:
    if node.head != "indexed" or node.args[0] is not pattern.args[0]:
        return False
    if len(node.args) != len(pattern.args):
        return False
    for wanted, given in zip(pattern.args[1:], node.args[1:], strict=True):
        if wanted in rule.free or wanted is rule.index:
            if bound.setdefault(wanted, given) is not given:
                return False
        elif wanted is not given:
            return False
    return True


def _stated(form: NormalForm) -> Iterator[Contraction]:
    """Contractions that an assumption states."""
    for given in form.context.assumptions:
        if given.sign != "=":
            continue
        for side, value in ((given.left, given.right), (given.right, given.left)):
            rule = _read(form, side, value)
            if rule is not None:
                yield rule
                turned = _turned(form, rule)
                if turned is not None:
                    yield turned


def _read(form: NormalForm, side: Term, value: Term) -> Contraction | None:
    if side.head != "sum" or side.args[0].head != "mul" or len(side.args[0].args) != 2:
        return None
    body, index, low, high = side.args
    left, right = body.args
    if left.head != "indexed" or right.head != "indexed":
        return None
    if t.contains(value, *t.BINDERS) or index in t.free_symbols(value):
        return None
    free = tuple(
        s
        for s in t.free_symbols(body)
        if isinstance(form.context.type_of(str(s.value)), Index) and s is not index
    )
    for each in (left, right):
        if sum(a is index for a in each.args[1:]) != 1:
            return None
        if any(a is not index and a not in free for a in each.args[1:]):
            return None
    return Contraction("an assumption about a product", left, right, index, low, high, value, free)


def _turned(form: NormalForm, rule: Contraction) -> Contraction | None:
    """Q Qᵀ = I for a square matrix with QᵀQ = I."""
    family, other = rule.left.args[0], rule.right.args[0]
    kind = form.context.type_of(str(family.value))
    square = (
        isinstance(kind, Family)
        and len(kind.ranges) == 2
        and kind.ranges[0] == kind.ranges[1]
        and family is other
        and len(rule.left.args) == 3
    )
    if not square or not (rule.value.head == "call" and rule.value.value == "delta"):
        return None
    if {*rule.value.args} != {*rule.free} or len(rule.free) != 2:
        return None

    def turn(member: Term) -> Term:
        return t.indexed(member.args[0], member.args[2], member.args[1])

    return Contraction(
        rule.law, turn(rule.left), turn(rule.right), rule.index, rule.low, rule.high,
        rule.value, rule.free,
    )  # fmt: skip


def _inverses(form: NormalForm, members: list[int]) -> Iterator[Contraction]:
    i, j, k = (t.symbol(name) for name in ("·i", "·j", "·k"))
    bases = {form.ring.generators[m].term.args[0] for m in members}
    for base in sorted(bases, key=str):
        if base.head != "call" or base.value != "inverse":
            continue
        matrix = base.args[0]
        kind = form.context.type_of(str(matrix.value)) if matrix.head == "symbol" else None
        if not isinstance(kind, Family) or len(kind.ranges) != 2:
            continue
        span, delta = kind.ranges[0], t.call("delta", i, j)
        for left, right in ((matrix, base), (base, matrix)):
            yield Contraction(
                "A A⁻¹ = I",
                t.indexed(left, i, k),
                t.indexed(right, k, j),
                k,
                span.lower,
                span.upper,
                delta,
                (i, j),
            )
