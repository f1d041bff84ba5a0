"""What is supposed, from where and how far, and what is said under it of what has a definition."""

import pytest
from notes import checked, displayed, found

SQUARES = "# One\n" + displayed("L = x^2 + y^2") + "\n# Two\n"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Suppose $y = 1$. Then\n" + displayed("L = x^2 + 1"), "proved"),
        ("Suppose $y = 1$. Then\n" + displayed("L = x + 1"), "unknown"),
        ("Case 1: $x = 0$. Then\n" + displayed("L = y^2"), "proved"),
        ("For $x = 0$ we get" + displayed("L = y^2"), "proved"),
        ("For $x = 0$ we get" + displayed("L = y"), "unknown"),
        ("For $x = 0$ we get" + displayed("L = y^2", "L = 2 y^2"), "unknown"),
        ("For $x = 0$ nothing is new. Then" + displayed("L = y^2"), "definition"),
        (displayed("x = 0", "L = y^2"), "proved"),
    ],
)
def test_a_quantity_under_a_supposition(text, last):
    assert found(SQUARES + text)[-1] == last


def test_what_has_a_definition_and_comes_to_a_number():
    text = displayed("z = a b") + "\nCase 1: $a = 0$. Then\n" + displayed("z = 0")
    assert found(text)[-1] == "proved"
    assert found(text.replace("z = 0", "z = 1"))[-1] == "unknown"


CASES = "Suppose $x \\ge 1$.\n" + displayed(r"|x| = x") + "\nSuppose $x \\le -1$.\n"


@pytest.mark.parametrize(
    ("rest", "last"),
    [
        (displayed(r"|x| = -x"), "proved"),
        (displayed(r"|x| = x"), "refuted"),
        ("In both cases" + displayed(r"|x|^2 = x^2"), "proved"),
        ("In both cases" + displayed(r"|x| = -x"), "refuted"),
    ],
)
def test_cases_that_exclude_one_another(rest, last):
    assert found(CASES + rest)[-1] == last


def test_a_bare_premise_gives_no_meaning():
    text = displayed(r"u = v \implies u^2 = v^2")
    assert found(text) == ["condition", "proved"]
    assert found(text + displayed("u + 1 = v + 1"))[-1] == "unknown"


ANEW = "# One\n\nLet $u = x^2$.\n" + displayed(r"\frac{du}{dx} = 2x")


@pytest.mark.parametrize("words", ["# Two\n\nWith $u = \\sin x$ we have\n"])
def test_a_new_meaning_in_another_section(words):
    assert found(ANEW + words + displayed(r"\frac{du}{dx} = \cos x"))[-1] == "proved"
    assert found(ANEW + words + displayed(r"\frac{du}{dx} = 2x"))[-1] == "refuted"


def test_what_is_said_in_passing_is_kept_at_hand():
    said = ANEW + "\nHere is the curve $u = \\sin x$.\n"
    assert found(said + displayed(r"\frac{du}{dx} = 2x"))[-1] == "ambiguous"
    assert found(said + displayed(r"\frac{du}{dx} = 3x"))[-1] == "refuted"
    same = said.replace(r"\sin x", "x x")
    assert found(same + displayed(r"\frac{du}{dx} = 2x"))[-1] == "proved"


def test_an_example_that_is_presented_gives_a_new_meaning():
    text = displayed("f(x) = x^2 + x") + "\nAnother example is\n" + displayed("f(x) = x^2 - x")
    assert [o.step.kind for o in checked(text)] == ["definition", "definition"]
    assert found(text + displayed(r"f(2) = 2"))[-1] == "proved"
    assert found(text + displayed(r"f(2) = 6"))[-1] == "refuted"


LOSS = "# One\n" + displayed("L = (a - y)^2") + "\n# Two\n"


def test_another_meaning_in_another_section():
    text = LOSS + "If instead" + displayed("L = a^2 - y")
    assert found(text + displayed(r"\frac{\partial L}{\partial a} = 2 a"))[-1] == "proved"
    assert found(text + displayed(r"\frac{\partial L}{\partial a} = 2 (a - y)"))[-1] == "refuted"


def test_perhaps_another_meaning_in_another_section():
    text = LOSS + displayed("L = a^2 - y")
    assert found(text + displayed(r"\frac{\partial L}{\partial a} = 2 a"))[-1] == "ambiguous"
    assert found(text + displayed(r"\frac{\partial L}{\partial a} = a"))[-1] == "refuted"
    same = LOSS + displayed("L = a^2 - 2 a y + y^2")
    assert found(same + displayed(r"\frac{\partial L}{\partial a} = 2 (a - y)"))[-1] == "proved"


def test_where_after_a_display_is_meant_for_it():
    text = LOSS + displayed(r"\frac{\partial L}{\partial a} = 3 a^2") + "where $L = a^3 + y$.\n"
    assert found(text)[-2:] == ["proved", "definition"]
    assert found(text.replace("a^3", "a^2"))[-2:] == ["refuted", "definition"]


BOTH = displayed(
    r"\log(p q) = \log p + \log q", r"\log((1 - p)(1 - q)) = \log(1 - p) + \log(1 - q)"
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Let $0 < p, q < 1$.", ["proved", "proved"]),
        ("Let $1 > p, q > 0$.", ["proved", "proved"]),
        ("Let $0 < p$, $q < 1$.", ["conditional", "conditional"]),
        ("Let $p > 0, q < 1$.", ["conditional", "conditional"]),
        ("Let $0 < p, q > 0$.", ["proved", "conditional"]),
        ("Let $p$ and $q$ be positive.", ["proved", "conditional"]),
        ("Let $p, q$ be positive real numbers.", ["proved", "conditional"]),
        ("Let $p$ be real and $q$ be positive.", ["conditional", "conditional"]),
        ("Let $p$ be positive or zero, $q$ real.", ["conditional", "conditional"]),
        ("The number of positive $p$ and $q$ is even.", ["conditional", "conditional"]),
    ],
)
def test_what_is_said_of_several_numbers(words, expected):
    assert [s for s in found(words + BOTH) if s not in ("assumption", "mention")] == expected


SQUARE = "Let $x > 0$.\n" + displayed("f(x) = x^2 - 1")


def test_what_is_looked_for_is_no_claim():
    assert found(SQUARE + "To find the roots we set" + displayed("f(x) = 0"))[-1] == "condition"
    text = displayed(r"r(x) = \max(0, x)") + "\nFor $x < 0$ we have" + displayed("r(x) = 0")
    assert found(text)[-1] == "proved"
    assert found(text.replace("= 0", "= 1"))[-1] == "unknown"


@pytest.mark.parametrize(
    ("word", "status"), [("Let", "proved"), ("Assume", "proved"), ("For", "refuted")]
)
def test_what_is_let_hold_is_no_case(word, status):
    text = f"{word} $x > 0$ nothing is new.\n" + displayed(r"|x| = x") + "\nIn general"
    assert found(text + displayed(r"\sqrt{x^2} = x"))[-1] == status
