"""What belongs to which relation of a row, and what only bounds, recalls or restricts."""

import pytest
from notes import displayed, found

SOFTMAX = r"a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}"

AT = {
    "at equal indices": (r"\frac{\partial a_j}{\partial z_i} = a_i (1 - a_i), \quad i = j", True),
    "at other indices": (r"\frac{\partial a_j}{\partial z_i} = -a_i a_j, \quad i \neq j", True),
    "at the wrong ones": (
        r"\frac{\partial a_j}{\partial z_i} = a_i (1 - a_i), \quad i \neq j",
        False,
    ),
    "with a slip": (r"\frac{\partial a_j}{\partial z_i} = a_i (1 + a_i), \quad i = j", False),
}


@pytest.mark.parametrize(("row", "holds"), AT.values(), ids=AT)
def test_indices_after_a_relation_say_where_it_holds(row, holds):
    assert found(displayed(SOFTMAX, row))[1:] == ["proved" if holds else "refuted"]


def test_an_equation_between_other_letters_is_one_of_its_own():
    assert found(displayed(r"u = 2 x, \quad v = x", r"3 u = 6 v", r"3 u = 3 v"))[2:] == [
        "proved",
        "refuted",
    ]


def test_a_reason_is_recalled_beside_the_chain():
    rows = r"""\begin{align*}
    f &= \ln(p q) \quad \because \ln(s t) = \ln s + \ln t \\
      &= \ln p + \ln q \\
    \because e^{\ln p} &= p \\
      &= \ln q + \ln p
    \end{align*}"""
    given = r"p > 0, q > 0, s > 0, t > 0"
    assert found(displayed(given, rows))[4:] == ["definition", *["proved"] * 4]
    wrong = rows.replace(r"&= \ln q + \ln p", r"&= \ln q - \ln p")
    assert found(displayed(given, wrong))[-1] == "refuted"


def test_words_without_marks_are_words():
    assert found(displayed(r"u = x + 1 and v = x^2", r"u^2 - 2u + 1 = v")) == [
        "definition",
        "definition",
        "proved",
    ]
    assert found(displayed(r"u = x + 1 and v = x^2", r"u^2 - 2u = v"))[-1] == "refuted"


def test_bounds_of_inputs_are_given():
    assert found(displayed(r"0 \le s \le C", r"|s| = s")) == ["assumption", "assumption", "proved"]
    assert found(displayed(r"0 \le s \le C", r"|s| = -s"))[-1] != "proved"
    assert found(displayed(r"u = x - 1", r"u \ge 0"))[-1] == "refuted"
    assert found(displayed(r"x^2 + y^2 < 2 x y"))[-1] == "refuted"


def test_constraints_are_no_claims():
    rows = r"\min_{x}\quad & x^2 \\ \text{s.t.}\quad & x + y \ge 1, \quad y \le x"
    assert found(displayed(rf"\begin{{aligned}} {rows} \end{{aligned}}")) == ["condition"] * 2


def test_a_member_is_not_the_number_of_the_same_letter():
    number = r"P = \frac{e^z}{1 + e^z}"
    assert found(displayed(number, r"P_i + 1 = 1 + \frac{1}{1 + e^{-z_i}}"))[-1] == "unknown"
    assert found(displayed(number, r"P + 1 = 1 + \frac{1}{1 + e^{-z}}"))[-1] == "proved"


def test_a_superscript_t_that_is_no_number_transposes():
    given = r"Let $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$ and $y \in \mathbb{R}^n$."
    assert found(displayed(r"y^t A x = x^t A^t y", before=given))[-1] == "proved"
    assert found(displayed(r"y^t A x = x^t A y", before=given))[-1] == "refuted"
    # Where t counts steps, it is a power.
    assert found(displayed(r"P^t P = P^{t + 1}", r"x_{t + 1} - x_t = 1"))[0] != "ill-formed"


def test_what_is_found_for_an_argument_later_is_free_before():
    total = r"S(a, b) = \sum_{i=1}^n (y_i - a - b x_i)^2"
    slope = r"\frac{\partial S}{\partial b} = -2 \sum_{i=1}^n x_i (y_i - a - b x_i)"
    assert found(displayed(total, slope, r"a = 3 - b"))[1] == "proved"
    assert found(displayed(total, slope.replace("-2", "2"), r"a = 3 - b"))[1] == "refuted"


def test_an_argument_that_is_passed_through_is_not_free():
    loss = r"L(a, y) = (a - y)^2"
    chain = r"\frac{\partial L(a, y)}{\partial w} = \frac{\partial L(a, y)}{\partial a} \frac{\partial a}{\partial w}"
    late = (r"a = w x", chain)
    assert found(displayed(loss, *late))[-1] == "proved"
    wrong = chain.replace(r"{\partial a}{\partial w}", r"{\partial a}{\partial x}")
    assert found(displayed(loss, wrong, r"a = w x"))[1] not in ("proved", "conditional")


def test_bars_around_a_vector_are_its_length():
    given = r"Let $\mathbf{w} \in \mathbb{R}^d$."
    assert found(displayed(r"|\mathbf{w}|^2 = \mathbf{w}^T \mathbf{w}", before=given)) == ["proved"]
    assert found(displayed(r"|\mathbf{w}|^2 = 2 \mathbf{w}^T \mathbf{w}", before=given)) == [
        "refuted"
    ]


def test_a_gradient_by_what_nothing_speaks_of_is_set_to_zero():
    assert (
        found(displayed(r"V = a \cos b", r"\frac{\partial V}{\partial q} = 0"))[-1] == "condition"
    )
    assert (
        found(displayed(r"V = a b", r"z = c V", r"\frac{\partial V}{\partial c} = 0"))[-1]
        == "proved"
    )


def test_a_point_set_to_zero_is_no_slip():
    text = r"Let $\mathbf{x}_t \in \mathbb{R}^m$ and $\mathbf{w} \in \mathbb{R}^m$."
    assert found(displayed(r"\mathbf{w}^T (\mathbf{x}_1 - \mathbf{x}_2) = 0", before=text)) == [
        "unknown"
    ]


def test_a_distance_is_no_differential():
    assert found(displayed(r"1 + \frac{d(u, v)}{s^2} = \frac{d(u, v)}{s^2} + 1"))[0] != "ill-formed"
    assert found(displayed(r"1 + \frac{d u}{s^2} = \frac{d u}{s^2} + 1")) == ["ill-formed"]
