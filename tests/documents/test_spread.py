"""Numbers next to arrays, powers of sets, and which quantity an update descends."""

import pytest
from last_relation import assert_is, last_outcome

GIVEN = r"""Let $X \in \mathbb{R}^{N \times d}$, $\mathbf{w} \in \mathbb{R}^{d}$ and
$\mathbf{y} \in (0, 1)^{N}$, $b \in \mathbb{R}$.

```math
\mathbf{r} := X \mathbf{w} + b - \mathbf{y}, \qquad J := \frac{1}{2} \lVert \mathbf{r} \rVert^2
```
"""
CHAIN = r"""Let $w, x, y \in \mathbb{R}$ and $\alpha > 0$.

```math
z := w x, \qquad L := (z - y)^2
```

```math
\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} \cdot \frac{\partial z}{\partial w} = 2 (z - y) x
```
"""
ROWS = [
    (GIVEN, r"\frac{\partial J}{\partial b} = \sum_{i=1}^{N} r_i", "proved"),
    (GIVEN, r"\frac{\partial J}{\partial b} = 2 \sum_{i=1}^{N} r_i", "refuted"),
    (
        GIVEN,
        r"\mathbf{w}^\top X^\top (1 - \mathbf{y}) = (X \mathbf{w})^\top (1 - \mathbf{y})",
        "proved",
    ),
    (GIVEN, r"(1 - \mathbf{y})^\top \mathbf{y} = \mathbf{y}^\top \mathbf{y} - 1", "refuted"),
    (GIVEN, r"y_i < 1", "proved"),
    (GIVEN, r"y_i > 1", "refuted"),
    (GIVEN, r"\frac{\partial J}{\partial \mathbf{w}} = X \mathbf{r}", "not proved"),
    (CHAIN, r"w \leftarrow w - 2 \alpha (z - y) x", None),
    (CHAIN, r"w \leftarrow w - \alpha \cdot 2 (z - y) x", "proved"),
    (CHAIN, r"w \leftarrow w - \alpha (z - y) x", "refuted"),
    (CHAIN, r"w \leftarrow w - \alpha x", "not proved"),
]


@pytest.mark.parametrize(("given", "row", "expected"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, expected, tmp_path):
    verdict = last_outcome(tmp_path, f"{given}\n```math\n{row}\n```\n").verdict
    if expected is None:
        assert verdict is not None
        assert verdict.status != "refuted", "a right step, whatever its rate is taken to be"
    else:
        assert_is(verdict, expected)
