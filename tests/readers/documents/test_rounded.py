"""Decimals as authors round them, beside wrong ones."""

import pytest
from notes import displayed, found

DECIMALS = {
    "rounded": (r"\log(0.7) = -0.357", "unknown"),
    "cut off": (r"-\log(0.245) = 1.406", "unknown"),
    "a wrong digit": (r"-\log(0.245) = 1.416", "refuted"),
    "exact": (r"0.9 \cdot 3 = 2.7", "proved"),
    "a wrong product": (r"0.9 \cdot 3 = 2.8", "refuted"),
    "a whole number": (r"\log(20) = 3", "refuted"),
    "for all values": (r"x + 0.001 = x", "refuted"),
}


@pytest.mark.parametrize(("formula", "verdict"), DECIMALS.values(), ids=DECIMALS)
def test_a_decimal(formula, verdict):
    assert found(displayed(formula)) == [verdict]


def test_a_differential_is_no_product_with_the_dimension():
    given = r"Let $Q \in \mathbb{R}^{n \times d}$ and $r = q^2$."
    assert found(displayed(r"dr = 2 q \, dq", before=given))[-1] in ("unknown", "unread")


def test_a_derivative_of_what_does_not_depend_is_not_compared():
    assert (
        found(displayed(r"V = a \cos b", r"\frac{\partial^2 V}{\partial q^2} > 0"))[-1] == "unread"
    )
