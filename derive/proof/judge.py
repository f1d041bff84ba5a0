"""The judge: a relation in a context goes in, a verdict with evidence comes out.

Cheapest first, each tier sound alone: the structure of the two sides; two exact points; the
normal form with defined quantities as opaque symbols, then unfolded; case distinctions; more
points at more bits.  A relation is `proved` only by an exact argument and `refuted` only by a
certified point.
"""

from __future__ import annotations

import time
from dataclasses import replace

from derive.model import term as t
from derive.model.context import Context
from derive.model.entries import NotLowered, lowered
from derive.model.instances import at_sizes
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, has_arrays
from derive.model.term import Term
from derive.model.verdict import Verdict
from derive.proof import layout
from derive.proof.array_verdicts import of_arrays
from derive.proof.certificates import refutation
from derive.proof.claim import Claim
from derive.proof.exemplars import with_examples
from derive.proof.index_names import renamed
from derive.proof.instances import instances, malformed
from derive.proof.limits import Budget, Heavy, OutOfTime, Swell
from derive.proof.ring import NotRead
from derive.proof.sizes import with_sizes
from derive.proof.specimens import refuted_at_specimen

EVERYWHERE = Context()


def judge(
    relation: Relation, context: Context = EVERYWHERE, *, time_limit: float = 10.0
) -> Verdict:
    """Decide one relation over the whole declared domain."""
    start = time.perf_counter()
    verdict = _in_layout(relation, context, time_limit)
    if verdict.status in ("refuted", "ill-formed") and layout.matters(relation, context):
        left = time_limit - (time.perf_counter() - start)
        other = _in_layout(relation, layout.turned(context), left)
        verdict = layout.compared(verdict, other, context)
    return replace(renamed(verdict, relation, context), seconds=time.perf_counter() - start)


def _in_layout(relation: Relation, context: Context, time_limit: float) -> Verdict:
    """The verdict with derivatives in the context's layout."""
    start = time.perf_counter()
    try:
        numbers = lowered(relation, context)
    except Misshapen as problem:
        return Verdict("ill-formed", reason=str(problem))
    except NotLowered as problem:
        return Verdict("unknown", reason=f"no entries for {problem}")
    try:
        verdict = judged(numbers.relation, numbers.context, time_limit)
    except Heavy:
        from derive.proof import worker

        left = time_limit - (time.perf_counter() - start)
        verdict = worker.decide(numbers.relation, numbers.context, left)
    if verdict.status == "unknown" and numbers.inverted:
        # The inverse of a small matrix can be written out, so that points can be found.
        two = dict.fromkeys(numbers.inverted, t.TWO)
        left = time_limit - (time.perf_counter() - start)
        small = _in_layout(*at_sizes(relation, context, two), left)
        if small.status == "refuted":
            return replace(small, counterexample=(*two.items(), *small.counterexample))
    if verdict.status == "unknown" and context.assumptions and has_arrays(relation, context):
        left = time_limit - (time.perf_counter() - start)
        special = refuted_at_specimen(relation, context, lambda r, c: _in_layout(r, c, left / 8))
        if special is not None:
            return special
    if verdict.status == "refuted" and numbers.undefined:
        # Values of one function at different arguments are not free of each other.
        example = with_examples(context, numbers.undefined)
        left = time_limit - (time.perf_counter() - start)
        concrete = None if example is None else _in_layout(relation, example, left)
        if concrete is not None and concrete.status == "refuted":
            return concrete
        names = ", ".join(sorted(numbers.undefined))
        return Verdict("unknown", reason=f"values of {names} at different arguments may be equal")
    return of_arrays(verdict, numbers)


def judged(
    relation: Relation, context: Context, seconds: float, *, killable: bool = False
) -> Verdict:
    """The verdict reached in this process; raises `Heavy` if it should be a killable one."""
    try:
        verdict = _judge(relation, context, Budget(seconds, killable=killable))
    except OutOfTime:
        return Verdict("unknown", reason=f"not decided within {seconds:g} s")
    except Swell as problem:
        return Verdict("unknown", reason=f"refused: {problem} would be too large")
    except RecursionError:
        return Verdict("unknown", reason="nested too deeply")
    except NotRead as problem:
        return Verdict("unknown", reason=f"no method for {problem}")
    if verdict.status == "refuted":
        verdict = replace(verdict, certificate=refutation(relation, context, verdict))
    return verdict


def _judge(relation: Relation, context: Context, budget: Budget) -> Verdict:
    context = with_sizes(relation, context)
    wrong = malformed(relation, context)
    if wrong is not None:
        return Verdict("ill-formed", reason=wrong)
    cases = instances(relation, context)
    if cases is None:
        return Claim(relation, context, budget).verdict()
    return _for_all(cases, context, budget)


def _for_all(
    cases: list[tuple[tuple[tuple[Term, Term], ...], Relation]], context: Context, budget: Budget
) -> Verdict:
    """One verdict for a relation that is meant for every value of its free indices."""
    verdicts: list[Verdict] = []
    for values, relation in cases:
        wrong = malformed(relation, context)
        if wrong is not None:
            verdict = Verdict("ill-formed", reason=wrong)
        else:
            verdict = Claim(relation, context, budget).verdict()
        if verdict.status in ("refuted", "ill-formed", "unknown"):
            where = ", ".join(f"{i} = {n}" for i, n in values)
            return replace(
                verdict,
                counterexample=(*values, *verdict.counterexample) if verdict.values else (),
                notes=(*verdict.notes, f"at {where}"),
            )
        verdicts.append(verdict)
    return combined(verdicts)


def combined(verdicts: list[Verdict]) -> Verdict:
    """The verdict of a conjunction of claims that hold."""
    first = verdicts[0]
    conditions = dict.fromkeys(c for v in verdicts for c in v.conditions)
    return replace(
        first,
        status="conditional" if conditions else "proved",
        conditions=tuple(conditions),
        discharged=tuple(dict.fromkeys(d for v in verdicts for d in v.discharged)),
        laws=tuple(dict.fromkeys(law for v in verdicts for law in v.laws)),
        unfolded=tuple(dict.fromkeys(n for v in verdicts for n in v.unfolded)),
    )
