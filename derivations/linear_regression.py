"""Linear regression: the gradient of half the squared error for one example and two features."""

from sympy import Derivative, Rational

from derive import Model, positive

with Model(
    "linear-regression",
    title="Linear regression with squared error",
    summary="Its gradient has the same form (a − y)x_i as that of logistic regression.",
) as m:
    i = m.index("i", 1, 2)
    w, x = m.families("w x", over=i)
    b, y = m.symbols("b y")
    alpha = m.symbol("alpha", positive)

    a = m.define("a", w[1] * x[1] + w[2] * x[2] + b)
    L = m.define("L", Rational(1, 2) * (a - y) ** 2)

    m.derive(L, a, expect=a - y)
    m.derive(a, w[i], expect=x[i])
    m.derive(L, w[i], expect=(a - y) * x[i])
    m.derive(L, b, expect=a - y)
    m.claim(
        Derivative(L, w[i]),
        (a - y) * x[i],
        title="The same form as the gradient of logistic regression",
    )
    m.descend(L, w[i], b, rate=alpha)
