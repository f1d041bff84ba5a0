"""Operations on vectors and matrices in Unicode, LaTeX and ASCII."""

import pytest

from derive.model.term import call, make, number, symbol
from derive.renderers.fallback import spelled_out
from derive.renderers.latex_notation import latex
from derive.renderers.unicode import unicode

A, X, v, w = map(symbol, "AXvw")
i, N = symbol("i"), symbol("N")


def t(term):
    return call("transpose", term)


WRITTEN = [
    (t(X) * (X * w - v), "Xᵀ(Xw − v)", r"X^\top(X w-v)", "X^T(Xw - v)"),
    (t(X * w), "(Xw)ᵀ", r"(X w)^\top", "(Xw)^T"),
    (t(-A), "(−A)ᵀ", r"(-A)^\top", "(-A)^T"),
    (t(A[1, 2]), "A₁₂ᵀ", r"A_{12}^\top", "A_12^T"),
    (call("inverse", t(X) * X), "(XᵀX)⁻¹", r"(X^\top X)^{-1}", "(X^TX)^(-1)"),
    (t(A) ** 2, "(Aᵀ)²", r"(A^\top)^2", "(A^T)^2"),
    (call("hadamard", A, X + A), "A ⊙ (X + A)", r"A \odot (X+A)", "A .* (X + A)"),
    (call("quotient", A, X) * A, "(A ⊘ X)A", r"(A \oslash X)A", "(A ./ X)A"),
    (call("norm", w) ** 2, "‖w‖²", r"\lVert w \rVert^2", "||w||^2"),
    (call("trace", A * X), "tr(AX)", r"\mathrm{tr}(A X)", "tr(AX)"),
    (call("ones", N), "𝟏", r"\mathbf{1}", "1"),
    (call("trace", call("identity", N)), "tr(I_N)", r"\mathrm{tr}(I_N)", "tr(I_N)"),
    ((X * w)[i], "(Xw)ᵢ", r"{(X w)}_i", "(Xw)_i"),
    (call("row", X, i), "X[i, :]ᵀ", r"X_{i,:}^\top", "X[i, :]^T"),
    (
        make("matrix", (w, number(1), v, w + v), "2x2"),
        "[w, 1; v, w + v]",
        r"\begin{bmatrix} w & 1 \\ v & w + v \end{bmatrix}",
        "[w, 1; v, w + v]",
    ),
    (make("maximum", (w[i], i, number(1), N)), "max_{i=1}^{N} wᵢ", r"\max_{i=1}^{N} w_i", "max_{i=1}^{N} w_i"),
    (make("unread", (), "\\oint_x"), r"`\oint_x`", r"\text{\textbackslash{}oint\_x}", r"`\oint_x`"),
]  # fmt: skip


@pytest.mark.parametrize("term, shown, typeset, ascii", WRITTEN, ids=[row[1] for row in WRITTEN])
def test_arrays_are_written_as_people_write_them(term, shown, typeset, ascii):
    assert unicode(term) == shown
    assert latex(term) == typeset
    assert spelled_out(shown) == ascii
