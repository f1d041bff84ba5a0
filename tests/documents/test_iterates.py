"""Iterates numbered in brackets, w(k + 1), are names; what is given by a formula stays a call."""

import pytest
from last_relation import displayed_last

DESCENT = r"""Let $X \in \mathbb{R}^{N \times d}$ and $y \in \mathbb{R}^N$.

$$J(w) = \frac{1}{2} \|Xw - y\|^2$$

The iterates are

$$w(k+1) = w(k) - \eta \nabla J(w(k))$$
"""
FUNCTION = r"""Let $g : \mathbb{R} \to \mathbb{R}$ with

$$g(t) = t^2 + 1$$
"""
ROWS = [
    (DESCENT, r"w(k+1) = w(k) - \eta X^T (X w(k) - y)", True),
    (DESCENT, r"w(k+1) = w(k) + \eta X^T (X w(k) - y)", False),
    (DESCENT, r"w(k+1) = w(k) - \eta X^T (X w(k) + y)", False),
    (DESCENT, r"w(k+1) - w(k) = \eta X^T (y - X w(k))", True),
    (DESCENT, r"w(k+1) - w(k) = \eta X^T (X w(k) - y)", False),
    (FUNCTION, r"g(t+1) = g(t) + 2t + 1", True),
    (FUNCTION, r"g(t+1) = g(t) + 2t", False),
]


@pytest.mark.parametrize(("given", "row", "holds"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, holds, tmp_path):
    verdict = displayed_last(tmp_path, given, row).verdict
    assert verdict is not None
    assert (verdict.status in ("proved", "conditional")) is holds, verdict.reason
