"""A 2-2-1 sigmoid network: backpropagation, with a hidden bias that both hidden units share."""

from sympy import exp, log

from derive import Model, binary, positive

with Model(
    "two-layer-network",
    title="A 2-2-1 sigmoid network",
    summary="Two paths lead from the shared bias c to the loss; the chain rule adds them up.",
) as m:
    i = m.index("i", 1, 2)
    j = m.index("j", 1, 2)
    x = m.family("x", over=i)
    W = m.family("W", over=(j, i))
    v, z, h = m.families("v z h", over=j)
    b, c = m.symbols("b c")
    y = m.symbol("y", binary)
    alpha = m.symbol("alpha", positive)

    t = m.parameter("t")
    sigma = m.function("sigma", t, 1 / (1 + exp(-t)))

    m.define(z[1], W[1, 1] * x[1] + W[1, 2] * x[2] + c)
    m.define(z[2], W[2, 1] * x[1] + W[2, 2] * x[2] + c)
    m.define(h[1], sigma(z[1]))
    m.define(h[2], sigma(z[2]))
    s = m.define("s", v[1] * h[1] + v[2] * h[2] + b)
    a = m.define("a", sigma(s))
    L = m.define("L", -(y * log(a) + (1 - y) * log(1 - a)))

    m.derive(L, s, expect=a - y)
    m.derive(L, v[j], expect=(a - y) * h[j])
    m.derive(L, b, expect=a - y)
    m.derive(L, W[1, 1], expect=(a - y) * v[1] * h[1] * (1 - h[1]) * x[1])
    m.derive(L, W[1, 2], expect=(a - y) * v[1] * h[1] * (1 - h[1]) * x[2])
    m.derive(L, W[2, 1], expect=(a - y) * v[2] * h[2] * (1 - h[2]) * x[1])
    m.derive(L, W[2, 2], expect=(a - y) * v[2] * h[2] * (1 - h[2]) * x[2])
    m.derive(L, c, expect=(a - y) * (v[1] * h[1] * (1 - h[1]) + v[2] * h[2] * (1 - h[2])))
    m.descend(L, v[j], b, W[1, 1], W[1, 2], W[2, 1], W[2, 2], c, rate=alpha)
