"""Conditions are exact: at any point they hold just when both sides are defined there."""

import random
from collections import Counter
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from notation import context
from test_properties import expressions

from derive.model import term as t
from derive.model.domain import REAL, Scalar
from derive.model.relation import Relation
from derive.proof import judge
from derive.proof.balls import Evaluation, Point, Undecided, Undefined, precision
from derive.proof.definedness import Condition, Definedness
from derive.proof.refute import candidates

DOMAINS = ["", "x: pos", "x: unit, y: bin", "x: nonneg, y: posint", "x: nonzero, y: sym"]
X, Y = t.symbol("x"), t.symbol("y")
counts: Counter = Counter()


def meets(evaluation, condition):
    try:
        return evaluation.meets(condition)
    except (Undefined, ZeroDivisionError):
        return False


@settings(max_examples=300)
@given(expressions, st.sampled_from(DOMAINS), st.integers(0, 10**6))
def test_they_hold_just_where_both_sides_are_defined(node, domains, seed):
    rng, known = random.Random(seed), context(domains)
    verdict = judge(Relation(node, "=", node), known, time_limit=5)
    if verdict.status == "unknown":
        return
    needed = Definedness(known).of(node)
    for _ in range(8):
        kinds = {n: known.types.get(str(n.value), Scalar(REAL)).domain for n in (X, Y)}
        point = {n: rng.choice(candidates(d)[:20]) for n, d in kinds.items()}
        with precision(200):
            evaluation = Evaluation(Point(lambda n, _, at=point: at[n]))
            try:
                defined = all(meets(evaluation, c) for c in needed)
                said = verdict.status != "ill-formed" and all(
                    meets(evaluation, Condition(c)) for c in verdict.conditions
                )
            except (Undecided, OverflowError, ValueError):
                continue
        counts[verdict.status] += 1
        assert defined == said, (str(node), point, verdict)


def test_points_were_really_looked_at(say):
    assert all(isinstance(v, Fraction) for v in candidates(REAL))
    say(f"conditions agreed with definedness at {dict(counts)} points")
