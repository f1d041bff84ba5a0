"""Words that turn a condition round, and prose that says what a letter is, are not passed over."""

import pytest
from notes import displayed, found

CLAIM = "|x| = x"
PROSE = {
    "Suppose $x > 0$. Then": "proved",
    "Let $x > 0$. We have": "proved",
    "Unless $x > 0$, we have": "unknown",
    "We do not assume $x > 0$. Still,": "unknown",
    "Without the assumption $x > 0$,": "unknown",
    "If $x > 0$ or $y > 0$, then": "unknown",
    "A common mistake is to suppose $x > 0$.": "unknown",
}
ROWS = {
    r"\sqrt{a^2} = a \quad \text{for } a > 0": "proved",
    r"\sqrt{a^2} = a \quad \text{unless } a > 0": "unread",
    r"\sqrt{a^2} = a \quad \text{if not } a < 0": "unread",
    r"\sqrt{a^2} = a \quad \text{for } a > 0 \text{ or } a < 0": "unread",
    r"\sqrt{a^2} = -a \quad \text{otherwise}": "unread",
}
SLOPE = r"\sigma'(z) = \sigma(z)(1 - \sigma(z))"
FUNCTIONS = {
    r"Here $\sigma$ is the sigmoid.": True,
    r"The gate $\sigma(z)$ is between zero and one.": True,
    r"Here $\sigma$ is any smooth function.": False,
    r"The activation $\sigma$ is $\tanh$.": False,
    r"Let $\sigma : \mathbb{R} \to \mathbb{R}$ be differentiable.": False,
}


@pytest.mark.parametrize("words", PROSE)
def test_what_a_sentence_takes_back_is_not_supposed(words):
    assert found(displayed(CLAIM, before=words))[-1] == PROSE[words]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_with_such_words_is_not_read(row):
    assert {*found(displayed(row))} == {ROWS[row]}


@pytest.mark.parametrize("words", FUNCTIONS)
def test_a_function_is_what_the_text_says(words):
    verdict = found(displayed(SLOPE, before=words))[-1]
    assert (verdict == "proved") is FUNCTIONS[words]


def test_a_condition_behind_a_display_is_meant_for_it():
    text = displayed(r"x^2 \ge x") + "\nfor $x \\ge 1$.\n\n" + displayed(r"x^2 + 0 \ge x")
    assert found(text)[0] == "proved"
    assert found(text)[-1] == "refuted"
