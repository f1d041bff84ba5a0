"""Logistic regression: the gradient of the cross-entropy for one example and two features."""

from sympy import Derivative, exp, log

from derive import Model, binary, positive

with Model(
    "logistic-regression",
    title="Logistic regression with two features",
    summary="The gradient of the cross-entropy loss, component by component.",
) as m:
    i = m.index("i", 1, 2)
    w, x = m.families("w x", over=i)
    b = m.symbol("b")
    y = m.symbol("y", binary)
    alpha = m.symbol("alpha", positive)

    t = m.parameter("t")
    sigma = m.function("sigma", t, 1 / (1 + exp(-t)))

    z = m.define("z", w[1] * x[1] + w[2] * x[2] + b)
    a = m.define("a", sigma(z))
    L = m.define("L", -(y * log(a) + (1 - y) * log(1 - a)))

    m.derive(L, a, expect=-y / a + (1 - y) / (1 - a))
    m.derive(a, z, expect=a * (1 - a))
    m.derive(L, z, expect=a - y)
    m.derive(z, w[1], w[2])
    m.derive(z, w[i], expect=x[i])
    m.derive(z, b, expect=1)
    m.derive(L, w[1], w[2])
    m.derive(L, w[i], expect=(a - y) * x[i])
    m.derive(L, b, expect=a - y)

    M = m.define("M", log(1 + exp(z)) - y * z)
    m.derive(M, z, expect=a - y)
    m.claim(L, M, title="The loss in terms of z alone")
    m.claim(Derivative(L, z), Derivative(M, z), title="Both routes agree")

    m.descend(L, w[i], b, rate=alpha)
