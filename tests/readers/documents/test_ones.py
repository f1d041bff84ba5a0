r"""Bold ones and zeros: columns of ones, their sizes written or found, and nothing of any shape."""

import pytest
from notes import displayed, found

GIVEN = r"Let $X \in \mathbb{R}^{N\times d}$ and $\mathbf{x} \in \mathbb{R}^d$."

CLAIMS = [
    (r"\mathbf{1}^\top \mathbf{x} = \sum_{j=1}^d x_j", "proved"),
    (r"\mathbf{1}^\top \mathbf{x} = \sum_{j=1}^d x_j^2", "refuted"),
    (r"\boldsymbol{1}^\top X \boldsymbol{1} = \sum_{i=1}^N \sum_{j=1}^d X_{ij}", "proved"),
    (r"\mathbf{1}_N^\top X \mathbf{1}_d = \sum_{i=1}^N \sum_{j=1}^d X_{ij}", "proved"),
    (r"\mathbf{1}_N^\top X \mathbf{1}_d = \sum_{i=1}^N X_{ii}", "refuted"),
    (r"\mathbf{1}_d^\top \mathbf{1}_d = d", "proved"),
    (r"\mathbf{1}_d^\top \mathbf{1}_d = N", "refuted"),
    (
        r"\mathbf{1}^\top \mathbf{1} (\mathbf{1}^\top \mathbf{x}) = d \cdot \mathbf{1}^\top \mathbf{x}",
        "unknown",
    ),
    (r"\frac{\partial}{\partial \mathbf{x}} \mathbf{1}^\top \mathbf{x} = \mathbf{1}", "proved"),
    (r"\frac{\partial}{\partial \mathbf{x}} \mathbf{1}^\top \mathbf{x} = \mathbf{x}", "refuted"),
    (r"\mathbf{1}[x_1 > 0] = \mathbf{1}_{x_1 > 0}", "proved"),
    (r"\mathbf{x} - \mathbf{x} = \mathbf{0}", "proved"),
    (r"X - X = 0", "proved"),
    (r"\mathbf{x}^\top - \mathbf{x}^\top = 0", "proved"),
    (r"X + X = \mathbf{0}", "refuted"),
    (r"X \mathbf{0} = \mathbf{0}", "proved"),
]


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS)
def test_ones_and_zeros(claim, verdict):
    assert found(displayed(claim, before=GIVEN))[-1] == verdict
