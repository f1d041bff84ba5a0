"""Facts that a document may take for granted: a refuted claim that holds with one of them.

Targets and probabilities sum to one, and documents often say so in words only.  A claim of a
document that fails, and holds once such a fact about an input is assumed, is not refuted: what it
needs is told, ready to be added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derive.model.context import Context
from derive.model.derivation import Step
from derive.model.domain import Family, Scalar, Vector
from derive.model.relation import Relation, equation
from derive.model.term import ONE, Term, indexed, subterms, summation, symbol
from derive.model.verdict import Verdict

SECONDS = 5.0
"""The most that one attempt may take, generous so that no busy machine refutes for want of it."""

Judge = Callable[[Relation, Context, float], Verdict]


def completed(verdict: Verdict, claim: Relation, step: Step, judge: Judge) -> Verdict:
    """The verdict, `unknown` with the missing fact where there is one."""
    if verdict.status != "refuted" or step.context is None or not step.source:
        return verdict
    for fact, words in _facts(claim, step.context):
        found = judge(claim, step.context.assume(fact), SECONDS)
        if found.holds:
            return Verdict(
                "unknown",
                reason=f"this needs a fact that the document does not state: {words}; "
                f"with it the claim is {found.status}",
                notes=(*verdict.notes, f"add `assume {words}`"),
                seconds=verdict.seconds + found.seconds,
            )
    return verdict


def _facts(claim: Relation, context: Context) -> Iterator[tuple[Relation, str]]:
    """Facts about the inputs that a claim reaches, each with how an author would state it."""
    defined = {d.name for d in context.definitions}
    assumed = {node for a in context.assumptions for node in subterms(a.left)}
    for name, kind in context.types.items():
        if name in defined or symbol(name) in assumed:
            continue
        family = symbol(name)
        match kind:
            case Family(ranges=(*others, last), element=Scalar()):
                if last.lower is not ONE:
                    continue
                index = _fresh(claim, context)
                if others:
                    continue
                total = summation(indexed(family, index), index, 1, last.upper)
            case Vector(size=size):
                index = _fresh(claim, context)
                total = summation(indexed(family, index), index, 1, size)
            case _:
                continue
        yield equation(total, ONE), rf"\sum_{index} {name}_{index} = 1"


def _fresh(claim: Relation, context: Context) -> Term:
    taken = {node for side in (claim.left, claim.right) for node in subterms(side)}
    for letter in "kjlmn":
        if symbol(letter) not in taken and letter not in context.types:
            return symbol(letter)
    return symbol("k")
