"""How far indices run, what their operators reach, and functions made of functions."""

from time import perf_counter

import pytest
from notes import displayed, found

LISTED = "Let $x_1, \\dots, x_n \\in \\mathbb{R}$."
COUNTED = "Let $x_i, y_i \\in \\mathbb{R}$ for $i = 1, \\dots, n$, and $g(t) = 2t$."
COLUMN = "Let $x \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{n \\times n}$."
FUNCTIONS = "Let $f(x) = x^2$ and $g(x) = 3x$."

CLAIMS = [
    # A letter's range is that of the sums over it, and a listed family ends where its list does.
    (COUNTED, r"\sum_i (x_i + 1) - n = \sum_i x_i", "proved"),
    (COUNTED, r"\sum_i (x_i + 1) - n = \sum_i x_i + 1", "refuted"),
    (COUNTED, r"\sum_i g(i) = n(n+1)", "proved"),
    (COUNTED, r"\sum_i g(i) = n(n+2)", "refuted"),
    (LISTED, r"\sum_i (x_i + 1) - n = \sum_i x_i", "proved"),
    (LISTED, r"\sum_i (x_i - 1) - n = \sum_i x_i", "refuted"),
    # A range that would run backwards refutes nothing.
    ("", r"\sum_{k=m}^n 1 = n - m + 1", "unknown"),
    ("", r"\sum_{k=m}^n 1 = n - m + 1 \quad (m \le n)", "proved"),
    ("", r"\sum_{k=m}^n 1 = n - m \quad (m \le n)", "refuted"),
    ("", r"\sum_{k=1}^{n-1} 1 = n", "refuted"),
    ("", r"\sum_{k=1}^{2n} 1 = n", "refuted"),
    # What is not said is not chosen to refute.
    ("Let $g(t) = 2t$.", r"\sum_i g(i) = 2 \sum_i i", "unknown"),
    # A size is a number, whatever one formula makes of its letter.
    (COLUMN, r"\nabla \cdot x = n", "unread"),
    (COLUMN, r"\nabla \cdot x = n$$ $$ x^\top A x = x^\top A^\top x", "proved"),
    (COLUMN, r"\nabla \cdot x = n$$ $$ x^\top A x = x^\top A^\top A x", "refuted"),
    # Index letters and sizes are factors before a bracket.
    (COLUMN, r"\sum_{i=1}^n i^2 = n(n+1)(2n+1)/6", "proved"),
    (COLUMN, r"\sum_{i=1}^n i(i+1) = n(n+1)(n+2)/3", "proved"),
    (COLUMN, r"\sum_{i=1}^n i(i+1) = n(n+1)(n+3)/3", "refuted"),
    # The next operator over an index ends a product over it.
    (COUNTED, r"\prod_i x_i \prod_i x_i = \prod_i x_i^2", "proved"),
    (COUNTED, r"\prod_i x_i \prod_i y_i = \prod_i x_i + \prod_i y_i", "refuted"),
    # A sum over i ≠ j is one over pairs where nothing else tells j.
    (COLUMN, r"\sum_{i \neq j} x_i x_j = \left(\sum_i x_i\right)^2 - \sum_i x_i^2", "unknown"),
    (COLUMN, r"\sum_{i \neq j} x_i = \sum_i x_i + x_j", "refuted"),
    # Kronecker's delta stays what it is where a formula only speaks of it.
    (COLUMN, r"\delta_{ii} = 1$$ $$\delta_{ij} x_i = \delta_{ij} x_j", "proved"),
    (COLUMN, r"\delta_{ij}^2 = \delta_{ij}", "proved"),
    (COLUMN, r"\delta_{ij} \delta_{jk} = \delta_{ik}", "unknown"),
    (COLUMN, r"\sum_j \delta_{ij} \delta_{jk} = \delta_{ik}", "proved"),
    (COLUMN, r"\delta_{ij}^2 = \delta_{ij}$$ $$\sum_j \delta_{ij} x_j = 2x_i", "refuted"),
    # Functions of functions.
    (FUNCTIONS, r"(f \circ g)(x) = 9x^2", "proved"),
    (FUNCTIONS, r"(f \circ g)(x) = 3x^2", "refuted"),
    (FUNCTIONS, r"(g \circ f)(2) = 12", "proved"),
    (FUNCTIONS, r"(f + g)(x) = x^2 + 3x", "proved"),
    (FUNCTIONS, r"(f - g)(x) = x^2 + 3x", "refuted"),
    (FUNCTIONS, r"(fg)(x) = 3x^3", "proved"),
    (FUNCTIONS, r"(fg)(x) = 9x^2", "refuted"),
    (FUNCTIONS, r"(f - y)(x) = x^2 - y", "unread"),
    (FUNCTIONS, r"(f(x) - y)(x) = x^3 - xy", "proved"),
]


@pytest.mark.parametrize(("given", "claim", "verdict"), CLAIMS)
def test_ranges_and_functions(given, claim, verdict):
    assert found(displayed(*claim.split("$$ $$"), before=given))[-1] == verdict


SENTENCES = [
    ("$$|x| = x$$\n\nfor $x \\ge 0$.", "proved"),
    ("$$|x| = x$$\n\nwhere $x > -1$.", "refuted"),
    ("$$|x| = x.$$\n\nFor $x \\ge 0$ this is clear.", "refuted"),
    ("$$|x| = x$$\n\nIf $x \\ge 0$ then it is clear.", "refuted"),
]


@pytest.mark.parametrize(("text", "verdict"), SENTENCES)
def test_a_condition_that_ends_the_sentence_of_a_display(text, verdict):
    assert verdict in found(text)


def test_cases_after_their_displays():
    text = "$$|x| = x$$\nfor $x \\ge 0$ and\n$$|x| = -x$$\nfor $x < 0$.\n"
    assert found(text) == ["proved", "assumption", "proved", "assumption"]
    text = "$$|x| = x$$\nfor $x \\ge 0$ and\n$$|x| = x$$\nfor $x < 0$.\n"
    assert found(text) == ["proved", "assumption", "refuted", "assumption"]


def test_definitions_that_each_use_the_one_before_twice():
    steps = [f"a_{{{k + 1}}} = a_{{{k}}} + a_{{{k}}} a_{{{k}}}" for k in range(50)]
    start = perf_counter()
    assert found(displayed(*steps, "a_{50} - a_{49} = a_{49}^2", "a_{50} = a_0"))[-1] != "proved"
    assert perf_counter() - start < 60


LABELS = [
    (("a^{(2)} = 3y", "a_2 = 4y", "a_2 + a^{(2)} = 7y"), "proved"),
    (("a^{(2)} = 3y", "a_2 = 4y", "a_2 + a^{(2)} = 6y"), "refuted"),
    (("z^{[1]} = w x + b", "z_1 = w x", "z^{[1]} - z_1 = b"), "proved"),
    (("z^{[1]} = w x + b", "z_1 = w x", "z^{[1]} - z_1 = 0"), "unknown"),
    (("x_1 = 2y", "x_{(1)} = 3y", "x_1 + x_{(1)} = 5y"), "proved"),
    (("x^{(1)} = 2y", "x^{[1]} = 3y", "x^{(1)} + x^{[1]} = 5y"), "proved"),
]


@pytest.mark.parametrize(("formulas", "verdict"), LABELS)
def test_labels_and_subscripts_are_different_names(formulas, verdict):
    assert found(displayed(*formulas))[-1] == verdict
