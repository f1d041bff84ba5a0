"""Case distinctions where something is differentiated whose definition is left closed.

The first points tried meet these claims by chance: only the cases could prove them, wrongly.
"""

import pytest

from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Scalar, finite
from derive.model.relation import Relation
from derive.proof import judge

W, Y, L, A = map(t.symbol, ("w", "y", "L", "a"))
SLOPE = t.derivative(L, W)
GIVEN = (
    Context()
    .declare("w", Scalar())
    .declare("y", Scalar(finite(0, 1)))
    .define(Definition(A, W - 1))
    .define(Definition(L, A**2))
)
RELATIONS = {
    "a factor with two values": (Y * SLOPE, t.ZERO, "refuted"),
    "another": ((1 + Y) * SLOPE, t.ZERO, "refuted"),
    "no derivative at all": (Y * L, t.ZERO, "refuted"),
    "of the second order": (Y * t.derivative(L, W, W), t.ZERO, "refuted"),
    "behind a sign": (t.call("abs", Y) * SLOPE, t.ZERO, "refuted"),
    "what it is": (Y * SLOPE, 2 * Y * (W - 1), "proved"),
    "a true one by cases": (Y**2 * SLOPE, 2 * Y * A, "proved"),
    "by cases with a wrong factor": (Y**2 * SLOPE, Y * A, "refuted"),
}


@pytest.mark.parametrize(("left", "right", "expected"), RELATIONS.values(), ids=RELATIONS)
def test_what_is_differentiated_is_opened_first(left, right, expected):
    assert judge(Relation(left, "=", right), GIVEN).status == expected
