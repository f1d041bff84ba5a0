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
