"""Evidence for what was proved: the trusted core is run once, with the prover at its side.

Whenever the core meets a function value that it has no equation for, the prover's normal form says
what it is equal to; the core takes that only if a law shows it.  What was taken is written down, so
that a replay meets the same questions with their answers at hand and has nothing to search.  What
the core can't follow gets no certificate rather than a doubtful one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from derive.checker.multiples import multiples
from derive.checker.recording import Recording
from derive.model import term as t
from derive.model.context import Context
from derive.model.data import context_data, relation_data, term_data
from derive.model.domain import Scalar
from derive.model.entries import NotLowered, lowered
from derive.model.relation import Relation
from derive.model.shapes import Misshapen
from derive.model.verdict import Verdict
from derive.proof.assumed import sharper_domains
from derive.proof.hypotheses import Hypotheses
from derive.proof.instances import instances
from derive.proof.limits import Budget, OutOfTime, Swell
from derive.proof.normal_form import NoCase, NormalForm, Scales
from derive.proof.ranges import Ranges
from derive.proof.ring import Larger, NotRead, Restart, Ring, Vanishes
from derive.proof.sign_sets import OF_RELATION
from derive.proof.sizes import with_sizes
from derive.proof.unfolding import Unfolding
from derive.replay import Rejected, replay
from derive.replay.closing import Closing, NotClosed
from derive.replay.equations import RESERVED, Equations
from derive.replay.identity import CONTRARY, needed, split, started
from derive.replay.laws import Broken
from derive.replay.rational import TooLarge, ZeroDenominator

MOST_RESTARTS = 60

_GIVEN_UP = (
    *(Rejected, NotClosed, NotRead, NoCase, NotLowered, Misshapen, Vanishes, OutOfTime, Swell),
    *(Broken, TooLarge, ZeroDenominator, RecursionError),
)


def identity(
    relation: Relation, context: Context, verdict: Verdict, *, time_limit: float = 5.0
) -> dict[str, Any] | None:
    """The certificate of a proved or conditional claim, replayed once; None where there is none."""
    context = _with_sizes(relation, context)
    every = frozenset(d.name for d in context.definitions)
    varied = {
        str((v.args[0] if v.head == "indexed" else v).value)
        for side in (relation.left, relation.right)
        for node in t.subterms(side)
        if node.head == "derivative"
        for v in node.args[1:]
    }
    for opened in dict.fromkeys((frozenset(), every - varied, every)):
        try:
            certificate = _written(relation, context, verdict, opened, Budget(time_limit))
            replay(certificate)
        except _GIVEN_UP:
            continue
        return certificate
    return None


def _with_sizes(relation: Relation, context: Context) -> Context:
    """The context in which every size that is not declared is declared a positive integer."""
    try:
        numbers = lowered(relation, context)
    except (NotLowered, Misshapen):
        return context
    for name, kind in with_sizes(numbers.relation, numbers.context).types.items():
        if name not in numbers.context.types and name not in context.types:
            context = context.declare(name, kind)
    return context


def _written(
    relation: Relation,
    context: Context,
    verdict: Verdict,
    opened: frozenset[str],
    budget: Budget,
) -> dict[str, Any]:
    numbers = lowered(relation, context)
    cases = [
        (at, _case(case, numbers.context, opened, _at(verdict, at), budget))
        for at, case in instances(numbers.relation, numbers.context) or [((), numbers.relation)]
    ]
    return {
        "kind": "identity",
        "claim": relation_data(relation),
        "context": context_data(context),
        "opened": sorted(opened),
        "remaining": [relation_data(c) for c in verdict.conditions],
        "cases": [
            {"at": [[term_data(i), str(t.literal(n))] for i, n in at], **case} for at, case in cases
        ],
    }


def _at(verdict: Verdict, at: tuple[tuple[t.Term, t.Term], ...]) -> list[Relation]:
    """The remaining conditions at values of the free indices."""
    values = dict(at)
    return [
        Relation(t.substitute(c.left, values), c.sign, t.substitute(c.right, values))
        for c in verdict.conditions
    ]


def _case(
    relation: Relation,
    context: Context,
    opened: frozenset[str],
    remaining: list[Relation],
    budget: Budget,
    depth: int = 2,
) -> dict[str, Any]:
    """The proof of one case, by further cases where it does not succeed at once."""
    try:
        return _proof(relation, context, opened, remaining, budget)
    except _GIVEN_UP as reason:
        problem = reason
        if not depth:
            raise
    for on in _distinctions(relation, context, opened):
        into = []
        for guard in split(on, context):
            try:
                inner: dict[str, Any] | None = _case(
                    relation, context.assume(guard), opened, remaining, budget, depth - 1
                )
            except Impossible:
                inner = None
            except _GIVEN_UP:
                break
            into.append(inner)
        else:
            return {"equations": [], "split": {"on": term_data(on), "into": into}}
    raise problem


class Impossible(Exception):  # noqa: N818
    """A case that the domain leaves out."""


def _distinctions(relation: Relation, context: Context, opened: frozenset[str]) -> list[t.Term]:
    """What cases may be distinguished by: symbols with few values, and terms whose sign matters."""
    closing = Closing(context, opened)
    found: dict[t.Term, None] = {}
    free: dict[t.Term, None] = {}
    for side in (relation.left, relation.right):
        for node in t.subterms(closing.closed(side)):
            kind = context.type_of(str(node.value)) if node.head == "symbol" else None
            if isinstance(kind, Scalar) and kind.domain.values is not None:
                found.setdefault(node)
            elif node.head == "call" and node.value in ("abs", "sign"):
                found.setdefault(node.args[0])
            elif node.head == "symbol" and not str(node.value).startswith(RESERVED):
                free.setdefault(node)
    known = {each.left for each in context.assumptions}
    small = relation.left.size + relation.right.size <= SMALL
    others = list(free)[:MOST_SYMBOLS] if small else []
    return [each for each in (*found, *others) if each not in known]


SMALL = 60
"""Claims with more nodes are not split by the signs of symbols."""

MOST_SYMBOLS = 2
"""No more symbols than this are tried, whose sign may matter."""


def _proof(
    relation: Relation,
    context: Context,
    opened: frozenset[str],
    remaining: list[Relation],
    budget: Budget,
) -> dict[str, Any]:
    """The proof of one case; the normal form may have to start again with finer scales."""
    closing = Closing(context, opened)
    everything = Closing(context, frozenset(d.name for d in context.definitions))
    sides = [closing.closed(relation.left), closing.closed(relation.right)]
    scales, size = Scales(), 16
    for _ in range(MOST_RESTARTS):
        budget.check()
        core = started(relation, context, closing, remaining)
        _refuse_impossible(context, core)
        here = Recording.prepared(core.context)
        known = Ranges(here, sharper_domains(here).get)
        form = NormalForm(Ring(size, budget), here, known, scales)
        try:
            Hypotheses(here, Unfolding(here)).teach(form)
            for each in remaining:
                difference = form.of(closing.closed(each.left)) - form.of(
                    closing.closed(each.right)
                )
                form.signs.learn(difference, OF_RELATION[each.sign])
            return _recorded(relation, sides, Recording(core, form, closing), everything)
        except Larger:
            size *= 2
        except Restart:
            continue
    raise Swell("the number of restarts")


def _refuse_impossible(context: Context, core: Equations) -> None:
    last = context.assumptions[-1] if context.assumptions else None
    if last is not None and last.sign in CONTRARY and last.right is t.ZERO:
        before = started(
            Relation(last.left, "=", last.left),
            replace(context, assumptions=context.assumptions[:-1]),
            Closing(context, frozenset()),
            [],
        )
        if before.holds(Relation(last.left, CONTRARY[last.sign], t.ZERO)):
            raise Impossible


def _recorded(
    relation: Relation, sides: list[t.Term], recording: Recording, everything: Closing
) -> dict[str, Any]:
    difference = sides[0] - sides[1]
    cofactors: list[tuple[t.Term, int]] = []
    if relation.sign != "=":
        if not recording.ensure(Relation(difference, relation.sign, t.ZERO)):
            raise NotClosed("the sign of the difference is not seen")
    elif not recording.same(difference, t.ZERO):
        found = multiples(difference, recording)
        if found is None:
            raise NotClosed("the difference is not seen to be zero")
        cofactors = found
    for condition in needed(relation, recording.context, everything):
        if not recording.ensure(condition):
            raise NotClosed(f"{condition} is not seen")
    return {
        "equations": [
            [term_data(node), term_data(equal), [[term_data(u), n] for u, n in data]]
            for node, equal, data in recording.equations
        ],
        "multiples": [[term_data(c), k] for c, k in cofactors],
    }
