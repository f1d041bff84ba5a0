"""What becomes of the relations of small documents, true ones next to near misses."""

import pytest
from notes import displayed, found

LOGISTIC = (r"z = w x + b", r"a = \sigma(z) = \frac{1}{1 + e^{-z}}")
"""Three definitions, for the second link of the chain defines σ."""

DEFINED = ["definition"] * 3

CHAINS = {
    "sigmoid": (r"\frac{da}{dz} = a(1 - a)", "proved"),
    "sigmoid, wrong sign": (r"\frac{da}{dz} = a(1 + a)", "refuted"),
    "through the graph": (r"\frac{\partial a}{\partial w} = a(1 - a) x", "proved"),
    "through the graph, wrong factor": (r"\frac{\partial a}{\partial w} = a(1 - a) w", "refuted"),
    "chain rule": (
        r"\frac{\partial a}{\partial w} = \frac{\partial a}{\partial z} \frac{\partial z}{\partial w}",
        "proved",
    ),
    "prime": (r"\sigma'(z) = \sigma(z)(1 - \sigma(z))", "proved"),
    "second derivative": (
        r"\frac{\partial^2 a}{\partial z^2} = a(1 - a)(1 - 2a)",
        "proved",
    ),
    "condition": (r"\frac{x}{x} = 1", "conditional"),
    "bare log": (r"log(a^2) = 2 log(a)", "proved"),
    "differential in the denominator alone": (r"\frac{dz}{db} = \frac{1}{db}", "ill-formed"),
    "operator without operand": (r"\frac{d}{dz} = a(1 - a)", "ill-formed"),
    "operator scope": (r"\frac{dz}{dw} = \frac{d}{dw} w x + w b - w b", "proved"),
}


@pytest.mark.parametrize(("formula", "verdict"), CHAINS.values(), ids=CHAINS)
def test_of_one_claim(formula, verdict):
    assert found(displayed(*LOGISTIC, formula)) == [*DEFINED, verdict]


def test_scope_of_an_operator_is_ambiguous_where_it_matters():
    text = displayed(*LOGISTIC, r"\frac{dz}{dw} = \frac{d}{dw} w x + w b")
    assert found(text)[-1] in ("ambiguous", "refuted")
    text = displayed(r"u = w^2 + 3 w", r"\frac{du}{dw} = \frac{d}{dw} w^2 + 3 w")
    assert found(text) == ["definition", "ambiguous"]


def test_index_of_a_family():
    graph = (r"z = w_1 x_1 + w_2 x_2 + b", r"L = z^2")
    right = r"\frac{\partial L}{\partial w_i} = 2 z x_i"
    wrong = r"\frac{\partial L}{\partial w_i} = 2 z x_1"
    assert found(displayed(*graph, right, wrong)) == ["definition"] * 2 + ["proved", "refuted"]


SOFTMAX = (r"a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}", r"L = -\sum_k y_k \log a_k")


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"\frac{\partial a_j}{\partial z_i} = -a_i a_j,\quad i \neq j", "proved"),
        (r"\frac{\partial a_j}{\partial z_i} = a_j(\delta_{ij} - a_i)", "proved"),
        (r"\frac{\partial a_j}{\partial z_i} = a_j(\delta_{ij} + a_i)", "refuted"),
        (r"\frac{\partial a_i}{\partial z_i} = a_i (1 - a_i)", "proved"),
        (r"\frac{\partial L}{\partial z_i} = a_i \sum_k y_k - y_i", "proved"),
        (r"\frac{\partial L}{\partial z_i} = a_i \sum_k y_k + y_i", "refuted"),
        (r"\frac{\partial L}{\partial z_i} = a_i - y_i", "unknown"),
    ],
)
def test_softmax(formula, verdict):
    assert found(displayed(*SOFTMAX, formula)) == ["definition", "definition", verdict]


def test_a_missing_fact_is_named_and_helps():
    from notes import checked

    formula = r"\frac{\partial L}{\partial z_i} = a_i - y_i"
    verdict = checked(displayed(*SOFTMAX, formula))[-1].verdict
    assert r"\sum_k y_k = 1" in verdict.reason
    given = displayed(*SOFTMAX, formula, before=r"We know that $\sum_k y_k = 1$.")
    assert found(given)[-1] == "proved"


VECTORS = {
    "gradient of a square": (
        r"\nabla_\beta \|X\beta - y\|^2 = 2 X^T (X\beta - y)",
        "proved",
    ),
    "gradient of a square, wrong sign": (
        r"\nabla_\beta \|X\beta - y\|^2 = 2 X^T (X\beta + y)",
        "refuted",
    ),
    "quadratic form": (
        r"\nabla_\mathbf{x} (\mathbf{x}^\top \mathbf{A} \mathbf{x}) = (\mathbf{A} + \mathbf{A}^\top)\mathbf{x}",
        "proved",
    ),
    "quadratic form, transpose lost": (
        r"\nabla_\mathbf{x} (\mathbf{x}^\top \mathbf{A} \mathbf{x}) = (\mathbf{A} + \mathbf{A})\mathbf{x}",
        "refuted",
    ),
    "inner product": (r"\frac{d (\mathbf{a}^T \beta)}{d\beta} = \mathbf{a}", "proved"),
}


@pytest.mark.parametrize(("formula", "verdict"), VECTORS.values(), ids=VECTORS)
def test_vectors(formula, verdict):
    assert found(displayed(formula)) == [verdict]


KINDS = {
    "update": (r"w \leftarrow w - \alpha g", "update"),
    "update by equality": (r"w = w - \alpha g", "update"),
    "mention": (r"u \approx 2", "mention"),
    "defined once, then claimed": (r"z = b + w x", "proved"),
    "stationary": (r"\frac{\partial z}{\partial w} = 0", "condition"),
}


@pytest.mark.parametrize(("formula", "kind"), KINDS.values(), ids=KINDS)
def test_kinds(formula, kind):
    assert found(displayed(*LOGISTIC, formula)) == [*DEFINED, kind]


def test_conditions_beside_a_claim():
    case = r"\text{if } i = j :& \frac{\partial a_j}{\partial z_i} = a_i (1 - a_i)"
    assert found(displayed(*SOFTMAX, case))[-1] == "proved"
    wrong = r"\frac{\partial a_j}{\partial z_i} = a_i a_j \quad \text{for } i \neq j"
    assert found(displayed(*SOFTMAX, wrong))[-1] == "refuted"


def test_a_chain_goes_on_in_the_next_display():
    text = displayed(
        *LOGISTIC, r"\frac{da}{dw} = a (1 - a) \frac{dz}{dw}", r"= a (1 - a) x", r"= a x"
    )
    assert found(text)[3:] == ["proved", "proved", "refuted"]


def test_a_sum_reaches_over_terms_that_use_its_index():
    text = displayed(r"\sum_{i=1}^N x_i + y_i = \sum_{i=1}^N y_i + \sum_{i=1}^N x_i")
    assert found(text) == ["proved"]


OPEN = {
    "loss without a formula": (r"\frac{\partial L}{\partial a} = a - y", "unknown"),
    "chain rule all the same": (
        r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} a (1 - a) x",
        "proved",
    ),
    "an input on one side only": (r"a + 1 = q + 1", "unknown"),
}


@pytest.mark.parametrize(("formula", "verdict"), OPEN.values(), ids=OPEN)
def test_nothing_is_refuted_that_the_document_leaves_open(formula, verdict):
    text = displayed(*LOGISTIC, formula, before=r"The loss is $L(a, y)$.")
    assert found(text)[-1] == verdict


UNSAID = (
    r"\frac{\partial L}{\partial h_i} = g_i \left(\frac{\partial L}{\partial g_i} - \sum_j g_j\right)",
    r"\frac{\partial L}{\partial z_i} = 2 \sum_k \frac{\partial L}{\partial p_k} \frac{\partial p_k}{\partial z_i}",
    r"\frac{\partial u}{\partial v} = 2 \frac{\partial v}{\partial u}",
    r"\frac{\partial L_i}{\partial a_j} = - \frac{\partial L_j}{\partial a_i}",
)


@pytest.mark.parametrize("formula", UNSAID)
def test_a_derivative_of_what_nothing_is_said_of_proves_nothing(formula):
    """Were it zero for want of a definition, 0 = 0 would be proved."""
    assert found(displayed(formula))[0] in ("unread", "unknown")


def test_a_label_is_no_power_and_a_counter_no_factor():
    step = r"w(k + 1) = w(k) + 1"
    assert found(displayed(step, r"w(k + 1) - w(k) = 1")) == ["definition", "proved"]
    assert found(displayed(step, r"w(k + 1) - w(k) = w"))[-1] not in ("proved", "conditional")
    assert found(displayed(r"p_{\mathrm{a} i} + 1 = 1 + p_{\mathrm{a} i}")) == ["proved"]


def test_expectations_and_skips_are_kept():
    text = "$$\n\\frac{x}{x} = 2 % expect refuted: the quotient is one\n$$\n\n$$\nx = x + 1 - 1 % skip later\n$$\n"
    from notes import checked

    first, second = checked(text)
    assert first.step.expectation.status == "refuted"
    assert first.step.expectation.words == "the quotient is one"
    assert first.verdict.status in ("refuted", "unknown")
    assert second.verdict is None
    assert second.step.skipped == "later"
