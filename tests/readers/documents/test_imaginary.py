"""An i or a j that nothing is counted with may be the imaginary unit: it is not taken for real."""

import pytest
from notes import displayed, found

OPEN = [
    r"e^{ix} = \cos x + i \sin x",
    r"e^{\mathrm{i} x} = \cos x + \mathrm{i} \sin x",
    r"e^{\imath x} = \cos x + \imath \sin x",
    r"e^{-jx} = \cos x - j \sin x",
    r"(1+i)^2 = 2i",
    r"(1+j)(1-j) = 2",
    r"i^2 = -1",
    r"\frac{1}{i} = -i",
    r"e^{i \pi} + 1 = 0",
]


@pytest.mark.parametrize("claim", OPEN)
def test_nothing_is_refuted_by_real_values(claim):
    assert found(displayed(claim)) == ["unknown"]


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        (r"|z|^2 = a^2 + b^2", "unread"),
        (r"|z|^2 = z^2", "unread"),
        (r"(a + ib)(a - ib) = a^2 + b^2", "unknown"),
        (r"z^2 = a^2 + 2iab + i^2 b^2", "proved"),
        (r"z^2 = a^2 + 2iab + b^2", "unknown"),
    ],
)
def test_a_quantity_that_holds_it(claim, status):
    assert found(displayed("z = a + i b", claim))[-1] == status


def test_a_run_may_be_a_product_with_it():
    assert found(displayed("z = a + ib", "|z|^2 = z^2"))[-1] == "unread"
    assert found(displayed("z = a + cb", "|z|^2 = z^2"))[-1] == "proved"


def test_said_to_be_the_root_of_minus_one():
    assert found(displayed(r"j = \sqrt{-1}", "j^2 = -1")) == ["definition", "unread"]
    assert found("With $i^2 = -1$:" + displayed("(1+i)^2 = 3i"))[-1] == "unknown"


@pytest.mark.parametrize(
    ("claim", "status"),
    [
        ("(1+i)^2 = 2i", "refuted"),
        ("(1+i)^2 = 1 + 2i + i^2", "proved"),
        (r"|i|^2 = i^2", "proved"),
    ],
)
def test_declared_it_is_a_real_number(claim, status):
    assert found(displayed(claim, before=r"Let $i \in \mathbb{R}$."))[-1] == status


def test_an_index_is_no_unit():
    assert found(displayed("x_i = 2 i", "x_i + x_i = 5 i"))[-1] == "refuted"
    assert found(displayed(r"\sum_{i=1}^n i = \sum_{i=1}^n 2 i"))[-1] == "refuted"
