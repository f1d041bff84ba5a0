"""Norms of differences, sums over all others, labels beside labels, what `=:` defines."""

import pytest
from last_relation import assert_is, displayed_last

from derive.checker import check
from derive.readers.documents import load

POINTS = r"""The similarity of two points:

$$s_{ij} := \frac{g_j(u_i)}{\sum_{k \neq i} g_k(u_i)}, \qquad g_k(u_i) := \exp(-\|u_i - u_k\|^2)$$
"""
CELL = r"""The forward pass:

$$F = X W_f, \qquad C = X W_i, \qquad O = X W_o, \qquad Y = F + C + O$$
"""
CASES = r"""The sum has two parts: $A$ is the part when $i = l$; $B$ is the part when $j = l$.
"""
ROWS = [
    (POINTS, r"\nabla_{u_i} g_k(u_i) = -2 (u_i - u_k) \exp(-\|u_i - u_k\|^2)", "proved"),
    (POINTS, r"\nabla_{u_i} g_k(u_i) = -2 u_i \exp(-\|u_i - u_k\|^2)", "refuted"),
    (POINTS, r"\nabla_{u_i} g_k(u_i) = 2 (u_i - u_k) \exp(-\|u_i - u_k\|^2)", "refuted"),
    (POINTS, r"s_{ij} = \frac{g_j(u_i)}{\sum_{m \neq i} g_m(u_i)}", "conditional"),
    (POINTS, r"s_{ij} = \frac{g_j(u_i)}{\sum_{m \neq j} g_m(u_i)}", "not proved"),
    (POINTS, r"\|u_i - u_j\|^2 = \|u_i\|^2 - 2 u_i^T u_j + \|u_j\|^2", "proved"),
    (POINTS, r"\|u_i - u_j\|^2 = \|u_i\|^2 + \|u_j\|^2", "refuted"),
    (CELL, r"\frac{\partial L}{\partial W_i} = X^T \frac{\partial L}{\partial C}", "proved"),
    (CELL, r"\frac{\partial L}{\partial W_i} = X^T \frac{\partial L}{\partial L}", "not proved"),
    (CELL, r"\frac{\partial L}{\partial W_i} = \frac{\partial L}{\partial C} X^T", "not proved"),
    (CASES, r"(a_i - a_l) b = 0", "not proved"),
    ("", r"(u + v)^2 = u^2 + v^2", "refuted"),
]


@pytest.mark.parametrize(("given", "row", "expected"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, expected, tmp_path):
    assert_is(displayed_last(tmp_path, given, row, time_limit=30.0).verdict, expected)


def test_what_stands_right_of_a_reversed_definition(tmp_path):
    file = tmp_path / "last.md"
    rows = [
        r"$$1 + x^2 =: y$$",
        r"$$y - 1 = x^2$$",
        r"$$y - 1 = x^3$$",
        r"$$\frac{u}{u + v^2} =: \frac{u}{c}$$",
        r"$$c = v$$",
    ]
    file.write_text("\n\n".join(rows), encoding="utf-8")
    outcomes = check(load(file)).outcomes
    kinds = [o.step.kind for o in outcomes]
    assert kinds[0] == kinds[3] == "definition"
    assert [o.verdict and o.verdict.status for o in outcomes[1:3]] == ["proved", "refuted"]
    assert outcomes[4].verdict is None or outcomes[4].verdict.status != "refuted"
