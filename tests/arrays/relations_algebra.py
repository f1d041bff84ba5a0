"""Laws of transposes, traces, Hadamard products, diagonals, identities, ones, and given matrices."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from group import Group


def _generator(random: Random) -> np.random.Generator:
    return np.random.default_rng(random.randrange(10**9))


def _size(values: dict[str, Any], name: str) -> int:
    return round(values[name])


def orthogonal(values: dict[str, Any], random: Random) -> None:
    n = _size(values, "n")
    q, _ = np.linalg.qr(_generator(random).normal(size=(n, n)))
    values["Q"] = q if n > 1 else float(q[0, 0])


def projection(values: dict[str, Any], random: Random) -> None:
    n = _size(values, "n")
    q, _ = np.linalg.qr(_generator(random).normal(size=(n, n)))
    keep = np.diag([float(random.random() < 0.6) for _ in range(n)])
    p = q @ keep @ q.T
    values["P"] = p if n > 1 else float(p[0, 0])


ALGEBRA = Group(
    "transposes, products, traces",
    "x, y, z: n; u: m; A: n m; B: m p; C: p n; E, F, G: n n; S, R: n n symmetric; s, t: real; X: N d; w: d",
    """
proved          T(A*B) = T(B)*T(A)
     ill-formed T(A*B) = T(A)*T(B)
     ill-formed T(A*B) = A*B
proved          T(E*F) = T(F)*T(E)
     refuted    T(E*F) = T(E)*T(F)
     refuted    E*F = F*E
proved          T(T(A)) = A
proved          T(E + F) = T(E) + T(F)
     refuted    T(E + F) = T(E) + F
proved          (E + F)*G = E*G + F*G
     refuted    (E + F)*G = E*G + G*F
proved          (E + F)**2 = E**2 + E*F + F*E + F**2
     refuted    (E + F)**2 = E**2 + 2*E*F + F**2
     refuted    (E + F)*(E - F) = E**2 - F**2
proved          E*(F*G) = E*F*G
     refuted    E*F*G = E*G*F
proved          tr(A*B*C) = tr(C*A*B)
proved          tr(A*B*C) = tr(B*C*A)
     ill-formed tr(A*B*C) = tr(A*C*B)
proved          tr(E*F*G) = tr(G*E*F)
     refuted    tr(E*F*G) = tr(E*G*F)
     refuted    tr(E*F) = tr(E)*tr(F)
proved          tr(E + F) = tr(E) + tr(F)
proved          tr(T(E)) = tr(E)
proved          tr(s*E) = s*tr(E)
     refuted    tr(s*E) = s**2*tr(E)
proved          tr(x*T(y)) = T(y)*x
proved          T(x)*E*y = tr(E*y*T(x))
     refuted    T(x)*E*y = tr(E*x*T(y))
proved          T(x)*E*x = T(x)*T(E)*x
     refuted    T(x)*E*y = T(x)*T(E)*y
proved          T(x)*E*y = T(y)*T(E)*x
     refuted    T(x)*E*y = T(y)*E*x
proved          T(x)*E*x = T(x)*(E + T(E))*x/2
     refuted    T(x)*E*x = T(x)*(E + T(E))*x
proved          tr(E) = Sum(E[k,k], k, 1, n)
proved          tr(I(n)) = n
     refuted    tr(I(n)) = 1
     refuted    tr(I(n)) = n**2
proved          I(n)*A*I(m) = A
     ill-formed I(m)*A = A
proved          (x*T(y))*(z*T(x)) = (T(y)*z)*x*T(x)
     refuted    (x*T(y))*(z*T(x)) = (T(y)*x)*z*T(x)
proved          T(x)*y*T(x)*z = T(x)*y*T(z)*x
proved          S*R = T(R*S)
     refuted    S*R = R*S
     refuted    S*R = T(S*R)
proved          T(x)*S*y = T(y)*S*x
proved          tr(S*E) = tr(S*T(E))
     refuted    tr(G*E) = tr(G*T(E))
proved          tr(S*(E - T(E))) = 0
     refuted    tr(F*(E - T(E))) = 0
proved          T(x)*(E - T(E))*x = 0
     refuted    T(x)*(E + T(E))*x = 0
proved          T(X)*(X*w) = T(X)*X*w
     ill-formed X*T(X)*w = w
     ill-formed X*w + w = w
     ill-formed w*X = X*w
     ill-formed X + T(X) = X
     ill-formed x = s
     ill-formed tr(X) = s
     ill-formed X**2 = X
     ill-formed x/y = x
proved          T(X)*X = T(T(X)*X)
     refuted    E*T(F) = T(E*T(F))
proved          0*E = zeros(n, n)
     ill-formed 0*E = 0
proved          E**0 = I(n)
proved          E**3 = E*E*E
     refuted    E**3 = had(E, E, E)
proved          T(A)*x = Sum(x[k]*row(A,k), k, 1, n)
     ill-formed A*x = Sum(x[k]*row(A,k), k, 1, n)
proved          A*u = Sum(u[k]*column(A,k), k, 1, m)
     refuted    A*u = Sum(column(A,k), k, 1, m)
proved          A*B = Sum(column(A,k)*T(row(B,k)), k, 1, m)
     ill-formed A*B = Sum(row(A,k)*T(column(B,k)), k, 1, m)
proved          M([1,2],[3,4])*M([1],[1]) = M([3],[7])
     refuted    M([1,2],[3,4])*M([1],[1]) = M([4],[6])
     ill-formed M([1,2],[3,4])*M([1,1]) = M([3],[7])
proved          M([s,t],[t,s])**2 = M([s**2+t**2, 2*s*t],[2*s*t, s**2+t**2])
     refuted    M([s,t],[t,s])**2 = M([s**2,t**2],[t**2,s**2])
""",
)

ENTRYWISE = Group(
    "Hadamard products, diagonals, ones",
    "x, y, z: n; u: m; A, B, C: n m; E, F: n n; s: real; p: n pos",
    """
proved          had(A, B) = had(B, A)
proved          had(A, B + C) = had(A, B) + had(A, C)
     refuted    had(A, B + C) = had(A, B) + C
proved          T(had(A, B)) = had(T(A), T(B))
     ill-formed had(A, T(B)) = had(T(B), A)
     ill-formed had(x, u) = had(u, x)
proved          had(x, y) = diag(x)*y
proved          diag(x)*y = diag(y)*x
     refuted    had(x, y) = diag(x)*x
     ill-formed had(x, y) = T(x)*y
     ill-formed had(x, y) = x*y
proved          had(A, x*T(u)) = diag(x)*A*diag(u)
     ill-formed had(A, x*T(u)) = diag(u)*A*diag(x)
proved          T(x)*had(A, B)*u = tr(diag(x)*A*diag(u)*T(B))
     refuted    T(x)*had(A, B)*u = tr(A*diag(u)*T(B))
proved          tr(T(A)*B) = T(ones(n))*had(A, B)*ones(m)
     refuted    tr(T(A)*B) = T(ones(n))*had(A, A)*ones(m)
proved          diag(had(x, y)) = diag(x)*diag(y)
     refuted    diag(x + y) = diag(x)*diag(y)
proved          diag(x + y) = diag(x) + diag(y)
proved          diagonal(diag(x)) = x
proved          diag(diagonal(E)) = had(I(n), E)
     refuted    diag(diagonal(E)) = E
proved          diagonal(E*T(F)) = had(E, F)*ones(n)
     refuted    diagonal(E*F) = had(E, F)*ones(n)
     refuted    diagonal(E*F) = had(diagonal(E), diagonal(F))
proved          diagonal(A*T(B)) = had(A, B)*ones(m)
     ill-formed diagonal(A*B) = had(A, B)*ones(m)
proved          diag(ones(n)) = I(n)
     refuted    ones(n, n) = I(n)
proved          ones(n)*T(ones(m)) = ones(n, m)
proved          T(ones(n))*ones(n) = n
     refuted    T(ones(n))*ones(n) = 1
     ill-formed ones(n)*T(ones(n)) = n
proved          ones(n, n)**2 = n*ones(n, n)
     refuted    ones(n, n)**2 = ones(n, n)
proved          T(ones(n))*x = Sum(x[k], k, 1, n)
     refuted    T(ones(n))*x = Sum(x[k], k, 2, n)
proved          A*ones(m) = Sum(column(A, k), k, 1, m)
proved          tr(diag(x)) = T(ones(n))*x
proved          tr(diag(x)*E) = T(x)*diagonal(E)
     refuted    tr(diag(x)*E) = T(ones(n))*E*x
proved          norm(diag(x)) = norm(x)
proved          exp(x + y) = had(exp(x), exp(y))
     refuted    exp(x + y) = exp(x) + exp(y)
     ill-formed exp(x + y) = exp(x)*exp(y)
proved          log(had(p, p)) = 2*log(p)
     refuted    log(had(p, p)) = had(log(p), log(p))
proved          quotient(p, p) = ones(n)
proved          quotient(x, p) = had(x, quotient(ones(n), p))
proved          D(T(x)*y, x) = y
proved          D(had(x, y), x) = diag(y)
     refuted    D(had(x, y), x) = diag(x)
     ill-formed D(had(x, y), x) = y
proved          D(exp(x), x) = diag(exp(x))
     ill-formed D(exp(x), x) = exp(x)
proved          D(sigmoid(x), x) = diag(had(sigmoid(x), ones(n) - sigmoid(x)))
     refuted    D(sigmoid(x), x) = diag(sigmoid(x))
     refuted    D(sigmoid(x), x) = diag(had(sigmoid(x), ones(n) + sigmoid(x)))
proved          D(T(ones(n))*had(x, x), x) = 2*x
     refuted    D(T(ones(n))*had(x, x), x) = x
proved          D(T(p)*log(p), p) = log(p) + ones(n)
     refuted    D(T(p)*log(p), p) = log(p)
     refuted    D(T(p)*log(p), p) = log(p) + quotient(ones(n), p)
proved          D(T(ones(n))*had(A, B)*ones(m), A) = B
     refuted    D(T(ones(n))*had(A, B)*ones(m), A) = A
proved          D(norm(had(A, B))**2, A) = 2*had(A, B, B)
     refuted    D(norm(had(A, B))**2, A) = 2*had(A, B)
proved          D(T(x)*diag(y)*x, y) = had(x, x)
     refuted    D(T(x)*diag(y)*x, y) = x
proved          D(T(x)*diag(y)*x, x) = 2*had(y, x)
     refuted    D(T(x)*diag(y)*x, x) = had(y, x)
""",
)

CENTERING = Group(
    "the centering matrix",
    "x, y: n; s: real",
    """
proved          H*H = H
     refuted    H*H = I(n)
proved          T(H) = H
proved          H*ones(n) = zeros(n)
     refuted    H*ones(n) = ones(n)
     ill-formed H*ones(n) = 0
proved          T(x)*H*x = norm(x)**2 - n*m**2
     refuted    T(x)*H*x = norm(x)**2 - m**2
proved          T(x)*H*x = Sum((x[k] - m)**2, k, 1, n)
     refuted    T(x)*H*x = Sum((x[k] - m), k, 1, n)
proved          tr(H) = n - 1
     refuted    tr(H) = n
proved          H*x = x - m*ones(n)
     refuted    H*x = x - m*x
proved          D(T(x)*H*x, x) = 2*H*x
     refuted    D(T(x)*H*x, x) = H*x
proved          D(m, x) = ones(n)/n
     refuted    D(m, x) = ones(n)
""",
    where="H := I(n) - ones(n,n)/n; m := T(ones(n))*x/n",
)

ORTHOGONAL = Group(
    "an orthogonal matrix",
    "Q, A: n n; x, y: n; B: n n",
    """
proved          Q*T(Q) = I(n)
     refuted    Q*Q = I(n)
     refuted    A*T(A) = I(n)
proved          norm(Q*x) = norm(x)
     refuted    norm(A*x) = norm(x)
     refuted    norm(Q*x) = 2*norm(x)
proved          norm(T(Q)*x)**2 = norm(x)**2
proved          T(Q*x)*(Q*y) = T(x)*y
     refuted    T(Q*x)*(A*y) = T(x)*y
proved          tr(T(Q)*A*Q) = tr(A)
     refuted    tr(Q*A*Q) = tr(A)
proved          norm(Q*A) = norm(A)
     refuted    norm(B*A) = norm(A)
proved          D(norm(Q*x)**2, x) = 2*x
     refuted    D(norm(Q*x)**2, x) = 2*Q*x
proved          Q*T(Q)*Q*x = Q*x
""",
    assuming="T(Q)*Q = I(n)",
    repair=orthogonal,
)

PROJECTION = Group(
    "a projection",
    "P: n n; x, y: n; A: n n",
    """
proved          P*P*x = P*x
     refuted    P*x = x
proved          P**3 = P
     refuted    P**2 = I(n)
proved          (I(n) - P)**2 = I(n) - P
     refuted    (I(n) - P)**2 = I(n) + P
proved          P*(I(n) - P) = zeros(n, n)
     refuted    P*(I(n) + P) = zeros(n, n)
proved          T(P*x)*(x - P*x) = 0
     refuted    T(P*x)*(x + P*x) = 0
proved          norm(P*x)**2 = T(x)*P*x
     refuted    norm(P*x)**2 = T(x)*x
proved          norm(x)**2 = norm(P*x)**2 + norm(x - P*x)**2
     refuted    norm(x)**2 = norm(P*x)**2 - norm(x - P*x)**2
""",
    assuming="P*P = P; T(P) = P",
    repair=projection,
)

GROUPS = [ALGEBRA, ENTRYWISE, CENTERING, ORTHOGONAL, PROJECTION]
