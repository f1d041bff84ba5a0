"""How notes say under which conditions they speak, and what their letters are: the last relation."""

import pytest
from last_relation import displayed_last

LEAST = r"$$S(b) = (Y - Zb)^T (Y - Zb)$$"
SPELLED = r"""$$\ell(p) = \log L(p) = \sum_{i=1}^n \log f(x_i; p) = \sum_{i=1}^n (x_i \log p + (1 - x_i) \log(1 - p))$$

with $0 < p < 1$.
"""
PROJECTED = r"$$Q = (Y - Zb)^T (Y - Zb) = (MY)^T (MY)$$"
TWICE = r"""## One

$$y_i = c x_i + d$$

## Two

Here $y$ is a label.

$$L = -\sum_{k=1}^K y_k \log q_k$$
"""
ROWS = [
    # A condition in words or brackets is one.
    ("", r"|x| = x \text{ (for } x > 0\text{)}", "proved"),
    ("", r"|x| = x \text{ (for } x < 0\text{)}", "refuted"),
    ("", r"\sqrt{a^2} = a \quad (\text{if } a \ge 0)", "proved"),
    ("", r"\sqrt{a^2} = a \quad (a < 0)", "refuted"),
    ("", r"|c| = -c \text{ si } c < 0", "proved"),
    ("", r"|c| = c \text{ si } c < 0", "refuted"),
    ("", r"\text{当} u > 0 \text{时，} |u| = u", "proved"),
    ("", r"\frac{q}{q^2} = \frac{1}{q} (q \neq 0)", "proved"),
    ("", r"\frac{q}{q^2} = \frac{2}{q} (q \neq 0)", "refuted"),
    # Other cases of one letter contradict nothing.
    ("$$\\text{当} n = 1 \\text{时，} n + 1 = 2$$\n", r"n > 1", None),
    # A capital that a column is taken from is a column.
    (LEAST, r"S(b) = Y^T Y - 2 b^T Z^T Y + b^T Z^T Z b", "proved"),
    (LEAST, r"\frac{\partial S}{\partial b} = -2 Z^T (Y - Zb)", "proved"),
    (LEAST, r"\frac{\partial S}{\partial b} = -Z^T (Y - Zb)", "refuted"),
    (LEAST, r"\frac{\partial S}{\partial b} = -2 Z (Y - Zb)", "not proved"),
    # A chain says what stands behind an unknown function.
    (SPELLED, r"\frac{d\ell}{dp} = \sum_{i=1}^n (\frac{x_i}{p} - \frac{1 - x_i}{1 - p})", "proved"),
    (SPELLED, r"\frac{d\ell}{dp} = \sum_{i=1}^n (\frac{x_i}{p} + \frac{1 - x_i}{1 - p})", "wrong"),
    # What a claim brings in is not any matrix; nor are the factors of a decomposition.
    (PROJECTED, r"(MY)^T (MY) = Y^T M Y", "not wrong"),
    ("$$A = U D V^T$$", r"A A^T = U D^2 U^T", "not wrong"),
    # Bold type around a whole result stresses it; letters that are bold elsewhere are arrays.
    ("", r"\frac{2}{v^2} - \frac{1}{v^2} = \mathbf{\frac{1}{v^2}}", "conditional"),
    ("", r"\frac{2}{v^2} - \frac{1}{v^2} = \mathbf{\frac{2}{v^2}}", "refuted"),
    ("", r"2 \cdot 3 = \mathbf{6}", "proved"),
    ("", r"2 \cdot 3 = \mathbf{5}", "refuted"),
    ("$$\\mathbf{v} = 2 \\mathbf{u}$$", r"v + v = \mathbf{2 v}", "not proved"),
    # What is given for one argument is said of no other.
    (r"$$E[X] = \mu$$", r"E[2X] = E[X]", "not proved"),
    (r"$$\text{Var}(X) = \sigma^2$$", r"\text{Var}(3X) = \sigma^2", "not proved"),
    (r"$$P\{Y \leq q\} = 1 - e^{-q}$$", r"P\{2Y \leq q\} = P\{Y \leq q\}", "not proved"),
    (r"$$P\{Y \leq q\} = 1 - e^{-q}$$", r"P\{Y \leq 2v\} = 1 - e^{-2v}", "proved"),
    (r"$$f(x) = x^2$$", r"f(2x) = 4 f(x)", "proved"),
    # A letter that is said to be something in another section may be that.
    (TWICE, r"\frac{\partial L}{\partial q_j} = \frac{y_j}{q_j}", "not wrong"),
]


@pytest.mark.parametrize(("given", "row", "expected"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, expected, tmp_path):
    verdict = displayed_last(tmp_path, given, row).verdict
    status = None if verdict is None else verdict.status
    if expected == "not proved":
        assert status not in ("proved", "conditional")
    elif expected == "not wrong":
        assert status not in ("refuted", "ill-formed", "proved", "conditional")
    elif expected == "wrong":
        assert status in ("refuted", "unknown")
    else:
        assert status == expected
