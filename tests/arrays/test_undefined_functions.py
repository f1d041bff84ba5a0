"""Gradients through functions of arrays that nobody defined: chain rules hold for all of them."""

from __future__ import annotations

import array_relations as n
import pytest

from derive.proof import judge

CONTEXT = n.context(
    "S: N h; W: h K; X: N d; V: d h; w: d; A: d d; U: N K; "
    "F: N K -> real; G: d -> real; H: N K & N K -> real; s: real",
    where="Y := S*W; L := F(Y); Q := tanh(X*V); Z := Q*W; P := F(Z); R := H(Z, U); "
    "u := A*w; g := G(u); q := s*w; r := G(q)",
)
ROWS = {
    "D(L, W) = transpose(S)*D(L, Y)": "proved",
    "D(L, S) = D(L, Y)*transpose(W)": "proved",
    "D(P, Q) = D(P, Z)*transpose(W)": "proved",
    "D(P, V) = transpose(X)*had(D(P, Z)*transpose(W), ones(N, h) - had(Q, Q))": "proved",
    "D(R, W) = transpose(Q)*D(R, Z)": "proved",
    "D(g, w) = transpose(A)*D(g, u)": "proved",
    "D(L**2, W) = 2*L*transpose(S)*D(L, Y)": "proved",
    "D(L, W) = 2*transpose(S)*D(L, Y)": "refuted",
    "D(R, W) = -transpose(Q)*D(R, Z)": "refuted",
    "D(P, V) = transpose(X)*(D(P, Z)*transpose(W))": "refuted",
    "D(g, w) = A*D(g, u)": "refuted",
    "D(L**2, W) = L*transpose(S)*D(L, Y)": "refuted",
    "D(L, W) = 0*W": "refuted",
    "D(L, Y) = 0*Y": "refuted",
    # Nothing is known of second derivatives, so nothing may be said of them: not that they vanish.
    "D(D(r, s), s) = 0": "unknown",
    "D(D(g, u), w) = 0*A": "unknown",
    "D(norm(D(g, u))**2, w) = 0*w": "unknown",
    "D(s*D(r, s), s) = D(r, s)": "unknown",
    "D(L, W) = S*D(L, Y)": "ill-formed",
    "D(L, S) = D(L, Y)*W": "ill-formed",
}


@pytest.mark.parametrize(("text", "status"), ROWS.items(), ids=ROWS.keys())
def test_gradient(text: str, status: str) -> None:
    relation = n.relation(text, n.functions_of(CONTEXT))
    assert judge(relation, CONTEXT).status == status
