"""What may be meant as something else, but is one slip away from what holds for all values.

`x² + y² = r²` may set r down, and a number may be the value that was put in: neither is refuted
where it fails.  But log(eᵗ + eᵘ) = c − log(eᵗ⁻ᶜ + eᵘ⁻ᶜ) is a wrong form of an identity in c, t
and u, and no definition of c.  An update may belong to another scheme than gradient descent; with
the gradient of the objective on its right side and a sign turned, it is a wrong step.
"""

from __future__ import annotations

from dataclasses import replace

from derive.checker.suggestions import Judge, nearest
from derive.checker.trust import trusted
from derive.model import term as t
from derive.model.derivation import Step
from derive.model.domain import Index
from derive.model.shapes import Misshapen, Shapes, same
from derive.model.verdict import Verdict

EACH = 2.0
"""The time for one edit, in seconds: the verdict depends on it, not just a hint."""


def despite_doubts(verdict: Verdict, step: Step, judge: Judge, seconds: float) -> Verdict:
    """The verdict on a claim that may define something: unknown, if no slip explains it."""
    open_ = verdict.status == "refuted" and not step.guessed
    # Against 0, an index turned makes x₁ − x₂ vanish: what is set to 0 may well be a condition.
    claim = step.claim
    open_ = open_ and not (claim and (t.is_number(claim.right, 0) or t.is_number(claim.left, 0)))
    near = nearest(step, judge, EACH, seconds) if open_ else None
    if near is not None and _inputs(step) <= _inputs(near[0]):
        part, other = near[1]
        note = f"with {other} in the place of {part} it would hold for all values"
        return replace(
            verdict, suggestion=f"true if {part} is read as {other}", notes=(*verdict.notes, note)
        )
    return trusted(verdict, step)


def of_update(verdict: Verdict, step: Step, judge: Judge, seconds: float) -> Verdict | None:
    """The verdict on an update that may belong to another scheme; None if no slip explains it."""
    if verdict.holds:
        return verdict
    if step.guessed:
        return None
    if verdict.status == "ill-formed":
        return verdict if _misshapen(step) else None
    near = nearest(step, judge, EACH, seconds) if verdict.status == "refuted" else None
    if near is None:
        return None
    part, other = near[1]
    return replace(verdict, suggestion=f"true if {part} is read as {other}")


def _inputs(step: Step) -> set[t.Term]:
    """The names in a claim, indices aside."""
    types = {} if step.context is None else step.context.types
    sides = (step.relation.left, step.relation.right)
    names = {name for side in sides for name in t.free_symbols(side)}
    return {name for name in names if not isinstance(types.get(str(name.value)), Index)}


def _misshapen(step: Step) -> bool:
    """Whether an update does not even have the shape of what it updates."""
    if step.context is None:
        return False
    shapes = Shapes(step.context)
    try:
        return not same(shapes.of(step.relation.left), shapes.of(step.relation.right))
    except Misshapen:
        return True
