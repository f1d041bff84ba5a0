"""Softmax regression: K classes, N samples, and the gradient of the cross-entropy."""

from derive import Model, arrays, nonnegative, positive

exp, log, total = arrays.exp, arrays.log, arrays.total

with Model(
    "softmax-regression",
    title="Softmax regression with N samples, d features and K classes",
    summary="The gradient of the cross-entropy as a product of matrices.",
) as m:
    N, d, K = m.size("N"), m.size("d"), m.size("K")
    n = m.index("n", 1, N)
    l = m.index("l", 1, N)
    k = m.index("k", 1, K)
    j = m.index("j", 1, K)
    X = m.matrix("X", N, d)
    W = m.matrix("W", d, K)
    Y = m.matrix("Y", N, K, nonnegative)
    alpha = m.symbol("alpha", positive)

    Z = m.define("Z", X @ W)
    P = m.matrix("P", N, K)
    m.define(P[n, k], exp(Z[n, k]) / total(exp(Z[n, j]), j, 1, K))
    J = m.define("J", -total(total(Y[n, k] * log(P[n, k]), k, 1, K), n, 1, N))
    m.assume(total(Y[n, k], k, 1, K).equals(1))

    m.derive(P[n, k], Z[l, j])
    m.derive(J, Z[n, k], expect=P[n, k] - Y[n, k])
    m.derive(J, Z, expect=P - Y)
    m.derive(J, W, expect=X.T @ (P - Y))
    m.descend(J, W, rate=alpha)
