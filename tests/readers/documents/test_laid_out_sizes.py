"""Laid-out derivatives, vec and Kronecker's product for matrices of any size."""

import pytest
from notes import checked, displayed, found

ANY = (
    r"Let $X \in \mathbb{R}^{n \times d}$, $W \in \mathbb{R}^{d \times m}$, "
    r"$Y \in \mathbb{R}^{n \times d}$, $a \in \mathbb{R}^d$, $C \in \mathbb{R}^{m \times r}$, $D \in \mathbb{R}^{r \times s}$ and $Z = X W$."
)
L_BY_W = r"\frac{\partial L}{\partial W}"
Z_BY_W = r"\frac{\partial Z}{\partial W}"
L_BY_Z = r"\frac{\partial L}{\partial Z}"
SLOPES = r"\frac{\partial \operatorname{vec}(X W)}{\partial \operatorname{vec}(W)}"

CLAIMS = {
    "the chain rule": (f"{L_BY_W} = {Z_BY_W} {L_BY_Z}", "proved"),
    "with a sign": (f"{L_BY_W} = - {Z_BY_W} {L_BY_Z}", "unknown"),
    "put back into shape": (f"{Z_BY_W} {L_BY_Z} = X^T {L_BY_Z}", "proved"),
    "with a factor": (f"{Z_BY_W} {L_BY_Z} = 2 X^T {L_BY_Z}", "unknown"),
    "in the other layout": (f"{L_BY_W} = {L_BY_Z} {Z_BY_W}", "unread"),
    "vec of a product": (
        r"\operatorname{vec}(X W C) = (C^T \otimes X) \operatorname{vec}(W)",
        "proved",
    ),
    "written upright": (r"\text{vec}(X W C) = (C^T \otimes X) \text{vec}(W)", "proved"),
    "with an identity": (
        r"\operatorname{vec}(Z) = (I_m \otimes X) \operatorname{vec}(W)",
        "proved",
    ),
    "exchanged": (r"\operatorname{vec}(X W C) = (X \otimes C^T) \operatorname{vec}(W)", "unknown"),
    "not transposed": (
        r"\operatorname{vec}(X W C) = (C \otimes X) \operatorname{vec}(W)",
        "ill-formed",
    ),
    "half of it": (
        r"2 \operatorname{vec}(X W C) = (C^T \otimes X) \operatorname{vec}(W)",
        "unknown",
    ),
    "the derivative of vec": (rf"{SLOPES} = I_m \otimes X^T", "proved"),
    "exchanged in it": (rf"{SLOPES} = X^T \otimes I_m", "unread"),
    "in numerator layout": (rf"{SLOPES} = I_m \otimes X", "unread"),
    "products of products": (r"(X \otimes C)(W \otimes D) = (X W) \otimes (C D)", "proved"),
    "not in this order": (r"(X \otimes C)(W \otimes D) = (X D) \otimes (C W)", "ill-formed"),
    "twice": (r"(X \otimes C)(W \otimes D) = 2 (X W) \otimes (C D)", "refuted"),
    "the transpose": (r"(X \otimes C)^T = X^T \otimes C^T", "proved"),
    "a diagonal": (
        r"\frac{\partial (X \odot Y)}{\partial X} = \operatorname{diag}(\operatorname{vec}(Y))",
        "proved",
    ),
    "the other diagonal": (
        r"\frac{\partial (X \odot Y)}{\partial X} = \operatorname{diag}(\operatorname{vec}(X))",
        "unknown",
    ),
    "a column times the identity": (
        r"\frac{\partial (X a)}{\partial \operatorname{vec}(X)} = a \otimes I_n",
        "proved",
    ),
    "the identity times a column": (
        r"\frac{\partial (X a)}{\partial \operatorname{vec}(X)} = I_n \otimes a",
        "unread",
    ),
    "the transpose exchanged": (r"(X \otimes C)^T = C^T \otimes X^T", "unknown"),
}


@pytest.mark.parametrize(("claim", "expected"), CLAIMS.values(), ids=CLAIMS)
def test_of_any_size(claim, expected):
    assert found(displayed(claim, before=ANY))[-1] == expected


SMALL = r"Let $A, B, X \in \mathbb{R}^{2 \times 2}$."
EXPANDED = {
    "blocks": (
        r"A \otimes B = \begin{bmatrix} A_{11} B_{11} & A_{11} B_{12} & A_{12} B_{11} & A_{12} B_{12} \\"
        r" A_{11} B_{21} & A_{11} B_{22} & A_{12} B_{21} & A_{12} B_{22} \\"
        r" A_{21} B_{11} & A_{21} B_{12} & A_{22} B_{11} & A_{22} B_{12} \\"
        r" A_{21} B_{21} & A_{21} B_{22} & A_{22} B_{21} & A_{22} B_{22} \end{bmatrix}",
        "proved",
    ),
    "not commutative": (r"A \otimes B = B \otimes A", "refuted"),
    "the trace": (
        r"\operatorname{tr}(A \otimes B) = \operatorname{tr}(A) \operatorname{tr}(B)",
        "proved",
    ),
    "of sums": (
        r"\operatorname{tr}(A \otimes B) = \operatorname{tr}(A) + \operatorname{tr}(B)",
        "refuted",
    ),
}


@pytest.mark.parametrize(("claim", "expected"), EXPANDED.values(), ids=EXPANDED)
def test_of_known_size(claim, expected):
    assert found(displayed(claim, before=SMALL))[-1] == expected


def test_a_declared_layout_is_the_layout():
    declared = "<!-- derive:\noption layout = numerator\n-->\n" + ANY
    claims = (f"{L_BY_W} = {L_BY_Z} {Z_BY_W}", f"{L_BY_W} = {Z_BY_W} {L_BY_Z}")
    assert found(displayed(*claims, before=declared))[-2:] == ["proved", "unread"]


def test_between_vectors_the_sign_is_not_read():
    assert (
        found(displayed(r"u \otimes v = v \otimes u", before=r"Let $u, v \in \mathbb{R}^3$."))[-1]
        == "unread"
    )


def test_sizes_are_not_taken_from_sides_in_a_line():
    before = r"Let $X \in \mathbb{R}^{n \times d}$ and $Z = X W$."
    outcome = checked(displayed(f"{L_BY_W} = {Z_BY_W} {L_BY_Z}", before=before))[-1]
    sizes = outcome.step.context.types["W"]
    assert outcome.verdict.status == "proved"
    assert str(sizes.rows) == "d"
    assert str(sizes.columns) not in ("d", "n")
