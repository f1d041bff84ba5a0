"""Constructs of written mathematics next to near misses."""

import pytest
from notes import displayed, found

CONSTRUCTS = {
    "dots": (r"w_1 x_1 + \dots + w_d x_d = \sum_{j=1}^d w_j x_j", "proved"),
    "dots, other factor": (r"w_1 x_1 + \dots + w_d x_d = \sum_{j=1}^d 2 w_j x_j", "refuted"),
    "matrix": (
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 1 \\ 1 \end{bmatrix} = \begin{bmatrix} 3 \\ 7 \end{bmatrix}",
        "proved",
    ),
    "matrix, other entry": (
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 1 \\ 1 \end{bmatrix} = \begin{bmatrix} 3 \\ 6 \end{bmatrix}",
        "refuted",
    ),
    "bar": (r"\left.\frac{x^2 - 1}{x + 1}\right|_{x=3} = 2", "proved"),
    "absolute value": (r"|x|^2 = x^2", "proved"),
    "expectation": (r"\mathbb{E}[X + Y] = \mathbb{E}[Y + X]", "proved"),
    "expectation is opaque": (r"\mathbb{E}[X + Y] = \mathbb{E}[X] + \mathbb{E}[Y]", "unknown"),
    "quotient under log": (r"\log\frac{p}{q} = \log p - \log q", "conditional"),
    "norm": (r"\nabla_\mathbf{u} \|\mathbf{u}\|_2^2 = 2\mathbf{u}", "proved"),
    "norm, no factor": (r"\nabla_\mathbf{u} \|\mathbf{u}\|_2^2 = \mathbf{u}", "refuted"),
    "other norm": (r"\|\mathbf{u}\|_1 + 1 = 1 + \|\mathbf{u}\|_1", "unread"),
    "slashed derivative": (r"\partial x^3 / \partial x = 3 x^2", "proved"),
    "bounds": (r"\sigma(q) \le 1", "proved"),
    "density": (r"p(x \mid y) + p(y) = p(y) + p(x \mid y)", "proved"),
    "other density": (r"p(x \mid y) + p(y) = p(y) + p(y \mid x)", "unknown"),
}


@pytest.mark.parametrize(("formula", "verdict"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_construct(formula, verdict):
    assert found(displayed(formula)) == [verdict]


def test_cases_and_maximum():
    rectified = r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"
    assert found(displayed(rectified, r"f(x) + 1 = \max(0, x) + 1")) == ["definition", "proved"]
    assert found(displayed(rectified, r"f(x) + 1 = \max(1, x) + 1")) == ["definition", "refuted"]


def test_accents_make_other_names():
    text = displayed(r"\hat{y} = 2 u, \quad \bar{y} = 3 u, \quad \hat y + \bar y = 5 u")
    assert found(text) == ["definition", "definition", "proved"]


def test_where_after_use():
    text = displayed(
        r"L = \frac12 (a - y)^2 \qquad \text{where } a = \tanh(z)",
        r"\frac{\partial L}{\partial z} = (a - y)(1 - a^2)",
    )
    assert found(text) == ["definition", "definition", "proved"]


LETTERS = {
    "numbers": ("let a, y : (0, 1)", r"2ay = ya + ay", r"2ay = ya + ay + 1"),
    "a matrix and a column": (
        "let X : real^(n x d)\nlet w : real^d",
        r"\nabla_w \|Xw\|^2 = 2 X^\top Xw",
        r"\nabla_w \|Xw\|^2 = X^\top Xw",
    ),
    "a longer name": (
        "let lr : positive\nlet l, r, a : real",
        r"alr + lr = (a + 1)lr",
        r"lr + l = rl + l",
    ),
}


@pytest.mark.parametrize(("declared", "right", "wrong"), LETTERS.values(), ids=LETTERS)
def test_letters_side_by_side_are_the_names_that_a_block_declares(declared, right, wrong):
    block = f"<!-- derive:\n{declared}\n-->\n\n"
    assert found(displayed(right, wrong, before=block)) == ["proved", "refuted"]
