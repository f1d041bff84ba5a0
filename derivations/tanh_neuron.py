"""A tanh neuron: the gradient of half the squared error."""

from sympy import Rational, tanh

from derive import Model, positive

with Model(
    "tanh-neuron",
    title="A tanh neuron with squared error",
    summary="The factor 1 − a² is why a saturated neuron learns slowly.",
) as m:
    i = m.index("i", 1, 2)
    w, x = m.families("w x", over=i)
    b, y = m.symbols("b y")
    alpha = m.symbol("alpha", positive)

    z = m.define("z", w[1] * x[1] + w[2] * x[2] + b)
    a = m.define("a", tanh(z))
    L = m.define("L", Rational(1, 2) * (a - y) ** 2)

    m.derive(L, a, expect=a - y)
    m.derive(a, z, expect=1 - a**2)
    m.derive(L, z, expect=(a - y) * (1 - a**2))
    m.derive(L, w[i], expect=(a - y) * (1 - a**2) * x[i])
    m.derive(L, b, expect=(a - y) * (1 - a**2))
    m.descend(L, w[i], b, rate=alpha)
