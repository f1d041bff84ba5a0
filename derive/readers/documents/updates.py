"""Gradient-descent updates: which quantity an update descends, and at which rate.

`w ← w − α g` claims that g is the gradient of the objective.  The objective is what g
differentiates by w, if it says so, else the last quantity that the document differentiated by w,
leaving out those on the way: in ∂L/∂z · ∂z/∂w the objective is L, and z is what it passes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derive.model import term as t
from derive.model.term import ONE, Term


def descent(variable: Term, body: Term, before: Sequence[Term]) -> tuple[Term, Term] | None:
    """Objective and rate of an update; None where it is no descent, or of nothing known.

    `before` has the sides of the relations up to the update, the last first.
    """
    step = _step(variable, body)
    if step is None:
        return None
    rate, direction = _parted(step)
    found = _differentiated(variable, [direction]) or _differentiated(variable, before)
    passed = {each.args[1] for node in before for each in _derivatives(node)}
    objective = next((each for each in found if each not in passed), next(iter(found), None))
    if objective is None:
        return None
    if rate.head == "div" and _averages(objective, rate.args[1], before):
        rate = rate.args[0]
    return objective, rate


def _step(variable: Term, body: Term) -> Term | None:
    """What is subtracted from the variable."""
    if body.head != "add" or len(body.args) != 2 or body.args[0] is not variable:
        return None
    return body.args[1].args[0] if body.args[1].head == "neg" else None


def _parted(step: Term) -> tuple[Term, Term]:
    """The rate, a first factor that is a symbol of its own or one divided, and the direction."""
    if step.head != "mul":
        return ONE, step
    first = step.args[0]
    leading = first.args[0] if first.head == "div" else first
    if leading.head != "symbol":
        return ONE, step
    return first, t.mul(*step.args[1:])


def _averages(objective: Term, divisor: Term, before: Sequence[Term]) -> bool:
    """Whether an objective is itself divided so: then the divisor belongs to its gradient."""
    return any(
        each.head == "div" and divisor in t.subterms(each.args[1])
        for right, left in zip(before[::2], before[1::2], strict=False)
        if left is objective
        for each in t.subterms(right)
    )


def _differentiated(variable: Term, nodes: Iterable[Term]) -> dict[Term, None]:
    """What is differentiated by the variable, in the order of the nodes."""
    return {
        each.args[0]: None
        for node in nodes
        for each in _derivatives(node)
        if each.args[1:] == (variable,)
    }


def _derivatives(node: Term) -> Iterable[Term]:
    return (each for each in t.subterms(node) if each.head == "derivative")
