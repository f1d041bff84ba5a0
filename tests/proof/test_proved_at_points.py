"""What is proved also holds at points, in the trusted core's own arithmetic.

Special points (0, ±1, 2, ends of domains) and scattered ones; the trusted core shares no code with
the judge, so each point is a second opinion.
"""

import random
from fractions import Fraction

from notation import context, relation
from test_claims import ROWS

from derive.model import term as t
from derive.model.domain import REAL, Scalar
from derive.proof import judge
from derive.proof.refute import candidates
from derive.replay.evaluation import enclosed
from derive.replay.interval import Undefined, precision

SPECIAL = [Fraction(p) for p in (0, 1, -1, 2, "1/2", "-1/3", 5)]

AGREES = {
    "=": lambda a, b: not a.apart(b),
    "!=": lambda a, b: not (a.is_point and a == b),
    "<": lambda a, b: a.low < b.high,
    "<=": lambda a, b: a.low <= b.high,
    ">": lambda a, b: a.high > b.low,
    ">=": lambda a, b: a.high >= b.low,
}


def points(claim, given, rng):
    names = {*t.free_symbols(claim.left), *t.free_symbols(claim.right)}
    names |= {s for d in given.definitions for s in t.free_symbols(d.body)}
    free = sorted((n for n in names if given.definition_of(n) is None), key=str)
    for k in range(16):
        point = {}
        for n in free:
            kind = given.types.get(str(n.value), Scalar(REAL))
            domain = getattr(kind, "domain", REAL)
            options = [v for v in SPECIAL if v in domain] if k < 6 else []
            point[n] = rng.choice(options or list(candidates(domain))[:20])
        yield point


def test_every_proved_claim_holds_at_points(say):
    rng, evaluated = random.Random(7), 0
    for row in ROWS:
        claim, given = relation(row[0]), context(*row[2:5])
        if given.assumptions or judge(claim, given).status != "proved":
            continue
        for point in points(claim, given, rng):
            try:
                with precision(96):
                    left, right = (enclosed(s, given, point) for s in (claim.left, claim.right))
            except (Undefined, KeyError, ValueError, ZeroDivisionError):
                continue
            evaluated += 1
            assert AGREES[claim.sign](left, right), (str(claim), point)
    say(f"proved claims held at {evaluated} points")
    assert evaluated > 300
