"""At least ten thousand mutants of proved claims: none may be called proved unless it is true.

Some changes leave a claim true (y² for y³ with y binary).  A mutant that is called proved or
conditional is therefore evaluated at many points by the trusted core, which shares no code with
the judge; it must hold at each of them.
"""

import random
from collections import Counter
from fractions import Fraction

import identities
from mutation import mutants
from notation import context, relation
from test_claims import ROWS

from derive.model import term as t
from derive.proof import judge
from derive.proof.refute import candidates
from derive.replay.evaluation import enclosed
from derive.replay.interval import Undefined

WANTED = 10_000 if identities.FILE.exists() else 6_000
"""The labelled cases, where they are at hand, give the rest of the ten thousand."""


def claims():
    found = [(relation(r[0]), context(*r[2:5])) for r in ROWS]
    if identities.FILE.exists():
        found += [
            (claim, given)
            for case, claim, given in identities.load()
            if case["expected"] == "proved" and claim.left.size + claim.right.size < 400
        ]
    return [c for c in found if c[0].sign == "="]


def differs(claim, given, rng):
    """Whether the trusted core sees the sides apart at one of many points."""
    names = {*t.free_symbols(claim.left), *t.free_symbols(claim.right)}
    bodies = [d.body for d in given.definitions]
    names |= {s for body in bodies for s in t.free_symbols(body)}
    names = sorted((n for n in names if given.definition_of(n) is None), key=str)
    if given.assumptions:
        return False
    for _ in range(12):
        point = {}
        for name in names:
            kind = given.types.get(str(name.value))
            domain = getattr(kind, "domain", None)
            options = (
                candidates(domain) if domain is not None else tuple(map(Fraction, range(-3, 4)))
            )
            point[name] = rng.choice(options[:12])
        try:
            left, right = (enclosed(s, given, point) for s in (claim.left, claim.right))
        except (Undefined, KeyError, ValueError, ZeroDivisionError):
            continue
        if left.apart(right):
            return True
    return False


def test_no_false_mutant_is_proved(say):
    rng = random.Random(20240501)
    originals = claims()
    share = -(-WANTED * 13 // 10 // len(originals))
    counts, true, lies = Counter(), [], []
    for claim, given in originals:
        for mutant in mutants(claim, share, rng):
            verdict = judge(mutant, given, time_limit=5)
            counts[verdict.status] += 1
            if verdict.holds:
                (lies if differs(mutant, given, rng) else true).append(str(mutant))
    say(f"mutants: {sum(counts.values())} {dict(counts)}; still true: {len(true)}")
    for each in true:
        print("  still true:", each[:150])
    assert not lies
    assert sum(counts.values()) >= WANTED
    # Changes that happen to keep a claim true are rare; many would mean the judge is too easy.
    assert len(true) <= sum(counts.values()) / 50
