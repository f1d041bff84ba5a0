"""Least squares for N samples and d features, with ridge and weighted variants."""

from sympy import Rational

from derive import Model, arrays, nonnegative, positive

diag, gradient, norm, total = (
    arrays.diag,
    arrays.gradient,
    arrays.norm,
    arrays.total,
)

with Model(
    "linear-regression-vectorised",
    title="Linear regression with N samples and d features",
    summary="Least squares, ridge and weighted least squares, down to the normal equations.",
) as m:
    N, d = m.size("N"), m.size("d")
    i = m.index("i", 1, N)
    X = m.matrix("X", N, d)
    x = m.rows("x", X, i)
    y = m.vector("y", N)
    c = m.vector("c", N, nonnegative)
    w = m.vector("w", d)
    lam = m.symbol("lambda", nonnegative)
    alpha = m.symbol("alpha", positive)

    J = m.define("J", Rational(1, 2) * norm(X @ w - y) ** 2)
    R = m.define("R", Rational(1, 2) * norm(X @ w - y) ** 2 + lam / 2 * norm(w) ** 2)
    Q = m.define("Q", Rational(1, 2) * total(c[i] * (w.T @ x[i] - y[i]) ** 2, i, 1, N))

    m.derive(J, w, expect=X.T @ (X @ w - y))
    m.derive(R, w, expect=X.T @ (X @ w - y) + lam * w)
    m.derive(Q, w, expect=X.T @ diag(c) @ (X @ w - y))
    m.descend(J, w, rate=alpha)

    u = m.vector("u", d)
    m.claim(
        (X.T @ (X @ u - y)).equals(X.T @ X @ u - X.T @ y),
        title="A stationary point u solves the normal equations",
    )
    m.claim(
        gradient(gradient(J, w), w).equals(X.T @ X),
        title="The Hessian",
    )
    m.claim(
        (u.T @ X.T @ X @ u).equals(norm(X @ u) ** 2),
        title="The Hessian is positive semidefinite",
    )
