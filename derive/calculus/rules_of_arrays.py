"""Rules for vectors, matrices and sums: the rows of the table that speak of arrays.

Derivatives stand in denominator layout: the gradient by w has the shape of w.
"""

from __future__ import annotations

from derive.calculus.rule import Rule

_COOKBOOK = "K. B. Petersen, M. S. Pedersen, The Matrix Cookbook"
_GILES = "M. Giles, Collected matrix derivative results (2008)"
_ALGEBRA = "any text on elementary algebra"

OF_ARRAYS: tuple[Rule, ...] = (
    Rule(
        "gradient of a product",
        "analytic",
        "∂(aᵀ A w)/∂w = Aᵀ a, one term for each place of w",
        r"\frac{\partial\, a^\top A w}{\partial w} = A^\top a",
        ("A and a are free of w",),
        f"{_COOKBOOK}, (69)-(81)",
    ),
    Rule(
        "gradient of a squared norm",
        "analytic",
        "∂‖u‖²/∂w = (∂u/∂w) 2u",
        r"\frac{\partial \lVert u\rVert^2}{\partial w} = \frac{\partial u}{\partial w}\,2u",
        (),
        f"{_COOKBOOK}, (131)",
    ),
    Rule(
        "gradient of a trace",
        "analytic",
        "∂ tr(A W B)/∂W = Aᵀ Bᵀ",
        r"\frac{\partial \operatorname{tr}(A W B)}{\partial W} = A^\top B^\top",
        (),
        f"{_COOKBOOK}, (101)",
    ),
    Rule(
        "Jacobian of a product",
        "analytic",
        "∂(A u)/∂w = (∂u/∂w) Aᵀ",
        r"\frac{\partial (A u)}{\partial w} = \frac{\partial u}{\partial w} A^\top",
        ("A is free of w",),
        "J. R. Magnus, H. Neudecker, Matrix Differential Calculus, ch. 9",
    ),
    Rule(
        "gradient through a product",
        "analytic",
        "u = A v B gives ∂J/∂v = Aᵀ (∂J/∂u) Bᵀ",
        r"u = A v B \Rightarrow \frac{\partial J}{\partial v} ="
        r" A^\top \frac{\partial J}{\partial u} B^\top",
        (),
        f"{_GILES}, §2.3",
    ),
    Rule(
        "gradient through a transpose",
        "linear",
        "u = vᵀ gives ∂J/∂v = (∂J/∂u)ᵀ",
        r"u = v^\top \Rightarrow \frac{\partial J}{\partial v} ="
        r" \bigl(\frac{\partial J}{\partial u}\bigr)^\top",
        (),
        f"{_GILES}, §2",
    ),
    Rule(
        "gradient through an entrywise product",
        "analytic",
        "u = A ⊙ v gives ∂J/∂v = ∂J/∂u ⊙ A",
        r"u = A \odot v \Rightarrow \frac{\partial J}{\partial v} ="
        r" \frac{\partial J}{\partial u} \odot A",
        (),
        f"{_GILES}, §2",
    ),
    Rule(
        "gradient through an elementwise function",
        "analytic",
        "u = f(v) gives ∂J/∂v = ∂J/∂u ⊙ f'(v)",
        r"u = f(v) \Rightarrow \frac{\partial J}{\partial v} ="
        r" \frac{\partial J}{\partial u} \odot f'(v)",
        ("f is differentiable at every entry",),
        f"{_GILES}, §2",
    ),
    Rule(
        "entry by entry",
        "structure",
        "(∂J/∂Z)_nk = ∂J/∂Z_nk",
        r"\Bigl(\frac{\partial J}{\partial Z}\Bigr)_{nk} = \frac{\partial J}{\partial Z_{nk}}",
    ),
    Rule(
        "write as a matrix product",
        "algebra",
        "Σ_i x_i c_i = Xᵀ c, with the x_i as rows of X",
        r"\sum_i x_i c_i = X^\top c",
        (),
        "the definition of a product of matrices",
    ),
    Rule(
        "split the sum",
        "algebra",
        "Σ (u + v) = Σ u + Σ v",
        r"\sum_k (u_k + v_k) = \sum_k u_k + \sum_k v_k",
        (),
        _ALGEBRA,
    ),
    Rule(
        "take out of the sum",
        "algebra",
        "Σ c u_k = c Σ u_k",
        r"\sum_k c\,u_k = c \sum_k u_k",
        ("c is free of k",),
        _ALGEBRA,
    ),
    Rule(
        "delta picks its index",
        "algebra",
        "Σ_j δ_ij u_j = u_i",
        r"\sum_j \delta_{ij} u_j = u_i",
        ("i is one of the j",),
        _ALGEBRA,
    ),
)
"""The rows, in the order in which a reader meets them."""
