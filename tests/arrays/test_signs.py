"""Inequalities of quadratic forms: sums of squares in disguise, each beside what is none."""

from __future__ import annotations

import array_relations as n
import pytest

from derive.proof import judge

TYPES = "x, y: n; A, B: n n; X: N d; w: d; v: N; G: N pos"
ROWS = {
    "T(w)*T(X)*X*w >= 0": "proved",
    "T(x)*T(A)*A*x >= 0": "proved",
    "T(x)*T(A)*T(B)*B*A*x >= 0": "proved",
    "T(w)*T(X)*diag(G)*X*w >= 0": "proved",
    "tr(T(A)*A) >= 0": "proved",
    "tr(T(A)*T(B)*B*A) >= 0": "proved",
    "T(x)*y*T(y)*x >= 0": "proved",
    "T(x)*A*x >= 0": "refuted",
    "T(x)*T(A)*A*y >= 0": "refuted",
    "T(x)*T(A)*B*x >= 0": "refuted",
    "T(w)*T(X)*diag(v)*X*w >= 0": "refuted",
    "tr(A*A) >= 0": "refuted",
    "tr(A*B*A*B) >= 0": "refuted",
    "T(w)*T(X)*X*w > 0": "refuted",
    "T(x)*T(A)*A*x <= 0": "refuted",
}


@pytest.mark.parametrize(("text", "status"), ROWS.items(), ids=ROWS.keys())
def test_sign(text: str, status: str) -> None:
    verdict = judge(n.relation(text), n.context(TYPES))
    assert verdict.status == status, verdict.reason
