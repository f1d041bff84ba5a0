"""Logistic regression for one sample with any number d of features."""

from sympy import Sum, exp, log

from derive import Model, binary, positive

with Model(
    "logistic-regression-features",
    title="Logistic regression with d features",
    summary="One sample, and the weights summed over as many features as there are.",
) as m:
    d = m.size("d")
    i = m.index("i", 1, d)
    j = m.index("j", 1, d)
    w, x = m.families("w x", over=j)
    b = m.symbol("b")
    y = m.symbol("y", binary)
    alpha = m.symbol("alpha", positive)
    t = m.parameter("t")
    sigma = m.function("sigma", t, 1 / (1 + exp(-t)))
    z = m.define("z", Sum(w[j] * x[j], (j, 1, d)) + b)
    a = m.define("a", sigma(z))
    L = m.define("L", -(y * log(a) + (1 - y) * log(1 - a)))
    m.derive(L, a, expect=-y / a + (1 - y) / (1 - a))
    m.derive(a, z, expect=a * (1 - a))
    m.derive(L, z, expect=a - y)
    m.derive(z, w[i], expect=x[i])
    m.derive(z, b, expect=1)
    m.derive(L, w[i], expect=(a - y) * x[i])
    m.derive(L, b, expect=a - y)
    m.descend(L, w[i], b, rate=alpha)
