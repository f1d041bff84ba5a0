"""From assumptions that exclude each other, nothing is proved; from those that do not, what is so."""

import pytest

from derive.model.context import Context
from derive.model.domain import Scalar
from derive.proof.judge import judge
from derive.readers.plain import parse_relation

EXCLUDING = (
    ("x > y", "y > x"),
    ("x > y", "y > z", "z > x"),
    ("x^2 = -1",),
    ("x^2 + x + 1 = 0",),
    ("x + y = 1", "x + y = 2"),
    ("x = y", "y = z", "x = z + 1"),
    ("x*y = 1", "x = 0"),
    ("x^2 + y^2 = 1", "x = 2"),
    ("x^2 + y^2 = 1", "x + y = 3"),
    ("x^2 = y^2", "x > y", "y > 0"),
    ("x^2 = 2", "x^4 = 5"),
    ("exp(x) < 0",),
    ("tanh(x) = 2",),
    ("1 = 2",),
)
FALSE = ("1 = 2", "x = x + 1", "x/x = 2", "x = y", "w > 0", "w^2 = 7", "1 < 0")


def verdict(claim, given):
    context = Context()
    for name in "wxyz":
        context = context.declare(name, Scalar())
    return judge(parse_relation(claim), context.assume(*map(parse_relation, given)), time_limit=5)


@pytest.mark.parametrize("given", EXCLUDING, ids="; ".join)
def test_nothing_follows_from_a_contradiction(given):
    for claim in FALSE:
        assert verdict(claim, given).status in ("ill-formed", "unknown", "refuted"), claim


@pytest.mark.parametrize(
    ("given", "claim", "status"),
    [
        (("x > y", "y > z"), "x > z", "proved"),
        (("x > y", "y > z"), "1 = 2", "refuted"),
        (("x + y = 1",), "x^2 - y^2 = x - y", "proved"),
        (("x + y = 1",), "x^2 + y^2 = x + y", "refuted"),
    ],
)
def test_what_can_be_met_still_proves(given, claim, status):
    assert verdict(claim, given).status == status
