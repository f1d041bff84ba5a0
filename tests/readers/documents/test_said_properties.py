"""What one word of prose says of a matrix: it is used where it can be, and never ignored."""

import pytest
from notes import displayed, found

SYMMETRIC = "Let $A \\in \\mathbb{R}^{d \\times d}$ be symmetric."
ORTHOGONAL = "Let $Q \\in \\mathbb{R}^{d \\times d}$ be an orthogonal matrix."
SAID = {
    "symmetric": (SYMMETRIC, r"A^\top A = A^2", "proved"),
    "symmetric, before": (r"Take a symmetric matrix $A$.", r"A^\top A = A^2", "proved"),
    "not symmetric": (r"Take a square matrix $A$.", r"A^\top A = A^2", "refuted"),
    "of another": (SYMMETRIC, r"B^\top B = B^2", "refuted"),
    "of the one before": (
        SYMMETRIC[:-1] + r" and $B \in \mathbb{R}^{d \times d}$.",
        r"B^\top B = B^2",
        "refuted",
    ),
    "only remarked": (r"Is $A$ symmetric? It is: $A$ is symmetric.", r"A^\top A = A^2", "unknown"),
    "orthogonal": (ORTHOGONAL, r"Q^{-1} = Q^\top", "unknown"),
}


@pytest.mark.parametrize(("words", "formula", "verdict"), SAID.values(), ids=SAID)
def test_a_word_is_not_ignored(words, formula, verdict):
    assert found(displayed(formula, before=words))[-1] == verdict


def test_a_word_holds_for_its_section():
    text = "# One\n\n" + SYMMETRIC + displayed(r"A^\top A = A^2")
    text += "\n# Two\n\nLet $A \\in \\mathbb{R}^{d \\times d}$.\n" + displayed(r"A^\top A = A^2")
    assert found(text) == ["proved", "refuted"]
