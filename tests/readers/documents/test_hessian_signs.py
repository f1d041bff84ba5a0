r"""The Hessian below the line, `\partial w \partial w^\top`, and a \nabla^2 of which nothing is said."""

import pytest
from notes import checked, displayed, found

GIVEN = (
    r"Let $X \in \mathbb{R}^{n \times d}$, $w, v \in \mathbb{R}^d$, $y \in \mathbb{R}^n$ and"
    r" $L = \|Xw-y\|^2$."
)
CLAIMS = {
    "the Hessian": (r"\frac{\partial^2 L}{\partial w \partial w^\top} = 2 X^\top X", "proved"),
    "half of it": (r"\frac{\partial^2 L}{\partial w \partial w^\top} = X^\top X", "refuted"),
    "by two vectors": (r"\frac{\partial^2 L}{\partial w \partial v^\top} = 2 X^\top X", "unread"),
    "a number": (r"\frac{\partial^2 L}{\partial w^\top \partial w} = 2 X^\top X", "unread"),
}


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS.values(), ids=CLAIMS)
def test_second_derivatives_by_a_vector_and_its_transpose(claim, verdict):
    assert found(displayed(claim, before=GIVEN))[-1] == verdict


def test_what_helps_with_a_nabla_squared():
    outcome = checked(displayed(r"\nabla^2 L = 2 X^\top X", before=GIVEN))[-1]
    assert outcome.verdict.status == "unread"
    assert "Laplacian" in str(outcome.verdict.reason)
