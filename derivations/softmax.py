"""Softmax: its Jacobian and the gradient of the cross-entropy, for K classes."""

from derive import Model, arrays, nonnegative

exp, log, total, delta = arrays.exp, arrays.log, arrays.total, arrays.delta

with Model(
    "softmax",
    title="Softmax and its cross-entropy",
    summary="The Jacobian of softmax and the gradient p − y, for K classes.",
) as m:
    K = m.size("K")
    k = m.index("k", 1, K)
    j = m.index("j", 1, K)
    z = m.vector("z", K)
    y = m.vector("y", K, nonnegative)
    p = m.vector("p", K)

    m.define(p[k], exp(z[k]) / total(exp(z[j]), j, 1, K))
    L = m.define("L", -total(y[k] * log(p[k]), k, 1, K))
    m.assume(total(y[k], k, 1, K).equals(1))

    m.derive(p[k], z[j], expect=p[k] * (delta(k, j) - p[j]))
    m.derive(L, z[j], expect=p[j] - y[j])
    m.derive(L, z, expect=p - y)
