"""Gradient-descent updates: which quantity an update descends, and at which rate.

`w ← w − α g` claims that g is the gradient of the objective.  The objective is what g
differentiates by w, if it says so, else the last quantity that the document differentiated by w.
"""

from __future__ import annotations

from collections.abc import Iterable

from derive.model import term as t
from derive.model.term import ONE, Term


def descent(variable: Term, body: Term, before: Iterable[Term]) -> tuple[Term, Term] | None:
    """Objective and rate of an update; None where it is no descent, or of nothing known.

    `before` has the sides of the relations up to the update, the last first.
    """
    step = _step(variable, body)
    if step is None:
        return None
    rate, direction = _parted(step)
    objective = _differentiated(variable, [direction]) or _differentiated(variable, before)
    return None if objective is None else (objective, rate)


def _step(variable: Term, body: Term) -> Term | None:
    """What is subtracted from the variable."""
    if body.head != "add" or len(body.args) != 2 or body.args[0] is not variable:
        return None
    return body.args[1].args[0] if body.args[1].head == "neg" else None


def _parted(step: Term) -> tuple[Term, Term]:
    """The rate, a first factor that is a symbol of its own, and the direction."""
    if step.head != "mul" or step.args[0].head != "symbol":
        return ONE, step
    return step.args[0], t.mul(*step.args[1:])


def _differentiated(variable: Term, nodes: Iterable[Term]) -> Term | None:
    for node in nodes:
        for each in t.subterms(node):
            if each.head == "derivative" and each.args[1:] == (variable,):
                return each.args[0]
    return None
