"""Logistic regression for N samples and d features: the gradient as a product of matrices."""

from derive import Model, arrays, binary, positive

log, sigmoid, total = arrays.log, arrays.sigmoid, arrays.total

with Model(
    "logistic-regression-vectorised",
    title="Logistic regression with N samples and d features",
    summary="From one sample to the whole data matrix.",
) as m:
    N, d = m.size("N"), m.size("d")
    i = m.index("i", 1, N)
    X = m.matrix("X", N, d)
    x = m.rows("x", X, i)
    y = m.vector("y", N, binary)
    w = m.vector("w", d)
    alpha = m.symbol("alpha", positive)

    u = m.parameter("u", d)
    f = m.function("f", u, sigmoid(w.T @ u), rowwise=True)
    J = m.define("J", -total(y[i] * log(f(x[i])) + (1 - y[i]) * log(1 - f(x[i])), i, 1, N))

    m.derive(f(x[i]), w, expect=f(x[i]) * (1 - f(x[i])) * x[i])
    m.derive(J, w, expect=X.T @ (sigmoid(X @ w) - y))
    m.descend(J, w, rate=alpha)

    H = X.T @ arrays.diag(arrays.hadamard(sigmoid(X @ w), arrays.ones(N) - sigmoid(X @ w))) @ X
    g = m.define("g", X.T @ (sigmoid(X @ w) - y))
    m.derive(g, w, expect=H)
    m.claim(
        (arrays.gradient(arrays.gradient(J, w), w)).equals(H),
        title="The Hessian",
    )
    v = m.vector("v", d)
    s = sigmoid(w.T @ x[i]) * (1 - sigmoid(w.T @ x[i]))
    m.claim(
        (v.T @ H @ v).equals(total(s * (x[i].T @ v) ** 2, i, 1, N)),
        title="The Hessian as a weighted sum of squares",
    )
    m.claim(
        total(s * (x[i].T @ v) ** 2, i, 1, N).at_least(0),
        title="The cost is convex",
    )

    b = m.symbol("b")
    B = m.define(
        "B",
        -total(
            y[i] * log(sigmoid(w.T @ x[i] + b)) + (1 - y[i]) * log(1 - sigmoid(w.T @ x[i] + b)),
            i,
            1,
            N,
        ),
    )
    ones = arrays.ones
    m.derive(B, w, expect=X.T @ (sigmoid(X @ w + b * ones(N)) - y))
    m.derive(B, b, expect=ones(N).T @ (sigmoid(X @ w + b * ones(N)) - y))
