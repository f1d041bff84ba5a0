"""Evidence for what was proved: the trusted core is run once, with the prover at its side.

Whenever the core meets a function value that it has no equation for, the prover's normal form says
what it is equal to; the core takes that only if a law shows it.  What was taken is written down, so
that a replay meets the same questions with their answers at hand and has nothing to search.  What
the core can't follow gets no certificate rather than a doubtful one.
"""

from __future__ import annotations

from typing import Any

from derive.checker.recording import Equation, Recording
from derive.model import term as t
from derive.model.context import Context
from derive.model.data import context_data, relation_data, term_data
from derive.model.entries import NotLowered, lowered
from derive.model.relation import Relation
from derive.model.shapes import Misshapen
from derive.model.verdict import Verdict
from derive.proof.hypotheses import Hypotheses
from derive.proof.assumed import sharper_domains
from derive.proof.instances import instances
from derive.proof.limits import Budget, OutOfTime, Swell
from derive.proof.normal_form import NoCase, NormalForm, Scales
from derive.proof.ranges import Ranges
from derive.proof.ring import Larger, NotRead, Restart, Ring, Vanishes
from derive.proof.signs import OF_RELATION
from derive.proof.sizes import with_sizes
from derive.proof.unfolding import Unfolding
from derive.replay import Rejected, replay
from derive.replay.closing import Closing, NotClosed
from derive.replay.identity import started
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
    budget = Budget(time_limit)
    context = _with_sizes(relation, context)
    every = frozenset(d.name for d in context.definitions)
    for opened in dict.fromkeys((frozenset(), every)):
        try:
            certificate = _written(relation, context, verdict, opened, budget)
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
        (at, _equations(case, numbers.context, opened, _at(verdict, at), budget))
        for at, case in instances(numbers.relation, numbers.context) or [((), numbers.relation)]
    ]
    return {
        "kind": "identity",
        "claim": relation_data(relation),
        "context": context_data(context),
        "opened": sorted(opened),
        "remaining": [relation_data(c) for c in verdict.conditions],
        "cases": [
            {
                "at": [[term_data(i), str(t.literal(n))] for i, n in at],
                "equations": [
                    [term_data(node), term_data(equal), [[term_data(u), n] for u, n in data]]
                    for node, equal, data in equations
                ],
            }
            for at, equations in cases
        ],
    }


def _at(verdict: Verdict, at: tuple[tuple[t.Term, t.Term], ...]) -> list[Relation]:
    """The remaining conditions at values of the free indices."""
    values = dict(at)
    return [
        Relation(t.substitute(c.left, values), c.sign, t.substitute(c.right, values))
        for c in verdict.conditions
    ]


def _equations(
    relation: Relation,
    context: Context,
    opened: frozenset[str],
    remaining: list[Relation],
    budget: Budget,
) -> list[Equation]:
    """The equations for one case; the normal form may have to start again with finer scales."""
    closing = Closing(context, opened)
    sides = [closing.closed(relation.left), closing.closed(relation.right)]
    if sides[0] is sides[1]:
        return []
    scales, size = Scales(), 16
    for _ in range(MOST_RESTARTS):
        budget.check()
        core = started(relation, context, closing, remaining)
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
            for side in sides:
                form.of(side)
            recording = Recording(core, form, closing)
            recording.same(*sides)
            return recording.equations
        except Larger:
            size *= 2
        except Restart:
            continue
    raise Swell("the number of restarts")
