"""Layers of networks: rows and columns added to matrices, functions written out entry by entry."""

import pytest
from notes import displayed, found

ROWS = (
    r"Let $D \in \mathbb{R}^{N \times 4}$, $U \in \mathbb{R}^{4 \times 3}$ and "
    r"$\mathbf{c} \in \mathbb{R}^{1 \times 3}$."
)
COLUMNS = (
    r"Let $A \in \mathbb{R}^{n \times m}$, $V \in \mathbb{R}^{h \times n}$ and "
    r"$\mathbf{c} \in \mathbb{R}^{h}$."
)
AFFINE = (r"S = D U + \mathbf{c}", r"E = \frac{1}{2} \|S\|^2")
LAYER = (r"S = V A + \mathbf{c}", r"E = \frac{1}{2} \|S\|^2")

ADDED = {
    "by the weights": (ROWS, AFFINE, r"\frac{\partial E}{\partial U} = D^T S", True),
    "by the weights, turned": (ROWS, AFFINE, r"\frac{\partial E}{\partial U} = S^T D", False),
    "by one bias": (ROWS, AFFINE, r"\frac{\partial E}{\partial c_j} = \sum_{i=1}^N S_{ij}", True),
    "by one bias, twice": (
        ROWS, AFFINE, r"\frac{\partial E}{\partial c_j} = 2 \sum_{i=1}^N S_{ij}", False,
    ),
    "of columns, by the weights": (
        COLUMNS, LAYER, r"\frac{\partial E}{\partial V} = S A^T", True,
    ),
    "of columns, by the weights, sign": (
        COLUMNS, LAYER, r"\frac{\partial E}{\partial V} = - S A^T", False,
    ),
    "of columns, by the inputs": (COLUMNS, LAYER, r"\frac{\partial E}{\partial A} = V^T S", True),
    "of columns, by the inputs, turned": (
        COLUMNS, LAYER, r"\frac{\partial E}{\partial A} = V S", False,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "model", "claim", "true"), ADDED.values(), ids=ADDED)
def test_a_row_of_biases_is_added_to_every_row(given, model, claim, true):
    assert (found(displayed(*model, claim, before=given))[-1] == "proved") is true


def test_a_column_that_only_the_formula_shows_is_not_spread():
    given = r"Let $D \in \mathbb{R}^{N \times 4}$ and $U \in \mathbb{R}^{4 \times 3}$."
    claim = r"\frac{\partial E}{\partial U} = D^T S"
    assert found(displayed(*AFFINE, claim, before=given))[-1] not in ("proved", "refuted")


def test_a_matrix_of_another_size_is_not_spread():
    claim = r"\frac{\partial E}{\partial U} = D^T S"
    assert found(displayed(*AFFINE, claim, before=ROWS.replace("1 \\times 3", "1 \\times 4")))[
        -1
    ] not in ("proved", "refuted")


ENTRIES = {
    "logistic": (r"\frac{1}{1 + e^{-(D U + \mathbf{c})}} = \sigma(D U + \mathbf{c})", "proved"),
    "logistic, without the sign": (
        r"\frac{1}{1 + e^{(D U + \mathbf{c})}} = \sigma(D U + \mathbf{c})", "refuted",
    ),
    "exponents": (r"e^{D U + \mathbf{c}} = \exp(D U + \mathbf{c})", "proved"),
    "exponents, halved": (r"e^{D U + \mathbf{c}} = \exp(\tfrac{1}{2} (D U + \mathbf{c}))", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "verdict"), ENTRIES.values(), ids=ENTRIES)
def test_exponents_and_denominators_are_taken_entry_by_entry(claim, verdict):
    assert found(displayed(claim, before=ROWS))[-1] == verdict


def test_a_square_matrix_in_an_exponent_is_not_taken_entry_by_entry():
    text = displayed(r"e^{M} = \exp(M)", before=r"Let $M \in \mathbb{R}^{n \times n}$.")
    assert found(text)[-1] not in ("proved", "refuted")


def test_a_power_of_a_column_is_read_only_where_one_reading_fits():
    given = r"Let $\mathbf{q} \in \mathbb{R}^N$."
    entries = (
        r"\mathbf{q}^2 = \mathbf{q} \odot \mathbf{q}",
        r"\mathbf{q}^2 = 2 \mathbf{q} \odot \mathbf{q}",
    )
    norm = r"\mathbf{q}^2 = \mathbf{q}^T \mathbf{q}"
    either = r"\frac{\mathbf{q}}{\mathbf{q}^2} = \frac{\mathbf{q}}{\mathbf{q}^2}"
    verdicts = found(displayed(*entries, norm, either, before=given))
    assert verdicts[:2] == ["proved", "refuted"]
    assert not {"proved", "refuted"} & {*verdicts[2:]}


LOSS = "The loss is $L(a, y)$."
AVERAGE = r"$J(W, b) = \frac{1}{m} \sum_{i=1}^m L(p^{(i)}, y^{(i)})$"
LAYER_OF = r"Let $\mathbf{h} = \phi(\mathbf{z})$ and $L = l(\mathbf{h}, y)$."
SILENT = {
    "a loss of two": (LOSS, r"\frac{\partial L}{\partial u} = 2 \frac{\partial L}{\partial v}"),
    "the same twice": (LOSS, r"\frac{\partial L}{\partial u} = 2 \frac{\partial L}{\partial u}"),
    "a parameter that the definition does not have": (
        AVERAGE,
        r"\frac{\partial J}{\partial W} = 2 \frac{\partial J}{\partial W}",
    ),
    "a quantity with the name of a function": (
        LAYER_OF,
        r"\frac{\partial L}{\partial v} = 2 \frac{\partial L}{\partial v} + 0 \frac{\partial l}{\partial v}",
    ),
    "a function that calls itself": (
        r"Let $f(t) = f(t - 1) + t$.",
        r"\frac{\partial f(t)}{\partial u} = 2 \frac{\partial f(t)}{\partial u}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "claim"), SILENT.values(), ids=SILENT)
def test_what_nobody_says_to_depend_on_a_variable_has_no_derivative_of_zero(given, claim):
    assert found(displayed(claim, before=given))[-1] not in ("proved", "conditional")
