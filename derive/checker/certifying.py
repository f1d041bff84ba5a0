"""Evidence for what was proved: equations that lead both sides to one normal form.

The normal form is walked once more, from outside: every call in the closed sides is written down
with the expression that it equals over the generators.  The trusted core then has nothing to
search: it checks each equation by a law and the rational identity that remains.  What it can't
follow yet (symbolic sums, case splits, exact constants) gets no certificate rather than a doubtful
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from derive.model import term as t
from derive.model.context import Context
from derive.model.data import context_data, relation_data, term_data
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Verdict
from derive.proof.assumed import sharper_domains
from derive.proof.hypotheses import Hypotheses
from derive.proof.instances import instances
from derive.proof.limits import Budget, OutOfTime, Swell
from derive.proof.normal_form import NormalForm, Scales
from derive.proof.ranges import Ranges
from derive.proof.ring import Larger, NotRead, Restart, Ring, Vanishes
from derive.proof.signs import OF_RELATION
from derive.proof.unfolding import Unfolding
from derive.replay import Rejected, laws, replay
from derive.replay.closing import Closing, NotClosed

Equation = tuple[Term, Term, list[tuple[Term, int]]]
MOST_RESTARTS = 60


def identity(
    relation: Relation, context: Context, verdict: Verdict, *, time_limit: float = 5.0
) -> dict[str, Any] | None:
    """The certificate of a proved or conditional claim, replayed once; None where there is none."""
    budget = Budget(time_limit)
    every = frozenset(d.name for d in context.definitions)
    for opened in dict.fromkeys((frozenset(), every)):
        try:
            certificate = _written(relation, context, verdict, opened, budget)
            replay(certificate)
        except (Rejected, NotClosed, NotRead, Vanishes, OutOfTime, Swell, RecursionError):
            continue
        return certificate
    return None


def _written(
    relation: Relation,
    context: Context,
    verdict: Verdict,
    opened: frozenset[str],
    budget: Budget,
) -> dict[str, Any]:
    cases = [
        (at, _equations(case, context, opened, _at(verdict, at), budget))
        for at, case in instances(relation, context) or [((), relation)]
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


def _at(verdict: Verdict, at: tuple[tuple[Term, Term], ...]) -> list[Relation]:
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
        known = Ranges(context, sharper_domains(context).get)
        form = NormalForm(Ring(size, budget), context, known, scales)
        try:
            Hypotheses(context, Unfolding(context)).teach(form)
            for each in remaining:
                difference = form.of(closing.closed(each.left)) - form.of(
                    closing.closed(each.right)
                )
                form.signs.learn(difference, OF_RELATION[each.sign])
            for side in sides:
                form.of(side)
            return list(_from(form, sides))
        except Larger:
            size *= 2
        except Restart:
            continue
    raise Swell("the number of restarts")


def _from(form: NormalForm, sides: list[Term]) -> Iterator[Equation]:
    """An equation for each call or root that the form writes differently, operands first."""
    seen: set[Term] = set()

    def visit(whole: Term) -> Iterator[Equation]:
        for node in t.subterms(whole):
            if node in seen or not _is_kernel(node):
                continue
            seen.add(node)
            equal = form.term(form.of(node))
            if equal is not node:
                yield from visit(equal)
                yield node, equal, _multiples(form, node, equal)

    for side in sides:
        yield from visit(side)


def _is_kernel(node: Term) -> bool:
    """Whether a term is more than rational arithmetic on its operands."""
    if node.head != "pow":
        return node.head == "call"
    exponent = t.literal(node.args[1])
    return exponent is None or exponent.denominator != 1


def _multiples(form: NormalForm, node: Term, equal: Term) -> list[tuple[Term, int]]:
    """The angles of a sine or cosine, or the exponents in a logarithm, over the form's basis."""
    if node.value in ("sin", "cos"):
        angles = form.angles.coordinates(form.of(node.args[0])) or []
        return [(form.circles[k][0].term.args[0], n) for k, n in angles]
    if node.value == "log":
        rest = [t.mul(t.number(c), u) for u, c in laws.terms(equal) if u.value != "log" and c]
        exponents = form.exponents.coordinates(form.of(t.add(*rest))) or [] if rest else []
        return [(form.exponentials[k].term.args[0], n) for k, n in exponents]
    return []
