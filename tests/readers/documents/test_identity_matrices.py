"""The identity matrix and the sigmoid, which authors seldom introduce."""

import pytest
from notes import displayed, found

SQUARE = r"Let $A \in \mathbb{R}^{n \times n}$ and $w \in \mathbb{R}^n$." + "\n\n"
TALL = r"Let $X \in \mathbb{R}^{n \times d}$ and $w \in \mathbb{R}^d$." + "\n\n"

IDENTITIES = {
    "applied": (SQUARE, r"(A + \lambda I) w = A w + \lambda w", "proved"),
    "applied, twice": (SQUARE, r"(A + \lambda I) w = A w + 2 \lambda w", "refuted"),
    "trace": (SQUARE, r"\mathrm{tr}(A + \lambda I) = \mathrm{tr}(A) + n \lambda", "proved"),
    "product": (SQUARE, r"A I + I A = 2 A", "proved"),
    "no factor": (SQUARE, r"A I = 2 A", "refuted"),
    "ridge": (TALL, r"(X^\top X + n \lambda I) w = X^\top X w + n \lambda w", "proved"),
    "ridge, other factor": (
        TALL,
        r"(X^\top X + n \lambda I) w = X^\top X w + \lambda w",
        "refuted",
    ),
}


@pytest.mark.parametrize(("before", "formula", "verdict"), IDENTITIES.values(), ids=IDENTITIES)
def test_identity(before, formula, verdict):
    assert found(displayed(formula, before=before))[-1] == verdict


def test_a_number_I_stays_a_number():
    assert found(displayed(r"I R + I = I (R + 1)")) == ["proved"]


def test_an_I_of_the_author_is_no_identity():
    said = SQUARE + r"Let $I \in \mathbb{R}^{n \times n}$." + "\n\n"
    assert found(displayed(r"A I = A", before=said)) == ["unknown"]
    block = "<!-- derive: let I : real^(n x n) -->\n\n"
    assert found(displayed(r"A I = A", before=SQUARE + block)) == ["refuted"]


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\sigma(-z) = 1 - \sigma(z)", "proved"),
        (r"\sigma(z) = 1 - \sigma(-z)", "proved"),
        (r"\sigma(0) = \frac12", "proved"),
        (r"\sigma(-z) = \sigma(z)", "refuted"),
    ],
)
def test_a_law_of_the_sigmoid_does_not_define_it(formula, verdict):
    assert found(displayed(formula)) == [verdict]
