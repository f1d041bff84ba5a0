"""Inequalities by the signs of derivatives on both sides of one point.

If g is smooth on an interval and c lies in it, then g(c) ≥ 0 and g' ≥ 0 beyond c give g ≥ 0 there,
and likewise g(c) ≥ 0 and g' ≤ 0 before c.  The sign of g' is read off the normal form on that side,
or follows in the same way from g''.  So e^x ≥ 1 + x, as both sides agree to first order at 0 and
(e^x)'' > 0, and sin x ≤ x for x ≥ 0, as 1 − cos x ≥ 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from derive.model import term as t
from derive.model.context import Context, scalar
from derive.model.domain import REAL, Domain, Scalar
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof import constants, ranges
from derive.proof.assumed import sharper_domains
from derive.proof.balls import Evaluation, Point, Undecided, Undefined, precision
from derive.proof.constancy import ROUGH
from derive.proof.definedness import Definedness
from derive.proof.derivation import Derivation
from derive.proof.kernels import KERNELS
from derive.proof.normal_form import NormalForm
from derive.proof.ring import NotRead, Vanishes
from derive.proof.sign_sets import ANY, NEGATIVE, OF_RELATION, POSITIVE, ZERO, turned

DEEPEST = 5
"""Greatest order of a derivative that is looked at."""

T = TypeVar("T")
Run = Callable[[Callable[[NormalForm], T], Context], T]
"""Works something out in a normal form over a context."""


def shown(run: Run[tuple[int, ...]], context: Context, relation: Relation) -> str | None:
    """The argument that an inequality holds wherever it is declared, if this one applies."""
    if relation.sign == "=" or not _smooth(context, relation):
        return None
    for name in sorted({*t.free_symbols(relation.left), *t.free_symbols(relation.right)}, key=str):
        domain = _interval(context, name)
        if domain is None:
            continue
        for point in _points(domain, relation):
            try:
                if _holds(run, context, relation, name, domain, point):
                    return f"signs of derivatives on both sides of {name} = {point}"
            except (NotRead, Vanishes):
                break
    return None


def _smooth(context: Context, relation: Relation) -> bool:
    """Whether both sides are made of functions that are smooth where they are differentiable."""
    for side in (relation.left, relation.right):
        if t.contains(side, "derivative", "indexed", "matrix", *t.BINDERS):
            return False
        for node in t.subterms(side):
            if node.head in ("cases", "unread"):
                return False
            if node.head == "call" and (node.value in ROUGH or str(node.value) not in KERNELS):
                return False
    return True


def _interval(context: Context, name: Term) -> Domain | None:
    """The values of a variable, if they are an interval and nothing else is assumed of it."""
    declared = scalar(context.type_of(str(name.value)))
    domain = REAL if declared is None else declared.domain
    bound = sharper_domains(context)
    for relation in context.assumptions:
        sides = (relation.left, relation.right)
        if any(name in t.free_symbols(s) for s in sides) and not only_bounds(relation):
            return None
    if name in bound:
        domain = ranges.intersection(domain, bound[name])
    if domain.integer or domain.values is not None or domain.excluded:
        return None
    return domain


def only_bounds(relation: Relation) -> bool:
    """Whether a relation compares a symbol with a number."""
    heads = {relation.left.head, relation.right.head}
    number = t.literal(relation.left) is not None or t.literal(relation.right) is not None
    return "symbol" in heads and number


def _points(domain: Domain, relation: Relation) -> Iterator[Fraction]:
    """Points of the interval at which an inequality may be tight: ends, simple ones, its own."""
    own = (t.literal(n) for side in (relation.left, relation.right) for n in t.subterms(side))
    ends = (domain.lower, domain.upper)
    simple = map(Fraction, ("0", "1", "-1", "1/2", "2"))
    found = dict.fromkeys(v for v in (*ends, *simple, *own) if v is not None and v in domain)
    yield from list(found)[:10]


def _holds(
    run: Run[tuple[int, ...]],
    context: Context,
    relation: Relation,
    name: Term,
    domain: Domain,
    point: Fraction,
) -> bool:
    allowed = OF_RELATION[relation.sign]
    there = run(lambda form: _at(form, context, relation, name, point), context)
    if not there or there[0] & ~allowed:
        return False
    before = ranges.intersection(domain, Domain(None, point))
    beyond = ranges.intersection(domain, Domain(point, None))
    for piece, rising in ((before, False), (beyond, True)):
        if piece.lower is not None and piece.lower == piece.upper:
            continue
        types = {**context.types, str(name.value): Scalar(piece)}
        inside = replace(context, types=types)
        signs = run(lambda form: _on(form, relation, name), inside)
        if _from(there, signs, rising) & ~allowed:
            return False
    return True


def _difference(form: NormalForm, relation: Relation, name: Term) -> Iterator[Term | int]:
    """The possible signs of the difference and its derivatives, each after its term."""
    value = form.of(relation.left) - form.of(relation.right)
    for _ in range(DEEPEST):
        yield form.term(value)
        yield form.sign(value)
        if not value.parts:
            return
        value = Derivation(form, name).of(value)
        form.ring.budget.check()


def _on(form: NormalForm, relation: Relation, name: Term) -> tuple[int, ...]:
    """The possible signs of the difference and its derivatives on one side of the point."""
    return tuple(s for s in _difference(form, relation, name) if isinstance(s, int))


def _at(
    form: NormalForm, context: Context, relation: Relation, name: Term, point: Fraction
) -> tuple[int, ...]:
    """Their possible signs at the point; none where the sides are not smooth on the domain."""
    if not _differentiable(form, context, relation):
        return ()
    found = []
    for term in _difference(form, relation, name):
        if isinstance(term, Term):
            found.append(_sign(form, t.substitute(term, {name: t.number(point)})))
    return tuple(found)


def _differentiable(form: NormalForm, context: Context, relation: Relation) -> bool:
    """Whether both sides are smooth on all of the domain."""
    needed = Definedness(context)
    for side in (relation.left, relation.right):
        for condition in needed.visit(side, True, ()):
            if condition.guards or condition.bound:
                return False
            left, right = condition.relation.left, condition.relation.right
            sign = form.sign(form.of(left) - form.of(right))
            if sign & ~OF_RELATION[condition.relation.sign]:
                return False
    return True


def _sign(form: NormalForm, node: Term) -> int:
    """The possible signs of a term, of a number exactly."""
    value = form.of(node)
    found = form.sign(value)
    if found in (NEGATIVE, ZERO, POSITIVE) or t.free_symbols(node):
        return found
    with precision(256):
        try:
            sign = Evaluation(Point(_no_symbol)).sign(Evaluation(Point(_no_symbol)).of(node))
            return {-1: NEGATIVE, 0: ZERO, 1: POSITIVE}[sign]
        except (Undecided, Undefined, ZeroDivisionError):
            return ZERO if constants.is_zero(form, value) else found


def _no_symbol(name: Term, point: Point) -> Fraction:
    raise Undecided


def _from(there: tuple[int, ...], signs: tuple[int, ...], rising: bool) -> int:
    """The possible signs of g on one side, from its derivatives' there and theirs at the point."""
    found = ANY
    for at, own in reversed(list(zip(there, signs, strict=False))):
        # What g' does, seen while moving away from the point.
        slope = found if rising else turned(found)
        found = own
        if not slope & NEGATIVE and not at & NEGATIVE:
            found &= POSITIVE if slope == POSITIVE or at == POSITIVE else POSITIVE | ZERO
        if not slope & POSITIVE and not at & POSITIVE:
            found &= NEGATIVE if slope == NEGATIVE or at == NEGATIVE else NEGATIVE | ZERO
    return found
