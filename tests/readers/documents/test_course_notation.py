"""Notation of lecture notes: gradients without a subscript, dots in columns, entries, labels."""

import pytest
from notes import checked, displayed, found

SUMMED = r"f(x, y) = x^2 y"
GRADIENTS = {
    "a column": (r"\nabla f(x, y) = \begin{bmatrix} 2xy \\ x^2 \end{bmatrix}", "proved"),
    "a list": (r"\nabla f = [2xy, x^2]", "proved"),
    "a list turned": (r"\nabla f = \left[2xy, x^2\right]^\top", "proved"),
    "entries exchanged": (r"\nabla f = [x^2, 2xy]", "refuted"),
    "a row": (r"\nabla f = \begin{bmatrix} 2xy & x^2 \end{bmatrix}", "unread"),
    "what is given is no variable": (r"\nabla f(x; y) = [2xy, x^2]", "unread"),
}


@pytest.mark.parametrize(("claim", "verdict"), GRADIENTS.values(), ids=GRADIENTS)
def test_gradients_by_all_arguments(claim, verdict):
    assert found(displayed(SUMMED, claim))[-1] == verdict


INNER = r"f(\mathbf{x}) = \mathbf{b}^\top \mathbf{x}"
COLUMN = r"\begin{bmatrix} \frac{df}{dx_1} \\ \vdots \\ \frac{df}{dx_n} \end{bmatrix}"
DOTS = {
    "the gradient in components": (rf"\frac{{df}}{{d\mathbf{{x}}}} = {COLUMN}", "proved"),
    "its value": (rf"{COLUMN} = \begin{{bmatrix}} b_1 \\ \vdots \\ b_n \end{{bmatrix}}", "proved"),
    "squares": (
        rf"{COLUMN} = \begin{{bmatrix}} b_1^2 \\ \vdots \\ b_n^2 \end{{bmatrix}}",
        "refuted",
    ),
    "no pattern": (rf"{COLUMN} = \begin{{bmatrix}} b_1 \\ \vdots \\ x_n \end{{bmatrix}}", "unread"),
    "another in between": (
        r"\mathbf{b} + \mathbf{x} = \begin{bmatrix} b_1 \\ b_3 \\ \vdots \\ b_n \end{bmatrix}",
        "unread",
    ),
    "a list": (r"\left[b_1, b_2, \ldots, b_n\right]^\top \mathbf{x} = \mathbf{x} + 1", "unread"),
}


@pytest.mark.parametrize(("claim", "verdict"), DOTS.values(), ids=DOTS)
def test_columns_with_dots(claim, verdict):
    assert found(displayed(INNER, claim))[-1] == verdict


ENTRIES = {
    "a quadratic form": (
        r"\mathbf{x}^\top \mathbf{A} \mathbf{x} = \sum_i \sum_j x_i a_{ij} x_j",
        "proved",
    ),
    "the wrong entries": (
        r"\mathbf{x}^\top \mathbf{A} \mathbf{x} = \sum_i \sum_j x_i a_{ij} x_i",
        "refuted",
    ),
    "letters that count nowhere": (
        r"\frac{d}{dv_{ab}} \|\mathbf{X} - \mathbf{U}\mathbf{V}\|^2 = "
        r"-2 [\mathbf{U}^\top (\mathbf{X} - \mathbf{U}\mathbf{V})]_{ab}",
        "proved",
    ),
    "the entry across": (
        r"\frac{d}{dv_{ab}} \|\mathbf{X} - \mathbf{U}\mathbf{V}\|^2 = "
        r"-2 [\mathbf{U}^\top (\mathbf{X} - \mathbf{U}\mathbf{V})]_{ba}",
        "unknown",
    ),
    "a letter beside an index": (r"\sum_k u_{ik} v_{kb} = [\mathbf{U}\mathbf{V}]_{ib}", "proved"),
    "the indices exchanged": (r"\sum_k u_{ik} v_{kb} = [\mathbf{U}\mathbf{V}]_{bi}", "refuted"),
    "two faces of a matrix": (
        r"\frac{d}{d\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = (\mathbf{A} + A^\top) \mathbf{x}",
        "proved",
    ),
    "nothing is refuted by a guess": (
        r"\frac{d}{d\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = 2 \mathbf{A} \mathbf{x}",
        "unknown",
    ),
}


@pytest.mark.parametrize(("claim", "verdict"), ENTRIES.values(), ids=ENTRIES)
def test_entries_in_another_face(claim, verdict):
    assert found(displayed(claim)) == [verdict]


SOFTMAX = r"s(\mathbf{z})_c = \frac{e^{z_c}}{\sum_{d=1}^C e^{z_d}}"
JACOBIAN = {
    "of the entries": (r"\frac{\partial y_i}{\partial z_j} = y_i (\delta_{ij} - y_j)", "proved"),
    "with a wrong sign": (
        r"\frac{\partial y_i}{\partial z_j} = y_i (\delta_{ij} + y_j)",
        "refuted",
    ),
    "their sum": (r"\sum_{c=1}^C y_c = 1", "proved"),
}


@pytest.mark.parametrize(("claim", "verdict"), JACOBIAN.values(), ids=JACOBIAN)
def test_a_function_given_by_its_entries(claim, verdict):
    assert found(displayed(SOFTMAX, r"\mathbf{y} = s(\mathbf{z})", claim))[-1] == verdict


LOSS = r"p_k = \frac{e^{f_k}}{\sum_j e^{f_j}} \qquad L_i = -\log(p_{y_i})"
LABELS = {
    "the gradient of the cross entropy": (
        r"\frac{\partial L_i}{\partial f_k} = p_k - \mathbb{1}(y_i = k)",
        "proved",
    ),
    "with a wrong sign": (
        r"\frac{\partial L_i}{\partial f_k} = p_k + \mathbb{1}(y_i = k)",
        "refuted",
    ),
    "without the label": (r"\frac{\partial L_i}{\partial f_k} = p_k", "refuted"),
    "as the logarithm of a sum": (r"L_i = -f_{y_i} + \log \sum_j e^{f_j}", "proved"),
    "with the label's sign wrong": (r"L_i = f_{y_i} + \log \sum_j e^{f_j}", "unknown"),
}


@pytest.mark.parametrize(("claim", "verdict"), LABELS.values(), ids=LABELS)
def test_labels_pick_members(claim, verdict):
    assert found(displayed(LOSS, claim))[-1] == verdict


def test_what_labels_are_is_told():
    outcome = checked(displayed(LOSS, LABELS["as the logarithm of a sum"][0]))[-1]
    assert any("y" in str(each) for each in outcome.verdict.discharged)


def test_a_function_of_nothing_it_is_differentiated_by_shows_nothing():
    claim = r"\frac{\partial f}{\partial z} = 3 \frac{\partial f}{\partial z}"
    assert found(displayed(SUMMED, claim))[-1] not in ("proved", "conditional")


def test_accents_tell_letters_apart():
    claim = r"\hat{y}_i + y_i = 2 y_i"
    assert found(displayed(r"\mathbf{y}^\top \mathbf{y} = \|\mathbf{y}\|^2", claim))[-1] != "proved"


MODEL = (
    r"\mathbf{o} = \mathbf{W} \mathbf{x} + \mathbf{b}",
    r"\mathbf{p} = \mathrm{softmax}(\mathbf{o})",
    r"\ell = -\sum_{j=1}^q y_j \log p_j",
)
ONE_HOT = {
    "by a score": (r"\frac{\partial \ell}{\partial o_j} = p_j - y_j", "proved"),
    "with a wrong sign": (r"\frac{\partial \ell}{\partial o_j} = y_j - p_j", "unknown"),
    "with a factor": (r"\frac{\partial \ell}{\partial o_j} = 2 (p_j - y_j)", "unknown"),
}


@pytest.mark.parametrize(("claim", "verdict"), ONE_HOT.values(), ids=ONE_HOT)
def test_one_hot_labels_add_up_to_one(claim, verdict):
    said = "Here $\\mathbf{y}$ is a one-hot vector.\n"
    assert found(said + displayed(*MODEL, claim))[-1] == verdict


def test_nothing_adds_up_to_one_unless_it_is_said():
    claim = ONE_HOT["by a score"][0]
    assert found(displayed(*MODEL, claim))[-1] not in ("proved", "conditional")


REACH = {
    "over a coefficient": (
        r"\nabla_\theta \frac{1}{2} (X \theta - \vec{y})^T (X \theta - \vec{y})"
        r" = X^T X \theta - X^T \vec{y}",
        "proved",
    ),
    "over a row": (r"\nabla_x x^T A x = (A + A^T) x", "proved"),
    "no symmetry is taken for granted": (r"\nabla_x x^T A x = 2 A x", "refuted"),
    "several factors": (r"\nabla_x (a^T x) (b^T x) = a (b^T x)", "unread"),
}


@pytest.mark.parametrize(("claim", "verdict"), REACH.values(), ids=REACH)
def test_how_far_a_gradient_reaches(claim, verdict):
    assert found(displayed(claim))[-1] == verdict


CAPITALS = {
    "a product": (r"(AB)_{ij} = \sum_k A_{ik} B_{kj}", "proved"),
    "small letters": (r"(AB)_{ij} = \sum_k a_{ik} b_{kj}", "proved"),
    "the wrong order": (r"(AB)_{ij} = \sum_k A_{ik} B_{jk}", "refuted"),
    "a trace": (r"\mathrm{tr}(AB) = \sum_i \sum_j A_{ij} B_{ji}", "proved"),
}


@pytest.mark.parametrize(("claim", "verdict"), CAPITALS.values(), ids=CAPITALS)
def test_a_capital_with_two_indices_is_a_matrix(claim, verdict):
    assert (
        found(
            displayed(
                r"\|A\|_F^2 = \mathrm{tr}(A^T A)", r"A_{ij} = A_{ij} + B_{ij} - B_{ij}", claim
            )
        )[-1]
        == verdict
    )


ANNOUNCED = "We use Einstein's summation convention from here on.\n"
EINSTEIN = {
    "a product of matrices": (r"(AB)_{ij} = a_{ik} b_{kj}", "proved"),
    "a trace": (r"\mathrm{tr}(AB) = a_{ij} b_{ji}", "proved"),
    "a derivative": (
        r"\frac{d}{dx_k} x_i a_{ij} x_j = (a_{ki} + a_{ik}) x_i",
        "proved",
    ),
    "one entry for another": (
        r"\frac{d}{dx_k} x_i a_{ij} x_j = (a_{ki} - a_{ik}) x_i",
        "refuted",
    ),
    "a square": (r"(x_i y_i)^2 = x_i y_i x_j y_j", "proved"),
    "a free index": (r"x_i y_i + z_i = z_i + y_i x_i", "proved"),
    "three of a kind": (r"x_i y_i z_i = x_j y_j z_j", "unknown"),
}
MATRICES = (r"\mathrm{tr}(A^T B) = \mathrm{tr}(B^T A)", r"A + B = B + A")


@pytest.mark.parametrize(("claim", "verdict"), EINSTEIN.values(), ids=EINSTEIN)
def test_repeated_indices_are_summed_over_where_that_is_announced(claim, verdict):
    assert found(displayed(*MATRICES) + ANNOUNCED + displayed(claim))[-1] == verdict


def test_nothing_is_summed_over_unless_it_is_announced():
    assert found(displayed(*MATRICES, EINSTEIN["a trace"][0]))[-1] not in ("proved", "refuted")


def test_the_convention_ends_with_its_section():
    text = (
        "# One\n" + ANNOUNCED + displayed(*MATRICES) + "# Two\n" + displayed(EINSTEIN["a trace"][0])
    )
    assert found(text)[-1] not in ("proved", "refuted")


HESSIANS = {
    "of numbers": (r"\nabla^2 f(x, y) = \begin{bmatrix} 2y & 2x \\ 2x & 0 \end{bmatrix}", "proved"),
    "a wrong entry": (
        r"\nabla^2 f(x, y) = \begin{bmatrix} 2y & 2x \\ 2y & 0 \end{bmatrix}",
        "refuted",
    ),
}


@pytest.mark.parametrize(("claim", "verdict"), HESSIANS.values(), ids=HESSIANS)
def test_a_squared_nabla_is_the_hessian_where_that_is_said(claim, verdict):
    assert found(displayed(SUMMED, claim, before="Consider the Hessian."))[-1] == verdict
    assert found(displayed(SUMMED, claim))[-1] == "unread"
    both = "The Laplacian is the trace of the Hessian."
    assert found(displayed(SUMMED, claim, before=both))[-1] == "unread"


CARRIED = {
    "as it is": (r"2 (a^2 + \right. \\ & \left. \quad 2ab + b^2", "proved"),
    "with a wrong sign": (r"2 (a^2 - \right. \\ & \left. \quad 2ab + b^2", "refuted"),
}


@pytest.mark.parametrize(("inside", "verdict"), CARRIED.values(), ids=CARRIED)
def test_brackets_carried_over_to_the_next_row(inside, verdict):
    inside = inside.replace("(", r"\left(")
    claim = rf"2 (a + b)^2 &= {inside} \right)"
    assert found(displayed(rf"\begin{{aligned}} {claim} \end{{aligned}}")) == [verdict]


COST = (
    r"h_\theta(x) = \theta^T x",
    r"J(\theta) = \frac{1}{2m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})^2",
)
SAMPLES = {
    "by an entry": (
        r"\frac{\partial J}{\partial \theta_j} ="
        r" \frac{1}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}",
        "proved",
    ),
    "a wrong sign": (
        r"\frac{\partial J}{\partial \theta_j} ="
        r" \frac{1}{m} \sum_{i=1}^m (y^{(i)} - h_\theta(x^{(i)})) x_j^{(i)}",
        "refuted",
    ),
    "another sample's entry": (
        r"\frac{\partial J}{\partial \theta_j} ="
        r" \frac{1}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_i^{(j)}",
        None,
    ),
}


@pytest.mark.parametrize(("claim", "verdict"), SAMPLES.values(), ids=SAMPLES)
def test_samples_have_the_entries_of_what_they_are_samples_of(claim, verdict):
    status = found(displayed(*COST, claim))[-1]
    assert status == verdict if verdict else status not in ("proved", "conditional")


WRITTEN = (
    r"M = \begin{bmatrix} m_{11} & \cdots & m_{1q} \\ \vdots & \ddots & \vdots \\"
    r" m_{p1} & \cdots & m_{pq} \end{bmatrix}"
)


def test_a_matrix_written_out_with_dots_has_that_many_rows_and_columns():
    right = r"\|M\|_F^2 = \sum_{i=1}^p \sum_{j=1}^q m_{ij}^2"
    wrong = r"\|M\|_F^2 = \sum_{i=1}^p \sum_{j=1}^q m_{ji}^2"
    assert found(displayed(WRITTEN, right))[-1] == "proved"
    assert found(displayed(WRITTEN, wrong))[-1] not in ("proved", "conditional")


def test_a_coefficient_may_be_a_fraction_of_letters():
    claim = r"\nabla_{\mathbf{w}} \frac{\lambda}{2} \|\mathbf{w}\|^2 = \lambda \mathbf{w}"
    assert found(displayed(claim)) == ["proved"]
