"""Names that are given twice and differently: what rests on the second equation alone."""

import pytest
from notes import displayed, found

TWICE = {
    "a function": ((r"f(x) = x^2 + x", r"f(x) = x^2 - x"), r"f(2) = 2", "ambiguous"),
    "its slope": (
        (r"f(x) = x^2 + x", r"f(x) = x^2 - x"),
        r"\frac{d}{dx} f(x) = 2 x - 1",
        "ambiguous",
    ),
    "the first meaning": ((r"f(x) = x^2 + x", r"f(x) = x^2 - x"), r"f(2) = 6", "ambiguous"),
    "true of both": ((r"f(x) = x^2 + x", r"f(x) = x^2 - x"), r"f(0) = 0", "proved"),
    "true of neither": ((r"f(x) = x^2 + x", r"f(x) = x^2 - x"), r"f(2) = 3", "refuted"),
    "another input": ((r"q = u v", r"q = u v + r"), r"q - r = u v", "ambiguous"),
    "two forms": ((r"f(x) = x^2 - 1", r"f(x) = (x - 1)(x + 1)"), r"f(2) = 3", "proved"),
    "two forms, then wrong": (
        (r"f(x) = x^2 - 1", r"f(x) = (x - 1)(x + 1)"),
        r"f(2) = 2",
        "refuted",
    ),
    "called a definition": ((r"f(x) = x^2 + x", r"f(x) := x^2 - x"), r"f(2) = 2", "proved"),
    "after a wrong link": (
        (r"f(x) = (x + 1)^2 = x^2 + 1", r"f(x) = x^2 + 1"),
        r"f(1) = 2",
        "ambiguous",
    ),
}


@pytest.mark.parametrize(("formulas", "claim", "expected"), TWICE.values(), ids=TWICE)
def test_a_claim_after_two_equations(formulas, claim, expected):
    assert found(displayed(*formulas, claim))[-1] == expected


def test_in_another_section_it_is_another_function():
    text = "# One\n" + displayed("f(x) = x^2 + x") + "\n# Two\n" + displayed("f(x) = x^2 - x")
    assert found(text + displayed(r"f(2) = 2"))[-1] == "proved"
