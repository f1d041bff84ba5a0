"""Gradient-descent updates: which quantity an update descends, and at which rate.

`w ← w − α g` claims that g is the gradient of the objective.  The objective is what g
differentiates by w, if it says so, else the last quantity that the document differentiated by w,
leaving out those on the way: in ∂L/∂z · ∂z/∂w the objective is L, and z is what it passes through.

An update of another form (`w ← w + g`, three terms, another name on the right) may be another
scheme altogether.  It is a step of descent, or of ascent where the text maximises, if it proves to
be one; and wrong only where it is one slip away from one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Index
from derive.model.relation import Relation
from derive.model.term import ONE, Term
from derive.readers.documents.interpreting import Read

_UPWARDS = re.compile(r"\b(ascen[dt]|maximi[sz])", re.IGNORECASE)
_DOWNWARDS = re.compile(r"\b(descen[dt]|minimi[sz]|loss|cost|error)", re.IGNORECASE)
_UNSURE = re.compile(r"\b(likelihood|reward|utilit|return|gain|profit)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Descent:
    """What an update descends."""

    objective: Term
    rate: Term
    """The step size; with a minus where it climbs."""
    tentative: bool = False
    """Whether it may be another scheme, which this says nothing about."""


def climbs(text: str) -> bool | None:
    """Whether a document maximises (else it minimises); None where its words leave that open."""
    up, down = bool(_UPWARDS.search(text)), bool(_DOWNWARDS.search(text))
    if up == down or (down and _UNSURE.search(text)):
        return None
    return up


def descent(
    update: Relation, earlier: Sequence[Read], upwards: bool | None, context: Context
) -> Descent | None:
    """Objective and rate of an update; None where it is no descent, or of nothing known.

    `earlier` has the relations before it, `upwards` whether the document maximises.
    """
    variable, body = update.left, update.right
    before = [
        side
        for read in reversed(earlier)
        for sides in read.readings[:1]
        for side in (sides.right, sides.left)
    ]

    def counts(letter: Term) -> bool:
        return isinstance(context.types.get(str(letter.value)), Index)

    if body.head != "add":
        return None
    start, *parts = body.args
    # In w_2 ← w_1 − …, one parameter seems to stand for another.
    if start is not variable and not _differentiated(start, before, counts):
        return None
    first = parts[0]
    plain = start is variable and len(parts) == 1 and first.head == "neg"
    rate, direction = _parted(first.args[0] if first.head == "neg" else first)
    directions = [direction] if plain or len(parts) == 1 else parts
    found = _differentiated(variable, directions) or _differentiated(variable, before)
    if not found:
        found = _differentiated(variable, before, counts)
    passed = {each.args[1] for node in before for each in _derivatives(node)}
    objective = next((each for each in found if each not in passed), next(iter(found), None))
    if objective is None:
        return None
    if rate.head == "div" and _averages(objective, rate.args[1], before):
        rate = rate.args[0]
    if plain:
        return Descent(objective, rate)
    if upwards is None and first.head != "neg":
        return None
    upwards = upwards and first.head != "neg"
    return Descent(objective, t.neg(rate) if upwards else rate, tentative=True)


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


def _differentiated(
    variable: Term, nodes: Iterable[Term], counts: Callable[[Term], bool] = lambda _: False
) -> dict[Term, None]:
    """What is differentiated by the variable, in the order of the nodes; whatever its letters."""
    return {
        each.args[0]: None
        for node in nodes
        for each in _derivatives(node)
        if len(each.args) == 2 and _same(each.args[1], variable, counts)
    }


def _same(one: Term, other: Term, counts: Callable[[Term], bool]) -> bool:
    """Whether two variables are the same, up to letters that count."""
    if one is other or one.head != "indexed" or other.head != "indexed":
        return one is other
    pairs = zip(one.args[1:], other.args[1:], strict=False)
    return (
        one.args[0] is other.args[0]
        and len(one.args) == len(other.args)
        and all(a is b or (counts(a) and counts(b)) for a, b in pairs)
    )


def _derivatives(node: Term) -> Iterable[Term]:
    return (each for each in t.subterms(node) if each.head == "derivative")
