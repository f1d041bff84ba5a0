"""Vectorised gradients of the models of machine learning, for N samples, d features, K classes."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from group import Group


def one_target(values: dict[str, Any], random: Random) -> None:
    y = np.atleast_2d(values["y"])
    y = y - (np.sum(y) - 1) / len(y)
    values["y"] = y if y.size > 1 else 1.0


def target_rows(values: dict[str, Any], random: Random) -> None:
    shape = round(values["N"]), round(values["K"])
    y = np.array([[random.uniform(-1, 1) for _ in range(shape[1])] for _ in range(shape[0])])
    y = y - (np.sum(y, axis=1, keepdims=True) - 1) / shape[1]
    values["Y"] = y if y.size > 1 else 1.0


LEAST_SQUARES = Group(
    "least squares, ridge, weighted",
    "X: N d; w, m: d; y, r, b: N; l, s: real; p: N; G: d d; S: d d symmetric",
    """
proved          D(norm(X*w - y)**2/2, w) = T(X)*(X*w - y)
     refuted    D(norm(X*w - y)**2/2, w) = 2*T(X)*(X*w - y)
     refuted    D(norm(X*w - y)**2/2, w) = T(X)*(y - X*w)
     ill-formed D(norm(X*w - y)**2/2, w) = X*(X*w - y)
     numerator  D(norm(X*w - y)**2/2, w) = T(X*w - y)*X
proved          D(norm(y - X*w)**2, w) = -2*T(X)*(y - X*w)
     refuted    D(norm(y - X*w)**2, w) = 2*T(X)*(y - X*w)
proved          D(norm(X*w - y)**2/2, w) = T(X)*X*w - T(X)*y
     refuted    D(norm(X*w - y)**2/2, w) = T(X)*X*w + T(X)*y
     ill-formed D(norm(X*w - y)**2/2, w) = X*T(X)*w - T(X)*y
proved          D(norm(X*w - y)**2/2, w) = Sum((T(row(X,i))*w - y[i])*row(X,i), i, 1, N)
     refuted    D(norm(X*w - y)**2/2, w) = Sum((T(row(X,i))*w)*row(X,i), i, 1, N)
proved          D(norm(X*w - y)**2/2, w, w) = T(X)*X
     refuted    D(norm(X*w - y)**2/2, w, w) = 2*T(X)*X
     ill-formed D(norm(X*w - y)**2/2, w, w) = X*T(X)
proved          D(X*w - y, w) = T(X)
     numerator  D(X*w - y, w) = X
proved          D(norm(X*w + s*ones(N) - y)**2/2, s) = T(ones(N))*(X*w + s*ones(N) - y)
     refuted    D(norm(X*w + s*ones(N) - y)**2/2, s) = T(ones(N))*(X*w - y)
     ill-formed D(norm(X*w + s*ones(N) - y)**2/2, s) = X*w + s*ones(N) - y
proved          D(norm(X*w - y)**2 + l*norm(w)**2, w) = 2*T(X)*(X*w - y) + 2*l*w
     refuted    D(norm(X*w - y)**2 + l*norm(w)**2, w) = 2*T(X)*(X*w - y) + l*w
     refuted    D(norm(X*w - y)**2 + l*norm(w)**2, w) = 2*T(X)*(X*w - y)
proved          D(norm(X*w - y)**2 + l*norm(w)**2, w) = 2*((T(X)*X + l*I(d))*w - T(X)*y)
     refuted    D(norm(X*w - y)**2 + l*norm(w)**2, w) = 2*((T(X)*X + l*ones(d,d))*w - T(X)*y)
proved          D(norm(X*w - y)**2/2 + l*norm(w)**2/2, w, w) = T(X)*X + l*I(d)
     refuted    D(norm(X*w - y)**2/2 + l*norm(w)**2/2, w, w) = T(X)*X + l*ones(d,d)
proved          D(T(X*w - y)*diag(p)*(X*w - y)/2, w) = T(X)*diag(p)*(X*w - y)
     refuted    D(T(X*w - y)*diag(p)*(X*w - y)/2, w) = T(X)*diag(p)*diag(p)*(X*w - y)
     refuted    D(T(X*w - y)*diag(p)*(X*w - y)/2, w) = 2*T(X)*diag(p)*(X*w - y)
proved          D(T(X*w - y)*diag(p)*(X*w - y)/2, w) = T(X)*had(p, X*w - y)
proved          D(T(X*w - y)*diag(p)*(X*w - y)/2, p) = had(X*w - y, X*w - y)/2
     refuted    D(T(X*w - y)*diag(p)*(X*w - y)/2, p) = X*w - y
proved          T(w)*(T(X)*X)*w = norm(X*w)**2
proved          T(w)*(T(X)*X)*w >= 0
     refuted    T(w)*(T(X)*X)*w > 0
     refuted    T(w)*G*w >= 0
proved          D(norm(X*w - y)**2, y) = -2*(X*w - y)
     refuted    D(norm(X*w - y)**2, y) = 2*(X*w - y)
proved          D(norm(X*w - y)**2, X) = 2*(X*w - y)*T(w)
     numerator  D(norm(X*w - y)**2, X) = 2*w*T(X*w - y)
proved          D(T(w - m)*S*(w - m)/2, w) = S*(w - m)
     refuted    D(T(w - m)*G*(w - m)/2, w) = G*(w - m)
conditional     inv(T(X)*X)*(T(X)*X)*w = w | det(transpose(X)*X) != 0
     refuted    inv(T(X)*X)*(T(X)*X)*w = 2*w
conditional     T(X)*(X*(inv(T(X)*X)*T(X)*y) - y) = zeros(d) | det(transpose(X)*X) != 0
     refuted    T(X)*(X*(inv(T(X)*X)*T(X)*y) + y) = zeros(d)
""",
)

LOGISTIC = Group(
    "logistic regression",
    "X: N d; w, v: d; y: N; b: real; i: 1..N",
    """
proved          D(J, w) = T(X)*(f(X*w) - y)
     refuted    D(J, w) = T(X)*(y - f(X*w))
     refuted    D(J, w) = 2*T(X)*(f(X*w) - y)
     ill-formed D(J, w) = X*(f(X*w) - y)
     refuted    D(J, w) = T(X)*(X*w - y)
     numerator  D(J, w) = T(f(X*w) - y)*X
proved          D(J, w) = Sum((f(T(row(X,i))*w) - y[i])*row(X,i), i, 1, N)
     refuted    D(J, w) = Sum((f(T(row(X,i))*w) - y[1])*row(X,i), i, 1, N)
     refuted    D(J, w) = Sum((f(T(row(X,i))*w) - y[i])*row(X,i), i, 1, d)
     refuted    D(J, w) = (f(T(row(X,i))*w) - y[i])*row(X,i)
proved          J = T(ones(N))*log(1*ones(N) + exp(X*w)) - T(y)*X*w
     refuted    J = T(ones(N))*log(1*ones(N) + exp(X*w)) + T(y)*X*w
     refuted    J = T(ones(N))*log(1*ones(N) + exp(-X*w)) - T(y)*X*w
proved          J = -T(y)*log(f(X*w)) - T(ones(N) - y)*log(ones(N) - f(X*w))
     refuted    J = T(y)*log(f(X*w)) + T(ones(N) - y)*log(ones(N) - f(X*w))
proved          D(f(T(v)*w), w) = f(T(v)*w)*(1 - f(T(v)*w))*v
     refuted    D(f(T(v)*w), w) = f(T(v)*w)*(1 - f(T(v)*w))*w
     refuted    D(f(T(v)*w), w) = f(T(v)*w)*(1 + f(T(v)*w))*v
proved          D(f(X*w), w) = T(X)*diag(had(f(X*w), ones(N) - f(X*w)))
     numerator  D(f(X*w), w) = diag(had(f(X*w), ones(N) - f(X*w)))*X
     refuted    D(f(X*w), w) = T(X)*diag(f(X*w))
proved          D(J, w, w) = T(X)*diag(had(f(X*w), ones(N) - f(X*w)))*X
     refuted    D(J, w, w) = T(X)*X
     refuted    D(J, w, w) = -T(X)*diag(had(f(X*w), ones(N) - f(X*w)))*X
     refuted    D(J, w, w) = T(X)*diag(f(X*w))*X
     ill-formed D(J, w, w) = X*diag(had(f(X*w), ones(N) - f(X*w)))*T(X)
proved          D(L, b) = T(ones(N))*(f(X*w + b*ones(N)) - y)
     refuted    D(L, b) = T(ones(N))*(f(X*w) - y)
     ill-formed D(L, b) = f(X*w + b*ones(N)) - y
proved          D(L, w) = T(X)*(f(X*w + b*ones(N)) - y)
     refuted    D(L, w) = T(X)*(f(X*w) - y)
""",
    where="f(t) := 1/(1+exp(-t)); J := -Sum(y[k]*log(f(T(row(X,k))*w)) + (1-y[k])*log(1-f(T(row(X,k))*w)), k, 1, N); L := T(ones(N))*(log(ones(N) + exp(X*w + b*ones(N))) - had(y, X*w + b*ones(N)))",
)

SOFTMAX = Group(
    "softmax and cross-entropy",
    "z: K; y: K; i, j: 1..K",
    """
proved          D(p[i], z[j]) = p[i]*(delta(i,j) - p[j])
     refuted    D(p[i], z[j]) = p[i]*(1 - p[j])
     refuted    D(p[i], z[j]) = p[i]*(delta(i,j) + p[j])
     refuted    D(p[i], z[j]) = -p[i]*p[j]
proved          D(p, z) = diag(p) - p*T(p)
     refuted    D(p, z) = diag(p) + p*T(p)
     refuted    D(p, z) = diag(p) - T(p)*p*I(K)
     refuted    D(p, z) = diag(p)
proved          T(ones(K))*p = 1
     refuted    T(ones(K))*p = K
proved          D(L, z) = p - y
     refuted    D(L, z) = y - p
     refuted    D(L, z) = p + y
     refuted    D(L, z) = p
proved          D(log(Sum(exp(z[k]), k, 1, K)), z) = p
     refuted    D(log(Sum(exp(z[k]), k, 1, K)), z) = exp(z)
proved          D(log(Sum(exp(z[k]), k, 1, K)), z, z) = diag(p) - p*T(p)
     refuted    D(log(Sum(exp(z[k]), k, 1, K)), z, z) = diag(p)
proved          D(L, p) = -quotient(y, p)
     refuted    D(L, p) = quotient(y, p)
proved          L = log(Sum(exp(z[k]), k, 1, K)) - T(y)*z
     refuted    L = log(Sum(exp(z[k]), k, 1, K)) + T(y)*z
""",
    where="p := exp(z)/Sum(exp(z[k]), k, 1, K); L := -Sum(y[k]*log(p[k]), k, 1, K)",
    assuming="Sum(y[k], k, 1, K) = 1",
    repair=one_target,
)

SOFTMAX_FREE = Group(
    "cross-entropy without the assumption on y",
    "z: K; y: K",
    """
proved          D(L, z) = (T(ones(K))*y)*p - y
refuted         D(L, z) = p - y
""",
    where="p := exp(z)/Sum(exp(z[k]), k, 1, K); L := -Sum(y[k]*log(p[k]), k, 1, K)",
)

SOFTMAX_REGRESSION = Group(
    "softmax regression",
    "X: N d; W: d K; Y: N K; softmax: K -> K by rowwise",
    """
proved          D(J, W) = T(X)*(P - Y)
     refuted    D(J, W) = T(X)*(Y - P)
     refuted    D(J, W) = T(X)*P
     ill-formed D(J, W) = X*(P - Y)
     numerator  D(J, W) = T(P - Y)*X
proved          P*ones(K) = ones(N)
     ill-formed P*ones(K) = ones(K)
""",
    where="softmax(v) := exp(v)/Sum(exp(v[k]), k, 1, K); Z := X*W; P := softmax(Z); J := -Sum(Sum(Y[n,k]*log(P[n,k]), k, 1, K), n, 1, N)",
    assuming="Y*ones(K) = ones(N)",
    repair=target_rows,
)

PERCEPTRON = Group(
    "backpropagation through one hidden layer",
    "X: N d; W1: d h; W2: h K; Y: N K; c: h; b: K",
    """
proved          D(J, Q) = E
     refuted    D(J, Q) = 2*E
     numerator  D(J, Q) = T(E)
proved          D(J, U) = E
     refuted    D(J, U) = -E
proved          D(J, W2) = T(A)*E
     refuted    D(J, W2) = T(A)*Y
     numerator  D(J, W2) = T(E)*A
     ill-formed D(J, W2) = A*E
proved          D(J, A) = E*T(W2)
     ill-formed D(J, A) = E*W2
     refuted    D(J, A) = Y*T(W2)
proved          D(J, Z) = had(E*T(W2), A, ones(N,h) - A)
     refuted    D(J, Z) = E*T(W2)
     refuted    D(J, Z) = had(E*T(W2), A)
     refuted    D(J, Z) = had(E*T(W2), Z, ones(N,h) - Z)
proved          D(J, W1) = T(X)*had(E*T(W2), A, ones(N,h) - A)
     refuted    D(J, W1) = T(X)*(E*T(W2))
     numerator  D(J, W1) = T(had(E*T(W2), A, ones(N,h) - A))*X
     ill-formed D(J, W1) = X*had(E*T(W2), A, ones(N,h) - A)
proved          D(J, b) = T(E)*ones(N)
     ill-formed D(J, b) = E*ones(K)
     refuted    D(J, b) = b
proved          D(J, c) = T(had(E*T(W2), A, ones(N,h) - A))*ones(N)
     refuted    D(J, c) = T(E*T(W2))*ones(N)
""",
    where="Z := X*W1 + ones(N)*T(c); A := sigmoid(Z); U := A*W2 + ones(N)*T(b); Q := U; E := Q - Y; J := norm(Q - Y)**2/2",
)

CHAIN = Group(
    "chain and product rules",
    "x, a: n; A: m n; B: p m; C: n n; s: real; g: real -> real; u, v: n; E: n n",
    """
proved          D(B*(A*x), x) = T(A)*T(B)
     numerator  D(B*(A*x), x) = B*A
     ill-formed D(B*(A*x), x) = T(B)*T(A)
proved          D(norm(A*x)**2, x) = 2*T(A)*A*x
     ill-formed D(norm(A*x)**2, x) = 2*A*A*x
     refuted    D(norm(A*x)**2, x) = T(A)*A*x
proved          D(exp(T(a)*x), x) = exp(T(a)*x)*a
     refuted    D(exp(T(a)*x), x) = a
     refuted    D(exp(T(a)*x), x) = exp(T(a)*x)*x
proved          D((T(a)*x)**2, x) = 2*(T(a)*x)*a
proved          D((T(a)*x)**2, x) = 2*a*T(a)*x
     refuted    D((T(a)*x)**2, x) = 2*x*T(a)*x
proved          D((T(a)*x)**2, x, x) = 2*a*T(a)
     refuted    D((T(a)*x)**2, x, x) = 2*norm(a)**2*I(n)
proved          D(exp(-norm(x)**2/2), x) = -exp(-norm(x)**2/2)*x
     refuted    D(exp(-norm(x)**2/2), x) = exp(-norm(x)**2/2)*x
proved          D(exp(-norm(x)**2/2), x, x) = exp(-norm(x)**2/2)*(x*T(x) - I(n))
     refuted    D(exp(-norm(x)**2/2), x, x) = exp(-norm(x)**2/2)*(x*T(x) + I(n))
proved          D((T(x)*a)*(T(x)*C*x), x) = (T(x)*C*x)*a + (T(x)*a)*(C + T(C))*x
     refuted    D((T(x)*a)*(T(x)*C*x), x) = (T(x)*a)*(C + T(C))*x
     refuted    D((T(x)*a)*(T(x)*C*x), x) = (T(x)*C*x)*x + (T(x)*a)*(C + T(C))*x
proved          D((T(x)*a)*x, x) = a*T(x) + (T(x)*a)*I(n)
     numerator  D((T(x)*a)*x, x) = x*T(a) + (T(x)*a)*I(n)
     refuted    D((T(x)*a)*x, x) = a*T(x)
proved          D(log(1 + norm(x)**2), x) = 2*x/(1 + norm(x)**2)
     refuted    D(log(1 + norm(x)**2), x) = x/(1 + norm(x)**2)
proved          D(T(x + s*a)*C*(x + s*a), s) = T(a)*(C + T(C))*(x + s*a)
     refuted    D(T(x + s*a)*C*(x + s*a), s) = 2*T(a)*C*(x + s*a)
proved          D(s*x, s) = x
proved          D(s*x, x) = s*I(n)
     refuted    D(s*x, x) = s*ones(n,n)
proved          D(T(a)*tanh(C*x), x) = T(C)*had(a, ones(n) - had(tanh(C*x), tanh(C*x)))
     refuted    D(T(a)*tanh(C*x), x) = C*had(a, ones(n) - had(tanh(C*x), tanh(C*x)))
     refuted    D(T(a)*tanh(C*x), x) = T(C)*had(a, ones(n) - tanh(C*x))
proved          D(T(a)*tanh(C*x), C) = had(a, ones(n) - had(tanh(C*x), tanh(C*x)))*T(x)
     numerator  D(T(a)*tanh(C*x), C) = x*T(had(a, ones(n) - had(tanh(C*x), tanh(C*x))))
proved          D(T(u)*E*v, u, v) = E
     refuted    D(T(u)*E*v, u, v) = T(E)
     refuted    D(T(u)*E*v, v, u) = E
proved          D(T(u)*E*v, v, u) = T(E)
""",
)

NUMERATOR = Group(
    "numerator layout declared",
    "x, a: n; A: m n; B: n n; X: N d",
    """
proved          D(T(a)*x, x) = T(a)
     denominator D(T(a)*x, x) = a
proved          D(A*x, x) = A
     denominator D(A*x, x) = T(A)
proved          D(T(x)*B*x, x) = T(x)*(B + T(B))
     refuted    D(T(x)*B*x, x) = T(x)*B
proved          D(tr(A*T(A)), A) = 2*T(A)
""",
    layout="numerator",
)

GROUPS = [
    LEAST_SQUARES,
    LOGISTIC,
    SOFTMAX,
    SOFTMAX_FREE,
    SOFTMAX_REGRESSION,
    PERCEPTRON,
    CHAIN,
    NUMERATOR,
]
