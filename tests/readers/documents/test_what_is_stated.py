"""What prose lets hold, what it only remarks, and which letters of a subscript count."""

import pytest
from notes import checked, displayed, found

SQUARES = r"p^2 - q^2 = p - q"

STATED = {
    "let": (r"Let $p + q = 1$.", "proved"),
    "assume that": (r"Assume that $p + q = 1$.", "proved"),
    "with, in a sentence that lets": (r"Let $p$ and $q$ be numbers with $p + q = 1$.", "proved"),
    "to be shown": (r"Let us show that $p + q = 1$.", "refuted"),
    "of another quantity": (r"Let $p + r = 1$.", "unknown"),
}


@pytest.mark.parametrize(("words", "verdict"), STATED.values(), ids=STATED)
def test_an_equation_between_inputs_is_given_by_words_that_say_so(words, verdict):
    assert found(displayed(SQUARES, before=words))[-1] == verdict


def test_a_remark_gives_no_new_meaning():
    text = displayed(r"L = x^2") + "\nWe remark that $L = x^3$.\n"
    assert found(text + displayed(r"\frac{dL}{dx} = 3 x^2"))[-1] == "refuted"
    assert found(text + displayed(r"\frac{dL}{dx} = 2 x"))[-1] == "proved"


def test_a_second_form_leaves_the_first_the_definition():
    graph = (r"m = x + y", r"V = (x - m)^2 + y^2", r"V = x^2 - 2 x m + m^2 + y^2")
    right, wrong = (
        r"\frac{\partial V}{\partial m} = -2 (x - m)",
        r"\frac{\partial V}{\partial m} = 2 m",
    )
    verdicts = ["definition", "definition", "proved", "proved", "refuted"]
    assert found(displayed(*graph, right, wrong)) == verdicts
    inside = (
        r"m = x + y",
        r"V = (x - m)^2",
        r"V = x^2 + 3 y^2",
        r"\frac{\partial V}{\partial m} = -2 (x - m)",
    )
    assert found(displayed(*inside))[-1] == "proved"


def test_a_new_meaning_in_another_section_is_reported_as_a_definition():
    text = "# One\n\nLet $z = x^2$.\n\n# Two\n\nLet $z = x + 1$.\n" + displayed("z - 1 = x")
    assert found(text) == ["definition", "definition", "proved"]


def test_a_second_form_that_is_proved_contradicts_nothing():
    from derive.readers.documents import derivation_of
    from derive.readers.sources import scan

    text = displayed(r"S = x^2 - 1", r"S = (x - 1)(x + 1)")
    assert found(text) == ["definition", "proved"]
    diagnostics = derivation_of(scan(text, file="notes.md")).diagnostics
    assert {each.code for each in diagnostics} <= {"assumed"}


SUM = r"S = \sum_{i=1}^n x_i"

LAST = {
    "a sum split off": (r"\sum_{i=1}^n x_i - x_n = \sum_{i=1}^{n-1} x_i", "proved"),
    "a sum of one": (r"\sum_{i=n}^n x_i + x_n = 2 x_n", "proved"),
    "by the last": (r"\frac{\partial}{\partial x_n} \sum_{i=1}^n x_i^2 = 2 x_n", "proved"),
    "telescoped": (r"\sum_{i=1}^{n-1} (x_{i+1} - x_i) = x_n - x_1", "proved"),
    "telescoped, one off": (r"\sum_{i=1}^{n-1} (x_{i+1} - x_i) = x_{n-1} - x_1", "refuted"),
    "beyond the last": (r"\sum_{i=1}^n x_i + x_{n+1} = \sum_{i=1}^n x_i", "ill-formed"),
}


@pytest.mark.parametrize(("formula", "verdict"), LAST.values(), ids=LAST)
def test_the_size_of_a_family_is_an_index_of_it(formula, verdict):
    assert found(displayed(SUM, formula)) == ["definition", verdict]


def test_a_name_does_not_hide_the_index_of_a_sum():
    assert found(displayed(r"\sum_{i=1}^N u_{in} = N u_{in}")) == ["unread"]
    assert "index i" in checked(displayed(r"\sum_{i=1}^N u_{in} = N u_{in}"))[0].verdict.reason
    assert found(displayed(r"u_{in} + 1 = 1 + u_{in}")) == ["proved"]


def test_a_function_may_be_another_one_from_here_on():
    graph = (r"f(x, y) = x y", r"\frac{\partial f}{\partial x} = y", r"f(x, y) = x + y")
    verdicts = found(displayed(*graph, r"\frac{\partial f}{\partial x} = 1"))
    assert verdicts == ["definition", "proved", "unknown", "proved"]
