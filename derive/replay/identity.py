"""Replays a proof of an equality: no search, only the checking of what the certificate says.

    {"kind": "identity", "claim": [left, sign, right], "context": {…},
     "opened": ["a", …], "remaining": [relation, …],
     "cases": [{"at": [[index, "1"], …], "equations": [[T, T', [[u, n], …]], …]}, …]}

For each value of the free indices: both sides are closed (definitions put in, derivatives carried
out); every condition for them to be defined follows, by ranges, from the declared domains and the
remaining conditions; each equation T = T' follows from a law and the equations before it; and with
these the difference of the sides is zero as a rational expression in what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from derive.model.context import Context
from derive.model.data import Data, context_from, relation_from, term_from
from derive.model.domain import Index, Scalar
from derive.model.entries import NotLowered, lowered
from derive.model.relation import Relation
from derive.model.shapes import Misshapen
from derive.model.term import (
    ZERO,
    Term,
    free_symbols,
    literal,
    number,
    substitute,
    subterms,
    symbol,
)
from derive.replay import laws
from derive.replay.closing import Closing, NotClosed
from derive.replay.definedness import conditions
from derive.replay.equations import RESERVED, Equations
from derive.replay.ranges import Ranges
from derive.replay.rational import TooLarge, ZeroDenominator
from derive.replay.rejected import Rejected


@dataclass(frozen=True, slots=True)
class Case:
    """What a certificate says about one case."""

    equations: list[tuple[Term, Term, laws.Data]]
    """T = T' with what its law needs, each from those before it."""
    multiples: list[tuple[Term, int]]
    """Cofactors of assumed equations, which are subtracted from the difference."""
    on: Term | None
    """What further cases are distinguished by, if any are."""
    into: list[Case | None]
    """A proof for each of those cases; None for one that can't be."""


def _case_from(data: Data) -> Case:
    inner = data.get("split")
    return Case(
        [
            (term_from(t), term_from(u), [(term_from(b), int(n)) for b, n in rest])
            for t, u, rest in data["equations"]
        ],
        [(term_from(c), int(k)) for c, k in data.get("multiples", [])],
        None if inner is None else term_from(inner["on"]),
        []
        if inner is None
        else [None if each is None else _case_from(each) for each in inner["into"]],
    )


def replay_identity(certificate: Data) -> str:
    """Check a proof; the status that it shows, `proved` or `conditional`."""
    try:
        claim = relation_from(certificate["claim"])
        context = context_from(certificate["context"])
        opened = frozenset(map(str, certificate["opened"]))
        remaining = [relation_from(each) for each in certificate["remaining"]]
        cases = {
            tuple((term_from(i), Fraction(n)) for i, n in case["at"]): _case_from(case)
            for case in certificate["cases"]
        }
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise Rejected(f"it can't be read: {error}") from None
    _refuse_reserved(claim, context, remaining)
    try:
        numbers = lowered(claim, context)
    except (Misshapen, NotLowered) as reason:
        raise Rejected(f"its entries can't be said: {reason}") from None
    needed = [c for c in numbers.conditions if c not in remaining]
    if needed:
        raise Rejected(f"{needed[0]} is not shown")
    inner = [c for c in remaining if c not in numbers.conditions]
    claim, context = numbers.relation, numbers.context
    wanted = list(_instances(claim, context))
    if set(cases) != set(wanted):
        raise Rejected("its cases are not the values of the free indices")
    try:
        for at in wanted:
            values = {i: number(n) for i, n in at}
            _replay_case(
                Relation(
                    substitute(claim.left, values), claim.sign, substitute(claim.right, values)
                ),
                context,
                opened,
                [
                    Relation(substitute(r.left, values), r.sign, substitute(r.right, values))
                    for r in inner
                ],
                cases[at],
            )
    except (NotClosed, TooLarge, ZeroDenominator, laws.Broken, RecursionError) as reason:
        raise Rejected(str(reason) or type(reason).__name__) from None
    return "conditional" if remaining else "proved"


def _refuse_reserved(claim: Relation, context: Context, remaining: list[Relation]) -> None:
    """Names of bound indices must not be free in what is claimed."""
    relations = [claim, *remaining, *context.assumptions]
    terms = [side for r in relations for side in (r.left, r.right)]
    terms += [part for d in context.definitions for part in (d.target, d.body)]
    names = {str(n.value) for each in terms for n in subterms(each) if n.head == "symbol"}
    if any(name[:1] in RESERVED for name in names | set(context.types)):
        raise Rejected("it uses the name of a bound index")


def _instances(claim: Relation, context: Context) -> Iterator[tuple[tuple[Term, Fraction], ...]]:
    """Every value of the free indices with literal ranges."""
    indices, spans = [], []
    for each in free_symbols(claim.as_condition()):
        kind = context.type_of(str(each.value))
        if isinstance(kind, Index):
            low, high = literal(kind.range.lower), literal(kind.range.upper)
            if low is not None and high is not None:
                indices.append(each)
                spans.append([Fraction(k) for k in range(int(low), int(high) + 1)])
    for at in product(*spans):
        yield tuple(zip(indices, at, strict=True))


def _replay_case(
    claim: Relation, context: Context, opened: frozenset[str], remaining: list[Relation], case: Case
) -> None:
    closing = Closing(context, opened)
    shown = started(claim, context, closing, remaining)
    for node, equal, data in case.equations:
        shown.show(node, equal, data)
    if case.on is not None:
        _replay_split(claim, context, opened, remaining, case, shown)
        return
    everything = Closing(context, frozenset(d.name for d in context.definitions))
    for condition in needed(claim, shown.context, everything):
        if not shown.holds(condition):
            raise Rejected(f"{condition} is not shown")
    difference = closing.closed(claim.left) - closing.closed(claim.right)
    if claim.sign != "=":
        if not shown.ranges.of(difference).meets(claim.sign):
            raise Rejected("the sign of the difference is not shown")
        return
    for cofactor, number_of in case.multiples:
        given = shown.given(number_of, {})
        if given is None or not shown.defined(cofactor):
            raise Rejected(f"a multiple of assumption {number_of} may not be subtracted")
        difference = difference - cofactor * given
    if not shown.same(difference, ZERO):
        raise Rejected("the difference of the sides is not zero")


def _replay_split(
    claim: Relation,
    context: Context,
    opened: frozenset[str],
    remaining: list[Relation],
    case: Case,
    shown: Equations,
) -> None:
    """Each case that is possible has its own proof; together they leave nothing out."""
    assert case.on is not None
    guards = split(case.on, context)
    if len(guards) != len(case.into):
        raise Rejected(f"the cases of {case.on} are not all there")
    for guard, inner in zip(guards, case.into, strict=True):
        if inner is not None:
            _replay_case(claim, context.assume(guard), opened, remaining, inner)
        elif guard.sign not in CONTRARY or not shown.holds(
            Relation(guard.left, CONTRARY[guard.sign], guard.right)
        ):
            raise Rejected(f"the case {guard} is left out")


CONTRARY = {"<": ">=", "=": "!=", ">": "<="}
"""The sign of a case of a term's sign → what shows that the case can't be."""


def split(on: Term, context: Context) -> list[Relation]:
    """Cases that cover the domain: each value of a symbol with few, or the signs of a term."""
    kind = context.type_of(str(on.value)) if on.head == "symbol" else None
    if isinstance(kind, Scalar) and kind.domain.values is not None:
        return [Relation(on, "=", number(v)) for v in kind.domain.values]
    return [Relation(on, sign, ZERO) for sign in CONTRARY]


def started(
    claim: Relation, context: Context, closing: Closing, remaining: list[Relation]
) -> Equations:
    """No equation shown yet, but with all that is known: types, assumptions, conditions."""
    everything = Closing(context, frozenset(d.name for d in context.definitions))

    def body(node: Term) -> Term | None:
        return None if context.definition_of(node) is None else everything.closed(node)

    facts = [
        Relation(closer.closed(known.left), known.sign, closer.closed(known.right))
        for known in (*context.assumptions, *remaining)
        for closer in (closing, everything)
    ]
    for side in (claim.left, claim.right):
        for closer in (closing, everything):
            closer.closed(side)
    for name, span in {**closing.bound, **everything.bound}.items():
        context = context.declare(name, Index(span))
    values = Equations(context, Ranges(context, body))
    for name, kind in context.types.items():
        if isinstance(kind, Index):
            facts += [
                Relation(symbol(name) - kind.range.lower, ">=", ZERO),
                Relation(kind.range.upper - symbol(name), ">=", ZERO),
            ]
    for fact in facts:
        values.learn(fact)
    values.fixed = frozenset(free_symbols(claim.as_condition()))
    values.assumed = [
        Relation(closing.closed(each.left), each.sign, closing.closed(each.right))
        for each in context.assumptions
    ]
    return values


def needed(claim: Relation, context: Context, everything: Closing) -> Iterator[Relation]:
    """All conditions for both sides, and all that is differentiated in them, to be defined."""
    for side in (claim.left, claim.right):
        yield from conditions(everything.closed(side), context)
        for node in subterms(_opened(side, context)):
            if node.head == "derivative":
                inside = everything.closed(node.args[0])
                yield from conditions(inside, context, strict=True)


def _opened(node: Term, context: Context) -> Term:
    """The term with definitions outside derivatives put in, so that derivatives in them show."""
    return context.unfold_all(node)
