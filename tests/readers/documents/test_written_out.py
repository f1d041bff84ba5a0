"""Matrices written out entry by entry: what they say, and what follows for their entries."""

import pytest
from notes import displayed, found

WRITTEN = (
    r"Z = X Y",
    r"X = \begin{bmatrix} x_{1,1} & x_{1,2} \\ x_{2,1} & x_{2,2} \\ x_{3,1} & x_{3,2} \end{bmatrix}",
    r"Y = \begin{bmatrix} y_{1,1} \\ y_{2,1} \end{bmatrix}",
    r"Z = \begin{bmatrix} z_{1,1} \\ z_{2,1} \\ z_{3,1} \end{bmatrix}",
)

ENTRIES = {
    "an entry of a product": (r"z_{2,1} = x_{2,1}.y_{1,1} + x_{2,2}.y_{2,1}", "proved"),
    "the wrong row": (r"z_{2,1} = x_{1,1}.y_{1,1} + x_{2,2}.y_{2,1}", "refuted"),
    "an entry's derivative": (r"\frac{\partial z_{3,1}}{\partial x_{3,2}} = y_{2,1}", "proved"),
    "another row's": (r"\frac{\partial z_{3,1}}{\partial x_{1,2}} = y_{2,1}", "refuted"),
    "a gradient": (
        r"\frac{\partial L}{\partial Z} = \begin{bmatrix} \frac{\partial L}{\partial z_{1,1}} \\"
        r" \frac{\partial L}{\partial z_{2,1}} \\ \frac{\partial L}{\partial z_{3,1}} \end{bmatrix}",
        "proved",
    ),
    "a gradient with two entries exchanged": (
        r"\frac{\partial L}{\partial Z} = \begin{bmatrix} \frac{\partial L}{\partial z_{2,1}} \\"
        r" \frac{\partial L}{\partial z_{1,1}} \\ \frac{\partial L}{\partial z_{3,1}} \end{bmatrix}",
        "unknown",
    ),
}


@pytest.mark.parametrize(("claim", "verdict"), ENTRIES.values(), ids=ENTRIES)
def test_entries_of_matrices_written_out(claim, verdict):
    verdicts = found(displayed(*WRITTEN, claim))
    assert verdicts[:-1] == ["definition"] * len(WRITTEN)
    assert verdicts[-1] == verdict


def test_a_matrix_with_entries_out_of_place_names_none():
    swapped = WRITTEN[3].replace("z_{2,1}", "z_{9,9}").replace("z_{1,1}", "z_{2,1}")
    claim = r"z_{2,1} = x_{2,1} y_{1,1} + x_{2,2} y_{2,1}"
    assert found(displayed(*WRITTEN[:3], swapped, claim))[-1] not in ("proved", "refuted")


def test_entries_end_with_their_section():
    one = "# One\n" + displayed(*WRITTEN)
    other = "# Two\n" + displayed(r"z_{2,1} = x_{2,1} y_{1,1} + x_{2,2} y_{2,1}")
    assert found(one + other)[-1] not in ("proved", "refuted")


def test_a_full_stop_is_a_dot_only_between_factors():
    assert found(displayed(r"a_{1}.b_{1} = b_{1} a_{1}.")) == ["proved"]
    assert found(displayed(r"a_{1}. b_{1} = b_{1} a_{1}")) == ["unread"]


ONES = {
    "the sums of columns": (
        r"\mathbf{1}_{1,3} X = \begin{bmatrix} x_{1,1} + x_{2,1} + x_{3,1} & "
        r"x_{1,2} + x_{2,2} + x_{3,2} \end{bmatrix}",
        "proved",
    ),
    "one term wrong": (
        r"\mathbf{1}_{1,3} X = \begin{bmatrix} x_{1,1} + x_{2,1} + x_{3,1} & "
        r"x_{1,2} + x_{2,2} + x_{2,2} \end{bmatrix}",
        "refuted",
    ),
    "ones of another size": (r"X \mathbf{1}_{3,1} = X", "unread"),
}


@pytest.mark.parametrize(("claim", "verdict"), ONES.values(), ids=ONES)
def test_a_bold_one_with_rows_and_columns(claim, verdict):
    assert found(displayed(WRITTEN[1], claim)) == ["definition", verdict]


ELEMENTWISE = {
    "entries": (r"z_{2,1} = g(x_{2,1})", "proved"),
    "another entry": (r"z_{2,1} = g(x_{1,1})", "unknown"),
    "a derivative": (r"\frac{\partial z_{2,1}}{\partial x_{2,1}} = g'(x_{2,1})", "proved"),
}


@pytest.mark.parametrize(("claim", "verdict"), ELEMENTWISE.values(), ids=ELEMENTWISE)
def test_a_function_of_entries_and_of_arrays_goes_entry_by_entry(claim, verdict):
    entries = WRITTEN[1].replace("X", "Z").replace("x", "z")
    whole = (r"Z = g(X)", WRITTEN[1], entries, r"g(x_{1,1}) - g(x_{1,1}) = 0", claim)
    assert found(displayed(*whole))[3:] == ["proved", verdict]


def test_a_definition_sign_never_claims():
    general, special = r"p_{ij} := \frac{a_i}{a_j}", r"p_{ii} := 0"
    right, wrong = r"\log p_{ij} = \log \frac{a_i}{a_j}", r"2 p_{ij} = \frac{a_i}{a_j}"
    verdicts = found(displayed(general, special, right, wrong))
    assert verdicts[:2] == ["definition", "definition"]
    assert verdicts[3] == "unknown"
    assert found(displayed(general, wrong))[-1] == "refuted"


def test_a_number_written_out_leaves_an_array_what_it_is():
    graph = (
        r"H = X W",
        r"S = H \odot (1 - H)",
        r"Y = S V",
        r"\frac{\partial L}{\partial S} = \frac{\partial L}{\partial Y} V^T",
        r"\frac{\partial L}{\partial W} = X^T \frac{\partial L}{\partial H}",
    )
    right = r"\frac{\partial L}{\partial V} = S^T \frac{\partial L}{\partial Y}"
    wrong = r"\frac{\partial L}{\partial V} = H^T \frac{\partial L}{\partial Y}"
    assert found(displayed(*graph, right))[-1] == "proved"
    assert found(displayed(*graph, right, wrong))[-1] not in ("proved", "conditional")
