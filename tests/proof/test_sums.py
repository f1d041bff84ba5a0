"""Generated sums over families of symbolic size, differentiated by two routes.

The judge takes ∂/∂x_j inside its normal form; the plain rules on terms give a second answer.  They
are equal, so the claim must not be refuted; with something added it must not be proved.
"""

import random

import pytest
from notation import context

from derive.model import term as t
from derive.model.relation import Relation
from derive.proof import judge
from derive.proof.differentiate import differentiate

GIVEN = context(
    "N: posint, M: posint, x[1..N]: real, y[1..N]: real, w[1..N;1..M]: real, v[1..M]: real, "
    "j: 1..N, l: 1..M"
)
N, M, J, L, W = (t.symbol(n) for n in "NMjlw")
X, Y, V = (t.symbol(n) for n in "xyv")


def summand(rng, depth, over_n, over_m):
    """A random summand; bound indices may be called like the free ones."""
    if depth == 0 or rng.random() < 0.2:
        options = [t.number(rng.randrange(1, 4)), X[J], N]
        options += [f for i in over_n for f in (X[i], Y[i], X[i], i)]
        options += [V[k] for k in over_m] + [W[i, k] for i in over_n for k in over_m]
        return rng.choice(options)

    def inner():
        return summand(rng, depth - 1, over_n, over_m)

    kind = rng.randrange(8)
    if kind < 2:
        return t.add(inner(), inner())
    if kind < 4:
        return t.mul(inner(), inner())
    if kind == 4:
        return t.power(inner(), 2)
    if kind == 5:
        return t.call(rng.choice(["exp", "sigmoid", "tanh"]), inner())
    if kind == 6:
        i = t.symbol(rng.choice("ipqj"))
        return t.summation(summand(rng, depth - 1, [*over_n, i], over_m), i, 1, N)
    k = t.symbol(rng.choice("kml"))
    return t.summation(summand(rng, depth - 1, over_n, [*over_m, k]), k, 1, M)


@pytest.mark.parametrize("seed", range(150))
def test_two_routes_to_a_derivative(seed):
    rng = random.Random(seed)
    i = t.symbol("i")
    total = t.summation(summand(rng, 3, [i], []), i, 1, N)
    variable = rng.choice([X[J], V[L], W[J, L]])
    left, right = t.derivative(total, variable), differentiate(total, variable)
    assert judge(Relation(left, "=", right), GIVEN).status != "refuted"
    assert not judge(Relation(left, "=", right + X[J]), GIVEN).holds
    assert not judge(Relation(total, "=", total + 1), GIVEN).holds
