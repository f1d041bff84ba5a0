"""Claims that were once decided wrongly, or could be: one row for each trap."""

from __future__ import annotations

import array_relations
import pytest

from derive.proof import judge

INVERSE = (
    "A, B: n n; a, b: n; t: real",
    "y := inv(A)*b; G := B*A; h(r) := T(a)*inv(A + r*B)*b",
    "",
)
CAPTURE = ("x: n; k, s: real; X: N n; g: n -> real", "z := k*x; u := k*s; g(v) := k*norm(v)**2", "")
UNDEFINED = ("x, y: n; g: n -> real; X: N n", "", "")
ONLY = ("A: 1 n; x: n; u: 1; B: 1 1; R: 2 1; i: 1..n", "", "")
INNER = ("X: N d; w: d; y: N; s: real; v: N", "a := X*w; b := sigmoid(a); J := norm(a - y)**2", "")
FAMILY = ("x[1..N]: real; j: 1..N", "a[i] := 2*x[i]", "")
DIAGONAL = ("x, y: n", "", "")
ORTHOGONAL = ("Q, A: n n; x: n", "", "T(Q)*Q = I(n)")
PROJECTION = ("P: n n; x: n", "", "P*P = P; T(P) = P")

ROWS = [
    # An inverse that stands behind a definition depends on the matrix too.
    (INVERSE, "D(T(a)*y, A) = 0*A", "refuted"),
    (INVERSE, "D(T(a)*y, A) = -T(inv(A))*a*T(b)*T(inv(A))", "conditional"),
    (INVERSE, "D(T(a)*inv(G)*b, G) = 0*G", "refuted"),
    (INVERSE, "D(T(a)*inv(G)*b, G) = -T(inv(G))*a*T(b)*T(inv(G))", "conditional"),
    # An inverse that changes with a parameter or an index is not one matrix.
    (INVERSE, "h(1) = h(2)", "unknown"),
    (INVERSE, "Sum(k*tr(inv(A + k*B)), k, 1, 2) = Sum(3/2*tr(inv(A + k*B)), k, 1, 2)", "unknown"),
    # A definition is not captured by an index of the same name.
    (CAPTURE, "Sum(z, k, 1, N) = N*(N+1)/2*x", "refuted"),
    (CAPTURE, "Sum(z, k, 1, N) = N*z", "proved"),
    (CAPTURE, "Sum(u, k, 1, 3) = 6*s", "refuted"),
    (CAPTURE, "Sum(u, k, 1, 3) = 3*u", "proved"),
    (CAPTURE, "Sum(g(row(X,k)), k, 1, N) = Sum(k*norm(row(X,k))**2, k, 1, N)", "refuted"),
    (CAPTURE, "Sum(g(row(X,k)), k, 1, N) = k*norm(X)**2", "proved"),
    # Values of an undefined function are not free of each other.
    (UNDEFINED, "g(x + y) = g(y + x)", "unknown"),
    (UNDEFINED, "g(2*x) = g(x + x)", "unknown"),
    (UNDEFINED, "g(x + y) = g(x) + g(y)", "refuted"),
    (UNDEFINED, "g(x) = g(y)", "refuted"),
    (UNDEFINED, "Sum(k*g(k*x), k, 1, 2) = Sum(3/2*g(k*x), k, 1, 2)", "unknown"),
    (UNDEFINED, "Sum(g(row(X,i)), i, 1, N) = T(ones(N))*g(X)", "proved"),
    (UNDEFINED, "Sum(g(D(x[i], y)), i, 1, n) = n*g(D(x[1], y))", "unknown"),
    (UNDEFINED, "Sum(g(row(X,i)), i, 1, N) = N*g(row(X,1))", "refuted"),
    # Entries along an only row or column.
    (ONLY, "A*x = Sum(A[1,k]*x[k], k, 1, n)", "proved"),
    (ONLY, "u = u[1]", "proved"),
    (ONLY, "B[1,1] = B", "proved"),
    (ONLY, "R[1,1] + R[2,1] = T(ones(2))*R", "proved"),
    (ONLY, "A[2,i] = A[1,i]", "ill-formed"),
    # A derivative by an array that has a definition.
    (INNER, "D(norm(a)**2, a) = 2*a", "proved"),
    (INNER, "D(norm(a)**2, a) = 0*a", "refuted"),
    (INNER, "D(J, a) = 2*(a - y)", "proved"),
    (INNER, "D(J, b) = zeros(N)", "proved"),
    (FAMILY, "D(Sum(a[k]**2, k, 1, N), a[j]) = 2*a[j]", "proved"),
    (FAMILY, "D(Sum(a[k]**2, k, 1, N), a[j]) = 0", "refuted"),
    (FAMILY, "D(Sum(a[k]**2, k, 1, N), x[j]) = 8*x[j]", "proved"),
    # A column differentiated by a number and a column, in either order.
    (INNER, "D(s*X*w, s, w) = T(X)", "proved"),
    (INNER, "D(s*X*w, w, s) = T(X)", "proved"),
    (INNER, "D(T(v)*X*w, w, v) = T(X)", "proved"),
    (INNER, "D(T(v)*X*w, v, w) = T(X)", "ill-formed"),
    # Kronecker deltas of two bound indices under a derivative.
    (DIAGONAL, "D(T(x)*diag(y)*x, x) = 2*had(x, y)", "proved"),
    (DIAGONAL, "D(T(x)*diag(y)*x, x) = had(x, y)", "refuted"),
    # Assumptions on matrices, which few points meet.
    (ORTHOGONAL, "Q*Q = I(n)", "refuted"),
    (ORTHOGONAL, "norm(Q*x) = 2*norm(x)", "refuted"),
    (PROJECTION, "P*x = x", "refuted"),
    (PROJECTION, "P**2 = I(n)", "refuted"),
]


@pytest.mark.parametrize(
    "given, text, expected", ROWS, ids=lambda x: x if isinstance(x, str) else ""
)
def test_trap(given: tuple[str, str, str], text: str, expected: str) -> None:
    context = array_relations.context(*given)
    verdict = judge(array_relations.relation(text, array_relations.functions_of(context)), context)
    shape_note = any(note.endswith("layout") for note in verdict.notes)
    assert verdict.status == expected or (expected == "ill-formed" and shape_note), verdict.reason


def test_random_relations() -> None:
    """A few of the random relations that `fuzz.py` makes without end."""
    from fuzz import examine

    found = {seed: examine(seed) for seed in range(120)}
    assert not {seed: wrong for seed, (_, wrong, _) in found.items() if wrong}
    assert sum(status in ("proved", "refuted") for status, _, _ in found.values()) > 60
