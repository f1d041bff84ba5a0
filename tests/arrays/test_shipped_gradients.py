"""Every line of every shipped model with arrays, in NumPy at random sizes.

The derivatives in the lines are differences of the objective as defined, so the gradients are
compared with a route that shares nothing with the engine and nothing with the prover.
"""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from calculus.models import OF_ANY_SIZE, derivation
from evaluate import agree, sides, squeezed
from points import point

from derive.model.context import Context
from derive.model.derivation import Derivation, Step
from derive.model.relation import Relation

POINTS = 2


DERIVATIONS = [derivation(name) for name in OF_ANY_SIZE]
LINES = [(x, step) for x in DERIVATIONS for step in x.steps if step.claim is not None]


def values_of(claim: Relation, context: Context, random: Random) -> dict[str, Any]:
    """A random point at which what is assumed holds: target rows that add up to 1."""
    values = point(claim, context, random)
    for given in context.assumptions:
        body = given.left.args[0]
        name = str(body.args[0].value)
        many = int(values["N"]) if len(body.args) == 3 else 1
        rows = np.asarray(values[name], dtype=float).reshape(many, int(values["K"]))
        rows = rows / rows.sum(axis=1, keepdims=True)
        values[name] = squeezed(rows if len(body.args) == 3 else rows.T)
    return values


@pytest.mark.parametrize(("of", "step"), LINES, ids=[f"{x.name}-{step.id}" for x, step in LINES])
def test_a_line_holds_at_random_sizes(of: Derivation, step: Step) -> None:
    claim = step.claim
    assert claim is not None
    random = Random(step.id)
    for _ in range(POINTS):
        left, right = sides(claim, of.context, values_of(claim, of.context, random))
        assert agree(claim.sign, left, right)


def test_the_models_are_there() -> None:
    assert {x.name for x in DERIVATIONS} >= {
        "linear-regression-vectorised",
        "logistic-regression-vectorised",
        "mlp-backpropagation",
        "softmax",
        "softmax-regression",
    }
