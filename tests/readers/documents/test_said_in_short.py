"""What authors say in short: a list compared, a decimal comma, labels that are one-hot."""

import pytest
from notes import displayed, found

COMPARED = {
    "a list": ("Let $a, b > 0$.", "proved"),
    "from the left": ("Let $0 < a, b$.", "proved"),
    "one of the letters only": ("Let $a, c > 0$.", "conditional"),
    "the other sign": ("Let $a, b < 0$.", None),
    "what may be zero": (r"Let $a, b \geq 0$.", "conditional"),
}


@pytest.mark.parametrize(("said", "verdict"), COMPARED.values(), ids=COMPARED)
def test_a_comparison_of_a_list_is_one_of_each_name(said, verdict):
    status = found(displayed(r"\log(a b) = \log a + \log b", before=said))[-1]
    assert status == verdict if verdict else status != "proved"


DECIMALS = {
    "a decimal comma": (r"1{,}5 x + 0{,}125 x = 1.625 x", "proved"),
    "no separator": (r"1{,}5 x = 15 x", "refuted"),
    "thousands": (r"1{,}000 x = 1000 x", "proved"),
    "four places": (r"1{,}2345 x = 12345 x", "refuted"),
    "a pair in brackets or a number": (r"x (1{,}5) = 1.5 x", "unread"),
}


@pytest.mark.parametrize(("claim", "verdict"), DECIMALS.values(), ids=DECIMALS)
def test_decimal_commas(claim, verdict):
    assert found(displayed(claim)) == [verdict]


LABELS = (
    r"Let $z \in \mathbb{R}^K$ and let $y \in \{0,1\}^K$ be one-hot. With"
    r" $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$ and $L = -\sum_k y_k \log p_k$,"
)
ONE_HOT = {
    "the gradient": (LABELS, r"\frac{\partial L}{\partial z_j} = p_j - y_j", "proved"),
    "a wrong sign": (LABELS, r"\frac{\partial L}{\partial z_j} = y_j - p_j", "refuted"),
    "said twice": (
        LABELS.replace("one-hot", r"one-hot, so $\sum_k y_k = 1$"),
        r"\frac{\partial L}{\partial z_j} = y_j - p_j",
        "refuted",
    ),
    "not said": (
        LABELS.replace("be one-hot", "be labels"),
        r"\frac{\partial L}{\partial z_j} = p_j - y_j",
        None,
    ),
}


@pytest.mark.parametrize(("said", "claim", "verdict"), ONE_HOT.values(), ids=ONE_HOT)
def test_one_hot_labels(said, claim, verdict):
    status = found(displayed(claim, before=said))[-1]
    assert status == verdict if verdict else status not in ("proved", "conditional")


def test_what_is_said_of_a_letter_ends_where_a_section_gives_it_another_set():
    first = "# One\n\nLet $y \\in \\{0,1\\}^K$ be one-hot.\n\n$$\\sum_k y_k x = x$$\n\n"
    other = "# Two\n\nLet $y \\in \\mathbb{R}^K$.\n\n$$\\sum_k y_k x = x$$\n"
    same = "# Two\n\nAgain:\n\n$$\\sum_k y_k x = x$$\n"
    assert found(first + other)[-1] not in ("proved", "conditional")
    assert found(first + same) == ["proved", "proved"]
