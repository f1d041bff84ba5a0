"""Poisson regression: the gradient of the negative log-likelihood with the log link."""

from sympy import exp, factorial, log

from derive import Model, natural, positive

with Model(
    "poisson-regression",
    title="Poisson regression with the log link",
    summary="The canonical link gives the gradient (λ − y)x_i once more.",
) as m:
    i = m.index("i", 1, 2)
    w, x = m.families("w x", over=i)
    b = m.symbol("b")
    y = m.symbol("y", natural)
    alpha = m.symbol("alpha", positive)

    z = m.define("z", w[1] * x[1] + w[2] * x[2] + b)
    lamda = m.define("lamda", exp(z))
    L = m.define("L", lamda - y * log(lamda) + log(factorial(y)))

    m.derive(L, lamda, expect=1 - y / lamda)
    m.derive(lamda, z, expect=lamda)
    m.derive(L, z, expect=lamda - y)
    m.derive(L, w[i], expect=(lamda - y) * x[i])
    m.derive(L, b, expect=lamda - y)
    m.descend(L, w[i], b, rate=alpha)
