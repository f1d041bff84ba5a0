"""Derivatives of columns by columns: the layout that a document's shapes show, or both."""

import pytest
from last_relation import assert_is, last_outcome

GIVEN = r"""Let $x \in \mathbb{R}^n$, $A \in \mathbb{R}^{m \times n}$, $B \in \mathbb{R}^{n \times n}$,
$c \in \mathbb{R}^n$.

$$y = A x$$
$$z = B x$$
$$s = c^T z$$
"""
ROWS = [
    ([], r"\frac{\partial y}{\partial x} = A", "proved"),
    ([], r"\frac{\partial y}{\partial x} = A^T", "proved"),
    ([], r"\frac{\partial y}{\partial x} = -A", "refuted"),
    ([], r"\frac{\partial z}{\partial x} = B^T", "proved"),
    ([], r"\frac{\partial z}{\partial x} = B", "ambiguous"),
    ([], r"\frac{\partial z}{\partial x} = 2 B", "refuted"),
    ([r"\frac{\partial y}{\partial x} = A"], r"\frac{\partial z}{\partial x} = B", "proved"),
    ([r"\frac{\partial y}{\partial x} = A"], r"\frac{\partial z}{\partial x} = B^T", "refuted"),
    ([r"\frac{\partial y}{\partial x} = A"], r"\frac{\partial s}{\partial x} = B^T c", "proved"),
    ([r"\frac{\partial y}{\partial x} = A^T"], r"\frac{\partial z}{\partial x} = B", "refuted"),
]


@pytest.mark.parametrize(("before", "row", "expected"), ROWS)
def test_the_last_relation(before, row, expected, tmp_path):
    displays = "".join(f"\n$$\n{each}\n$$\n" for each in (*before, row))
    assert_is(last_outcome(tmp_path, GIVEN + displays).verdict, expected)
