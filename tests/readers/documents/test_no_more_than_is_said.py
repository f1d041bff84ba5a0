"""What looks provable only if a name is taken for something else than its document says."""

import pytest
from notes import displayed, found

FAMILY = r"Let $i, j = 1, \dots, n$."
MATRICES = (r"f = \mathbf{x}^\top A \mathbf{x}", r"g = \mathbf{x}^\top B \mathbf{x}")
APART = (r"p_{ij} := x_i y_j", r"p_{ii} := 0")
ERROR = (r"p := \frac{e^{-x}}{1 + e^{-x}}", r"e = y - p", r"L = e^2")


def last(*formulas, before=""):
    return found(displayed(*formulas, before=before))[-1]


@pytest.mark.parametrize(
    "claim",
    ["A B = B A", "A B - B A = 0", "(A + B)^2 = A^2 + 2 A B + B^2", "A B A^{-1} = B"],
)
def test_matrices_of_the_document_do_not_commute(claim):
    assert last(*MATRICES, claim) not in ("proved", "conditional")


CASES = [
    (r"\sum_i p_{ii} = 0", "proved"),
    (r"p_{ii} + 1 = 1", "proved"),
    (r"p_{ii} = x_i y_i", "unknown"),
    (r"p_{ij} = x_i y_j", "unknown"),
    (r"p_{ij}^2 = x_i^2 y_j^2", "unknown"),
    (r"p_{11} = x_1 y_1", "unknown"),
    (r"\sum_{j=1}^n p_{ij} = \sum_{j=1}^n x_i y_j", "unknown"),
    (r"\sum_{j \neq i} p_{ij} = \sum_{j \neq i} x_i y_j", "proved"),
    (r"\sum_{j \neq i} p_{ij} = \sum_{j \neq i} x_j y_i", "unknown"),
]


@pytest.mark.parametrize(("claim", "status"), CASES, ids=[c[0] for c in CASES])
def test_members_that_are_taken_out(claim, status):
    assert last(*APART, claim, before=FAMILY) == status


def test_taken_out_in_passing():
    text = FAMILY + displayed("p_{ij} = x_i y_j") + "We set $p_{ii} = 0$."
    assert found(text + displayed("p_{ij}^2 = x_i^2 y_j^2"))[-1] == "unknown"
    assert found(text + displayed("p_{ii} + 1 = 1"))[-1] == "proved"


@pytest.mark.parametrize(
    ("claim", "status"),
    [("h_0 = 5 + 0", "proved"), ("h_0 = 1 + 0", "refuted"), ("h_0 + h_1 = 7", "proved")],
)
def test_a_first_member_of_its_own(claim, status):
    given = ("h_t := t^2 + 1", "h_0 := 5")
    assert last(*given, claim, before=r"Let $t = 1, \dots, n$.") == status


CONSTANTS = [
    (ERROR, r"\frac{dL}{de} = 2 e", "proved"),
    (ERROR, r"\frac{dL}{dp} = -2 e", "proved"),
    (ERROR, r"\frac{dL}{dp} = 2 e", "refuted"),
    (ERROR, r"e^2 = (y - p)^2", "proved"),
    (ERROR, r"e^{-x} e^{x} = 1", "proved"),
    (ERROR, r"e^{x} = \exp(x)", "proved"),
    (ERROR, r"\log e = 1", "unknown"),
    (("e := y - x",), r"\frac{de}{dx} = -1", "proved"),
    (("e := y - x",), r"\frac{de}{dx} = 1", "refuted"),
    ((r"\pi := n / m",), r"\sin \pi = 0", "unknown"),
    (("z := 2 x",), r"\log e = 1", "proved"),
]


@pytest.mark.parametrize(("given", "claim", "status"), CONSTANTS)
def test_letters_of_constants(given, claim, status):
    assert last(*given, claim) == status
