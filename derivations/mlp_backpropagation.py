"""One hidden layer: backpropagation in matrix form, for N samples, d inputs, h units, K classes."""

from derive import Model, arrays, nonnegative, positive

exp, log, ones, tanh, total = arrays.exp, arrays.log, arrays.ones, arrays.tanh, arrays.total
hadamard = arrays.hadamard

with Model(
    "mlp-backpropagation",
    title="A network with one hidden layer",
    summary="The errors of both layers and the gradients of all weights, in matrix form.",
) as m:
    N, d, h, K = m.size("N"), m.size("d"), m.size("h"), m.size("K")
    n = m.index("n", 1, N)
    l = m.index("l", 1, N)
    k = m.index("k", 1, K)
    j = m.index("j", 1, K)
    X = m.matrix("X", N, d)
    W_1 = m.matrix("W_1", d, h)
    b_1 = m.vector("b_1", h)
    W_2 = m.matrix("W_2", h, K)
    b_2 = m.vector("b_2", K)
    Y = m.matrix("Y", N, K, nonnegative)
    alpha = m.symbol("alpha", positive)

    Z_1 = m.define("Z_1", X @ W_1 + ones(N) @ b_1.T)
    A = m.define("A", tanh(Z_1))
    Z_2 = m.define("Z_2", A @ W_2 + ones(N) @ b_2.T)
    P = m.matrix("P", N, K)
    m.define(P[n, k], exp(Z_2[n, k]) / total(exp(Z_2[n, j]), j, 1, K))
    J = m.define("J", -total(total(Y[n, k] * log(P[n, k]), k, 1, K), n, 1, N))
    m.assume(total(Y[n, k], k, 1, K).equals(1))

    m.derive(J, Z_2, expect=P - Y)
    m.derive(J, W_2, expect=A.T @ (P - Y))
    m.derive(J, b_2, expect=(P - Y).T @ ones(N))
    m.derive(J, A, expect=(P - Y) @ W_2.T)
    m.derive(J, Z_1, expect=hadamard((P - Y) @ W_2.T, ones(N, h) - hadamard(A, A)))
    m.derive(J, W_1)
    m.derive(J, b_1)
    m.descend(J, W_1, b_1, W_2, b_2, rate=alpha)
