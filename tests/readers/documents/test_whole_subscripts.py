"""Letters below columns and families count; a bar evaluates all that stands before it."""

import pytest
from notes import displayed, found

COLUMN = r"Let $\mathbf x\in\mathbb R^n$ and $u\in\mathbb R$."
SOFTMAX = r"p_c = \frac{e^{z_c}}{\sum_k e^{z_k}}"
LABELLED = r"L = -z_y+\log\sum_{k=1}^K e^{z_k}"

CLAIMS = [
    (COLUMN, (r"\frac{\partial}{\partial x_m}\sum_{i=1}^n x_i^2 = 2x_m",), "proved"),
    (COLUMN, (r"\frac{\partial}{\partial x_m}\sum_{i=1}^n x_i^2 = 2x_m + 1",), "refuted"),
    ("", (SOFTMAX, r"\frac{\partial p_c}{\partial z_c} = p_c(1-p_c)"), "proved"),
    ("", (SOFTMAX, r"\frac{\partial p_c}{\partial z_c} = p_c"), "refuted"),
    (
        "",
        (LABELLED, r"\frac{\partial L}{\partial z_y} = \frac{e^{z_y}}{\sum_{k=1}^K e^{z_k}} - 1"),
        "proved",
    ),
    ("", (LABELLED, r"\frac{\partial L}{\partial z_y} = -1"), "refuted"),
    (COLUMN, (r"\frac{d}{du}u^2\Big|_{u=3} = 0",), "unread"),
    (COLUMN, (r"\frac{d}{du}u^2\Big|_{u=3} = 6",), "unread"),
    (COLUMN, (r"(u^2 + 1)\Big|_{u=3} = 10",), "proved"),
    (COLUMN, (r"(u^2 + 1)\Big|_{u=3} = 9",), "refuted"),
]


@pytest.mark.parametrize(("given", "displays", "verdict"), CLAIMS)
def test_subscripts_and_bars(given, displays, verdict):
    assert found(displayed(*displays, before=given))[-1] == verdict
