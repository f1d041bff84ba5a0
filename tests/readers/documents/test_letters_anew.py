"""Letters that are arrays in one section and numbers in another one, and declared anew."""

import pytest
from notes import checked, displayed, found

from derive.readers.documents import derivation_of
from derive.readers.sources import scan


def diagnostics(text):
    return derivation_of(scan(text, file="notes.md")).diagnostics


VECTORS = "# One\n\nLet $x, w \\in \\mathbb{R}^d$.\n" + displayed(r"w^\top x = x^\top w")


@pytest.mark.parametrize(
    ("formulas", "last"),
    [
        ((r"\frac{d}{dx} x^3 = 3 x^2",), "proved"),
        ((r"\frac{d}{dx} x^3 = 3 x",), "refuted"),
        ((r"f(x) = x^2 + 1", r"f''(x) = 2"), "proved"),
        ((r"f(x) = x^2 + 1", r"f''(x) = 2 x"), "refuted"),
        ((r"(x + w)^2 = x^2 + 2 x w + w^2",), "proved"),
        ((r"(x + w)^2 = x^2 + x w + w^2",), "refuted"),
        ((r"(x - 1)(x + 1) = x^2 - 1",), "proved"),
        ((r"y = x^2", r"\frac{dy}{dx} = 2 x"), "proved"),
        ((r"y = x^2", r"\frac{dy}{dx} = x"), "refuted"),
    ],
)
def test_a_section_that_uses_the_letter_as_a_number(formulas, last):
    assert found(VECTORS + "# Two\n" + displayed(*formulas))[-1] == last


@pytest.mark.parametrize(
    "formula",
    [r"w x^\top = x^\top w", r"x x^\top = x^\top x", r"w x = x w", r"\nabla_x (x x) = 2 x"],
)
def test_a_slip_in_another_section_is_a_slip(formula):
    assert found(VECTORS + "# Two\n" + displayed(formula))[-1] == "ill-formed"


def test_a_section_that_speaks_of_arrays_keeps_the_declaration():
    text = VECTORS + "# Two\n" + displayed(r"\nabla_x \|x\|^2 = 2 x", r"\frac{d}{dx} x^2 = 2 x")
    assert found(text)[-2:] == ["proved", "ill-formed"]


def test_in_its_own_section_it_is_what_is_declared():
    assert found(VECTORS + "## Inside\n" + displayed(r"\frac{d}{dx} x^3 = 3 x^2"))[-1] != "proved"


def test_products_alone_leave_it_open():
    text = VECTORS + "# Two\n" + displayed(r"w x = x w", r"2 w x = x w + w x")
    assert found(text)[-2:] == ["unread", "unread"]
    assert "in line 3" in checked(text)[-1].verdict.reason


DECLARED = "# One\n\nLet $x \\in \\mathbb{R}^d$.\n\n# Two\n\nLet $x \\in (0, 1)$.\n"


@pytest.mark.parametrize(
    ("rest", "last"),
    [
        (displayed(r"\sqrt{x^2} = x"), "proved"),
        (displayed(r"\sqrt{x^2} = 1 - x"), "refuted"),
        ("## Inside\n" + displayed(r"\sqrt{x^2} = x"), "proved"),
        ("# Three\n" + displayed(r"\sqrt{x^2} = x"), "unread"),
    ],
)
def test_sections_that_declare_it_as_different_things(rest, last):
    assert found(DECLARED + rest)[-1] == last


def test_the_first_declaration_holds_in_its_own_section():
    text = DECLARED.replace("# Two", displayed(r"x^\top x = \|x\|^2", r"x x = x") + "\n# Two")
    assert [s for s in found(text) if s != "mention"][-2:] == ["proved", "ill-formed"]


def test_beyond_both_declarations_it_is_open():
    text = (
        "# One\n\nLet $x \\in \\mathbb{R}^d$.\n\n# Two\n\nLet $x \\in \\mathbb{R}^n$.\n\n# Three\n"
    )
    assert found(text + displayed(r"x^\top x = \|x\|^2"))[-1] == "unread"


NUMBERS = "# One\n\nLet $x \\in \\mathbb{R}$.\n" + displayed(r"\frac{d}{dx} x^2 = 2 x")


@pytest.mark.parametrize(
    ("formula", "status"),
    [
        (r"w^\top x = x^\top w", "proved"),
        (r"w x^\top = x w^\top", "refuted"),
        (r"w x^\top = w^\top x", "unread"),
        (r"\nabla_x \|x\|^2 = 2 x", "proved"),
        (r"\nabla_x \|x\|^2 = x", "refuted"),
    ],
)
def test_a_number_that_a_later_section_transposes(formula, status):
    assert found(NUMBERS + "# Two\n" + displayed(formula))[-1] == status


def test_a_matrix_that_is_set_equal_to_a_number_elsewhere():
    text = (
        "# One\n\nLet $A \\in \\mathbb{R}^{n \\times n}$.\n\n# Two\n\nIts area is $A = \\pi r^2$.\n"
    )
    assert found(text + displayed(r"\frac{dA}{dr} = 2 \pi r"))[-1] == "proved"
    assert found(text + displayed(r"\frac{dA}{dr} = \pi r"))[-1] == "refuted"


def test_members_that_sections_declare_as_different_things():
    signs = "# One\n\nLabels are $y_i \\in \\{-1, 1\\}$.\n" + displayed("y_i^2 = 1", "y_i^2 = y_i")
    text = (
        signs + "\n# Two\n\nHere $y_i \\in \\{0, 1\\}$.\n" + displayed("y_i^2 = y_i", "y_i^2 = 1")
    )
    first, slip, second, other = found(text)
    assert (first, second) == ("proved", "proved")
    assert "proved" not in (slip, other)
    both = signs.replace("\n$$", "\nor $y_i \\in \\{0, 1\\}$\n\n$$", 1)
    assert found(both) == ["proved", "unknown"]


GROWTH = "# One\n" + displayed(r"N(t) = c e^{r t}", "N'(t) = r N(t)") + "\n# Two\n\n"


def test_a_function_elsewhere_that_a_sum_runs_up_to():
    mean = r"m = \frac{1}{N} \sum_{i=1}^N x_i"
    assert found(GROWTH + displayed(mean, r"\sum_{i=1}^N x_i = N m"))[-1] == "proved"
    wrong = found(GROWTH + displayed(mean, r"\sum_{i=1}^N x_i = (N + 1) m"))[-1]
    assert wrong not in ("proved", "conditional")


def test_a_number_before_the_function_of_its_letter():
    later = "# Two\n" + displayed("g(x) = x^2", "g'(x) = 2 x")
    text = "# One\n" + displayed("s = g t^2", r"\frac{ds}{dt} = 2 g t") + later
    assert [s for s in found(text) if s != "definition"] == ["proved", "proved"]
    assert found(text.replace("2 g t", "g t"))[1] == "refuted"
    assert "g is a number in “One”" in " ".join(d.message for d in diagnostics(text))


def test_a_function_without_its_arguments_stays_one():
    text = GROWTH + displayed(r"2 N = N + N")
    assert found(text)[-1] == "unread"


def test_a_function_of_vectors_that_is_one_of_numbers_elsewhere():
    text = "# One\n\nLet $f : \\mathbb{R}^d \\to \\mathbb{R}$.\n" + displayed(r"f(x) = \|x\|^2")
    text += "# Two\n" + displayed("f(x) = x^4")
    assert found(text + displayed(r"f''(x) = 12 x^2"))[-1] == "proved"
    assert found(text + displayed(r"f''(x) = 12 x"))[-1] == "refuted"


ARRAYS = "# One\n\nLet $x \\in \\mathbb{R}^d$, $A \\in \\mathbb{R}^{d \\times d}$.\n\n# Two\n"


@pytest.mark.parametrize(
    ("formulas", "last"),
    [
        ((r"A^2 x = A (A x)", r"A^2 x = x A^2"), "ill-formed"),
        ((r"A x^2 = x^2 A",), "ill-formed"),
        ((r"A = x^2 + 1", r"\frac{dA}{dx} = 2 x"), "proved"),
        ((r"A = x^2 + 1", r"\frac{dA}{dx} = x"), "refuted"),
    ],
)
def test_matrices_are_numbers_where_they_are_given_anew(formulas, last):
    assert found(ARRAYS + displayed(*formulas))[-1] == last


def test_what_has_a_definition_elsewhere_and_is_let_be_from_a_set():
    text = "# One\n" + displayed("y = w x") + "\n# Two\n\nLet $y \\in \\{0, 1\\}$.\n"
    assert found(text + displayed("y^2 = y"))[-1] == "unknown"


def test_matrices_that_sums_run_up_to_or_numbers_bound_elsewhere():
    text = ARRAYS + displayed(r"p_k = \frac{1}{A}") + "where $k = 1, \\dots, A$.\n"
    total = r"\sum_{k=1}^A \frac{1}{A} = 1"
    assert found(text + displayed(total))[-1] in ("proved", "conditional")
    assert found(text + displayed(total.replace("= 1", "= 2")))[-1] not in ("proved", "conditional")
    wave = ARRAYS + "Let $A > 0$ and" + displayed(r"f(t) = A \sin t", r"f'(t) = A \cos t")
    assert found(wave)[-1] == "proved"
    assert found(wave.replace("A \\cos t", "\\cos t"))[-1] == "refuted"
