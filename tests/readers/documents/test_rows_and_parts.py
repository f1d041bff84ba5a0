"""Vectors that are rows, definitions said again by their parts, losses of one sample and of all."""

import pytest
from notes import displayed, found

ROW = (
    r"\mathbf{p} = \mathbf{u} \mathbf{A} + \mathbf{c}",
    r"E = \frac12 \|\mathbf{p} - \mathbf{s}\|^2",
)

BY_ROWS = {
    "matrix": (r"\frac{\partial E}{\partial \mathbf{A}} = \mathbf{u}^T (\mathbf{p} - \mathbf{s})", "proved"),
    "matrix, turned": (
        r"\frac{\partial E}{\partial \mathbf{A}} = (\mathbf{p} - \mathbf{s})^T \mathbf{u}", "refuted",
    ),
    "bias": (r"\frac{\partial E}{\partial \mathbf{c}} = \mathbf{p} - \mathbf{s}", "proved"),
    "bias, sign": (r"\frac{\partial E}{\partial \mathbf{c}} = \mathbf{p} + \mathbf{s}", "refuted"),
    "input": (r"\frac{\partial E}{\partial \mathbf{u}} = (\mathbf{p} - \mathbf{s}) \mathbf{A}^T", "proved"),
    "input, not turned": (
        r"\frac{\partial E}{\partial \mathbf{u}} = (\mathbf{p} - \mathbf{s}) \mathbf{A}", "refuted",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "verdict"), BY_ROWS.values(), ids=BY_ROWS)
def test_a_vector_before_a_matrix_is_a_row(claim, verdict):
    assert found(displayed(*ROW, claim))[-1] == verdict


def test_vectors_on_both_sides_of_matrices_stay_columns():
    text = displayed(*ROW, r"r = \mathbf{A} \mathbf{q}", BY_ROWS["matrix"][0])
    assert found(text)[-1] not in ("proved", "refuted")


LISTED = r"Let $\mathbf{v} = [v_a, v_b]$ be the weights of the samples $\mathbf{s}_i$. "
ONE = (
    r"g_i = \mathbf{s}_i \cdot \mathbf{v}^T",
    r"\frac{\partial g_i}{\partial \mathbf{v}} = \mathbf{s}_i",
)


def test_a_product_with_a_turned_vector_is_a_number_where_vectors_are_written_as_rows():
    assert found(displayed(*ONE, before=LISTED))[-1] == "proved"
    assert found(displayed(ONE[0], ONE[1] + r"^T", before=LISTED))[-1] not in ("proved", "refuted")
    assert found(displayed(*ONE))[-1] not in ("proved", "refuted")


WHOLE = r"h_n = \tanh(c u_n + b)"
PARTS = r"Here $h_n = \tanh(q_n)$ with $q_n = c u_n + b$."
OTHER = r"Here $h_n = \tanh(q_n)$ with $q_n = c u_n - b$."
CHAIN = r"\frac{\partial h_n}{\partial c} = \frac{\partial h_n}{\partial q_n} \frac{\partial q_n}{\partial c}"
SLIP = CHAIN.replace("= ", "= 2 ")
SLOPE = r"\frac{\partial h_n}{\partial q_n} = 1 - h_n^2"

REFINED = {
    "chain": (PARTS, CHAIN, ["proved"]),
    "chain, twice": (PARTS, SLIP, ["refuted"]),
    "slope": (PARTS, SLOPE, ["proved"]),
    "slope, sign": (PARTS, SLOPE.replace("-", "+"), ["refuted"]),
    "other parts": (OTHER, CHAIN, ["unread", "unknown"]),
    "other parts, slope": (OTHER, SLOPE, ["unread", "unknown"]),
}


@pytest.mark.parametrize(("parts", "claim", "verdicts"), REFINED.values(), ids=REFINED)
def test_a_definition_said_again_by_its_parts(parts, claim, verdicts):
    text = displayed(WHOLE, before="Let $n = 1, \\dots, N$.") + f"\n{parts}\n"
    assert found(text + displayed(claim))[-1] in verdicts


LOSSES = (r"E(s_i, p_i) = (s_i - p_i)^2", r"E(s, p) = \frac{1}{N} \sum_{i=1}^N (s_i - p_i)^2")
SAMPLES = {
    "of one": (r"\frac{\partial E_i}{\partial p_i} = 2 (p_i - s_i)", "proved"),
    "of one, sign": (r"\frac{\partial E_i}{\partial p_i} = 2 (s_i - p_i)", "refuted"),
    "of all": (r"\frac{\partial E}{\partial p_k} = \frac{2}{N} (p_k - s_k)", "proved"),
    "of all, not averaged": (r"\frac{\partial E}{\partial p_k} = 2 (p_k - s_k)", "refuted"),
}


@pytest.mark.parametrize(("claim", "verdict"), SAMPLES.values(), ids=SAMPLES)
def test_a_loss_of_one_sample_is_another_function_than_that_of_all(claim, verdict):
    assert found(displayed(*LOSSES, claim))[-1] == verdict


def test_a_function_without_its_arguments_has_no_derivative_of_zero():
    text = displayed(r"E(s, p) = (s - p)^2", r"p = c u")
    claim = r"\frac{\partial E_k}{\partial c} = 5 \frac{\partial E_k}{\partial u}"
    assert found(text + displayed(claim))[-1] not in ("proved", "conditional")
