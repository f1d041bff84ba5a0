"""What the engine is asked to carry out: a context and goals, nothing worked out yet.

A person states which derivatives are wanted, perhaps with the result they expect, which relations
ought to hold, and which quantity gradient descent is to minimise.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.ground.place import Place
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term


@dataclass(frozen=True, slots=True)
class DerivativeGoal:
    """Work out the derivative of a quantity with respect to a variable."""

    quantity: Term
    variable: Term
    expected: Term | None = None
    """The result that the author expects, in their own form; it becomes a claim."""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation that ought to hold, to be shown."""

    relation: Relation
    title: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Descent:
    """Gradient descent on an objective: v := v − rate · ∂objective/∂v for each variable."""

    objective: Term
    variables: tuple[Term, ...]
    rate: Term
    place: Place | None = None


Goal = DerivativeGoal | Statement | Descent


@dataclass(frozen=True)
class Problem:
    """A model with its goals, in the order in which they were stated."""

    name: str
    title: str
    context: Context
    goals: tuple[Goal, ...]
    summary: str = ""
    source: str = ""
    """The file that states it."""
