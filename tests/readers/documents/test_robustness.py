"""Whatever a document holds, loading it ends with a derivation, the same one every time."""

import random

import pytest
from notes import checked, displayed

from derive.readers.documents import derivation_of
from derive.readers.sources import scan

PIECES = displayed(
    r"z = w_1 x_1 + w_2 x_2 + b",
    r"a = \sigma(z) = \frac{1}{1 + e^{-z}}",
    r"\begin{aligned} \frac{\partial L}{\partial w_i} &= \sum_{k \neq i} y_k a_k \\ &= x_i^\top A x \end{aligned}",
    r"P(y = k \mid x) = \mathrm{softmax}(Wx)_k",
    r"\nabla_\theta J(\theta) = \frac{1}{m} X^T (X\theta - y), \quad \theta \in \mathbb{R}^d",
    before=r"Let $x \in \mathbb{R}^d$ and $\sum_k y_k = 1$.",
)
SIGNS = "{}$\\_^=+-()[]|&ijxd, "


@pytest.mark.parametrize("seed", range(60))
def test_mutated_documents_are_read(seed):
    chance = random.Random(seed)
    letters = list(PIECES)
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(letters))
        letters[at : at + chance.randrange(2)] = chance.choice(["", chance.choice(SIGNS)])
    text = "".join(letters)
    first = derivation_of(scan(text, file="notes.md"))
    again = derivation_of(scan(text, file="notes.md"))
    assert first.steps == again.steps


def test_every_step_stands_where_its_source_stands():
    lines = PIECES.splitlines()
    for outcome in checked(PIECES):
        place = outcome.step.place
        assert 1 <= place.line <= place.end_line <= len(lines)
        if place.line == place.end_line:
            text = lines[place.line - 1][place.column - 1 : place.end_column - 1]
            assert text.strip()
            assert outcome.step.source.endswith(text.strip())


def test_the_first_obstacle_is_named_with_its_place():
    text = displayed(r"x + y = \foo{y} + x")
    (outcome,) = checked(text)
    assert outcome.verdict.status == "unread"
    assert "foo" in outcome.verdict.reason + " ".join(outcome.verdict.notes)
    assert any("4:" in note or "3:" in note for note in outcome.verdict.notes)
