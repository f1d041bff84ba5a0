"""Small networks as authors write them: rectifiers, labelled layers, one-hot targets.

Each row is the last relation of its document; for every one that holds there is one that is wrong
by a sign, an order, a factor or a shape.
"""

import pytest
from last_relation import assert_is, displayed_last

RECTIFIED = r"""Let $x \in \mathbb{R}^d$, $W \in \mathbb{R}^{m \times d}$, $b \in \mathbb{R}^m$ and
$v \in \mathbb{R}^m$.

$$z = Wx + b$$
$$h = \max(0, z)$$
$$s = v^T h$$
"""
LABELLED = r"""For $x \in \mathbb{R}^n$ and $y \in \{0, 1\}$ let

$$u^{[1]} = W^{[1]} x + c^{[1]}$$
$$g^{[1]} = \tanh(u^{[1]})$$
$$u^{[2]} = W^{[2]} g^{[1]} + c^{[2]}$$
$$g^{[2]} = \sigma(u^{[2]})$$

where $W^{[1]} \in \mathbb{R}^{m \times n}$, $c^{[1]} \in \mathbb{R}^m$,
$W^{[2]} \in \mathbb{R}^{1 \times m}$ and $c^{[2]} \in \mathbb{R}$.

$$E = -y \log g^{[2]} - (1 - y) \log(1 - g^{[2]})$$
"""
TARGET = r"""For scores $z \in \mathbb{R}^K$ and a one-hot encoded label $y$ let

$$p_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}$$
$$E = -\sum_{i=1}^K y_i \log p_i$$
"""
ROWS = [
    (RECTIFIED, r"\frac{\partial s}{\partial h} = v", "proved"),
    (RECTIFIED, r"\frac{\partial s}{\partial b} = v \odot \mathbb{1}[z > 0]", "conditional"),
    (RECTIFIED, r"\frac{\partial s}{\partial b} = v \odot \mathbb{1}[z < 0]", "refuted"),
    (RECTIFIED, r"\frac{\partial s}{\partial b} = v \odot (1 - \mathbb{1}_{z < 0})", "conditional"),
    (RECTIFIED, r"\frac{\partial s}{\partial W} = (v \odot \mathbb{1}[z > 0]) x^T", "conditional"),
    (RECTIFIED, r"\frac{\partial s}{\partial W} = x (v \odot \mathbb{1}[z > 0])^T", "refuted"),
    (RECTIFIED, r"\frac{\partial s}{\partial x} = W^T (v \odot \mathbb{1}[z > 0])", "conditional"),
    (RECTIFIED, r"\frac{\partial s}{\partial x} = W^T v", "refuted"),
    (RECTIFIED, r"\frac{\partial s}{\partial x} = W (v \odot \mathbb{1}[z > 0])", "ill-formed"),
    (LABELLED, r"\frac{\partial E}{\partial u^{[2]}} = g^{[2]} - y", "proved"),
    (LABELLED, r"\frac{\partial E}{\partial u^{[2]}} = y - g^{[2]}", "refuted"),
    (LABELLED, r"\frac{\partial E}{\partial W^{[2]}} = (g^{[2]} - y) g^{[1]T}", "proved"),
    (LABELLED, r"\frac{\partial E}{\partial W^{[2]}} = (g^{[2]} - y) u^{[1]T}", "refuted"),
    (
        LABELLED,
        r"\frac{\partial E}{\partial u^{[1]}} = W^{[2]\top} (g^{[2]} - y) \odot (1 - (g^{[1]})^2)",
        "proved",
    ),
    (
        LABELLED,
        r"\frac{\partial E}{\partial u^{[1]}} = W^{[2]\top} (g^{[2]} - y) \odot (1 - g^{[1]})",
        "refuted",
    ),
    (TARGET, r"\nabla_z E = p - y", "proved"),
    (TARGET, r"\nabla_z E = y - p", "not proved"),
]


@pytest.mark.parametrize(("given", "row", "expected"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, expected, tmp_path):
    assert_is(displayed_last(tmp_path, given, row).verdict, expected)
