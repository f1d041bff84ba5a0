"""The table of rules: every name that a step may give as its reason.

A rule is a name, the law it states, the law's own conditions and where it can be looked up.  The
laws that differentiate stand in `differentiation`, the algebraic moves in `algebra`; both use the
names of this table, and a test holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RuleKind = Literal["structure", "linear", "base", "analytic", "algebra"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named law."""

    name: str
    kind: RuleKind
    law: str
    """The law in Unicode mathematics, one line."""
    latex: str
    """The law in LaTeX."""
    conditions: tuple[str, ...] = ()
    """What the law itself needs, in words or symbols."""
    source: str = ""
    """Where to look it up."""


_CALCULUS = "M. Spivak, Calculus, ch. 10"
_DLMF = "NIST DLMF"
_ALGEBRA = "any text on elementary algebra"

_ROWS: tuple[Rule, ...] = (
    Rule("definition", "structure", "q = its definition", r"q = \text{its definition}"),
    Rule(
        "chain rule over the graph",
        "structure",
        "∂L/∂v = Σ_u ∂L/∂u · ∂u/∂v, one term for each quantity u that v reaches L through",
        r"\frac{\partial L}{\partial v} = \sum_u \frac{\partial L}{\partial u}"
        r"\frac{\partial u}{\partial v}",
        ("each path from v to L meets exactly one u", "the quantities are differentiable"),
        "M. Spivak, Calculus on Manifolds, th. 2-9",
    ),
    Rule("insert components", "structure", "equals for equals", r"\text{equals for equals}"),
    Rule(
        "gradient descent",
        "structure",
        "v := v − α ∂J/∂v",
        r"v := v - \alpha\,\frac{\partial J}{\partial v}",
        ("α > 0",),
        "A. Cauchy, Comptes rendus 25 (1847) 536",
    ),
    Rule(
        "sum rule",
        "linear",
        "(u + v)' = u' + v'",
        r"(u + v)' = u' + v'",
        (),
        _CALCULUS,
    ),
    Rule(
        "constant factor",
        "linear",
        "(c u)' = c u'",
        r"(c\,u)' = c\,u'",
        ("c is free of v",),
        _CALCULUS,
    ),
    Rule("derivative of a constant", "base", "c' = 0", r"c' = 0", ("c is free of v",), _CALCULUS),
    Rule(
        "derivative of the variable",
        "base",
        "∂v/∂v = 1",
        r"\frac{\partial v}{\partial v} = 1",
        (),
        _CALCULUS,
    ),
    Rule(
        "derivative of a family member",
        "base",
        "∂v_j/∂v_i = δ_ij",
        r"\frac{\partial v_j}{\partial v_i} = \delta_{ij}",
        ("the members are independent variables",),
        "K. B. Petersen, M. S. Pedersen, The Matrix Cookbook, (32)",
    ),
    Rule(
        "product rule", "analytic", "(u v)' = u' v + u v'", r"(u\,v)' = u'v + u\,v'", (), _CALCULUS
    ),
    Rule(
        "quotient rule",
        "analytic",
        "(u/v)' = (u' v − u v')/v²",
        r"\left(\frac{u}{v}\right)' = \frac{u'v - u\,v'}{v^2}",
        ("v ≠ 0",),
        _CALCULUS,
    ),
    Rule(
        "reciprocal rule",
        "analytic",
        "(1/v)' = −v'/v²",
        r"\left(\frac{1}{v}\right)' = -\frac{v'}{v^2}",
        ("v ≠ 0",),
        _CALCULUS,
    ),
    Rule(
        "power rule",
        "analytic",
        "(uⁿ)' = n uⁿ⁻¹ u'",
        r"(u^n)' = n\,u^{n-1}u'",
        ("u > 0, unless n is a whole number",),
        _CALCULUS,
    ),
    Rule(
        "exponential rule",
        "analytic",
        "(cᵘ)' = cᵘ log c · u'",
        r"(c^u)' = c^u \log c\; u'",
        ("c > 0",),
        f"{_DLMF} §4.7",
    ),
    Rule(
        "general power rule",
        "analytic",
        "(uʷ)' = uʷ (w' log u + w u'/u)",
        r"(u^w)' = u^w\left(w' \log u + w\,\frac{u'}{u}\right)",
        ("u > 0",),
        f"{_DLMF} §4.7",
    ),
    Rule(
        "chain rule",
        "analytic",
        "f(u)' = f'(u) u'",
        r"f(u)' = f'(u)\,u'",
        ("f is differentiable at u",),
        _CALCULUS,
    ),
    Rule(
        "differentiate each case",
        "analytic",
        "by cases, inside each open case",
        r"\text{by cases}",
        ("away from where the cases meet",),
        _CALCULUS,
    ),
    Rule(
        "differentiate under the sum",
        "linear",
        "(Σ_i u_i)' = Σ_i u_i'",
        r"\Bigl(\sum_i u_i\Bigr)' = \sum_i u_i'",
        ("the sum is finite",),
        _CALCULUS,
    ),
    Rule(
        "gradient of a product",
        "analytic",
        "∂(aᵀ A w)/∂w = Aᵀ a, one term for each place of w",
        r"\frac{\partial\, a^\top A w}{\partial w} = A^\top a",
        ("A and a are free of w",),
        "K. B. Petersen, M. S. Pedersen, The Matrix Cookbook, (69)-(81)",
    ),
    Rule(
        "gradient of a squared norm",
        "analytic",
        "∂‖u‖²/∂w = (∂u/∂w) 2u",
        r"\frac{\partial \lVert u\rVert^2}{\partial w} = \frac{\partial u}{\partial w}\,2u",
        (),
        "K. B. Petersen, M. S. Pedersen, The Matrix Cookbook, (131)",
    ),
    Rule(
        "gradient of a trace",
        "analytic",
        "∂ tr(A W B)/∂W = Aᵀ Bᵀ",
        r"\frac{\partial \operatorname{tr}(A W B)}{\partial W} = A^\top B^\top",
        (),
        "K. B. Petersen, M. S. Pedersen, The Matrix Cookbook, (101)",
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
        "M. Giles, Collected matrix derivative results (2008), §2.3",
    ),
    Rule(
        "gradient through a transpose",
        "linear",
        "u = vᵀ gives ∂J/∂v = (∂J/∂u)ᵀ",
        r"u = v^\top \Rightarrow \frac{\partial J}{\partial v} ="
        r" \bigl(\frac{\partial J}{\partial u}\bigr)^\top",
        (),
        "M. Giles, Collected matrix derivative results (2008), §2",
    ),
    Rule(
        "gradient through an entrywise product",
        "analytic",
        "u = A ⊙ v gives ∂J/∂v = ∂J/∂u ⊙ A",
        r"u = A \odot v \Rightarrow \frac{\partial J}{\partial v} ="
        r" \frac{\partial J}{\partial u} \odot A",
        (),
        "M. Giles, Collected matrix derivative results (2008), §2",
    ),
    Rule(
        "gradient through an elementwise function",
        "analytic",
        "u = f(v) gives ∂J/∂v = ∂J/∂u ⊙ f'(v)",
        r"u = f(v) \Rightarrow \frac{\partial J}{\partial v} ="
        r" \frac{\partial J}{\partial u} \odot f'(v)",
        ("f is differentiable at every entry",),
        "M. Giles, Collected matrix derivative results (2008), §2",
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
    Rule("as assumed", "structure", "by an assumption", r"\text{by an assumption}"),
    Rule(
        "in terms of the definition",
        "algebra",
        "q = u/s gives u = q s",
        r"q = \frac{u}{s} \Rightarrow u = q\,s",
        ("s ≠ 0",),
        _ALGEBRA,
    ),
    Rule(
        "arithmetic",
        "algebra",
        "signs, zeros, ones and numbers",
        r"0\cdot u = 0,\; 1\cdot u = u",
        (),
        _ALGEBRA,
    ),
    Rule(
        "distributive law",
        "algebra",
        "t (u + v) = t u + t v",
        r"t\,(u + v) = t\,u + t\,v",
        (),
        _ALGEBRA,
    ),
    Rule(
        "cancel",
        "algebra",
        "t u/(t v) = u/v",
        r"\frac{t\,u}{t\,v} = \frac{u}{v}",
        ("t ≠ 0",),
        _ALGEBRA,
    ),
    Rule("expand", "algebra", "multiply out", r"(s + t)(u + v) = su + sv + tu + tv", (), _ALGEBRA),
    Rule("collect", "algebra", "add like terms", r"a\,u + b\,u = (a + b)\,u", (), _ALGEBRA),
    Rule(
        "factor out", "algebra", "t u + t v = t (u + v)", r"t\,u + t\,v = t\,(u + v)", (), _ALGEBRA
    ),
    Rule("factor", "algebra", "write as a product", r"u^2 - v^2 = (u - v)(u + v)", (), _ALGEBRA),
    Rule(
        "common denominator",
        "algebra",
        "u/s + v/t = (u t + v s)/(s t)",
        r"\frac{u}{s} + \frac{v}{t} = \frac{ut + vs}{st}",
        ("s ≠ 0", "t ≠ 0"),
        _ALGEBRA,
    ),
    Rule(
        "simplify",
        "algebra",
        "an equal, shorter form",
        r"\text{an equal, shorter form}",
        (),
        _ALGEBRA,
    ),
    Rule(
        "split into factors",
        "algebra",
        "a fraction as a product of fractions",
        r"\frac{s\,t}{u\,v} = \frac{s}{u}\cdot\frac{t}{v}",
        ("u ≠ 0", "v ≠ 0"),
        _ALGEBRA,
    ),
    Rule(
        "rewrite",
        "algebra",
        "the same value in terms of a defined quantity",
        r"\text{the same value}",
        (),
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

_FUNCTION_LAWS: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    ("exp", "(eᵘ)' = eᵘ u'", r"(e^u)' = e^u\,u'", (), "§4.7"),
    ("log", "(log u)' = u'/u", r"(\log u)' = \frac{u'}{u}", ("u > 0",), "§4.7"),
    ("sqrt", "(√u)' = u'/(2√u)", r"(\sqrt{u})' = \frac{u'}{2\sqrt{u}}", ("u > 0",), "§4.7"),
    (
        "sigmoid",
        "σ(u)' = σ(u)(1 − σ(u)) u'",
        r"\sigma(u)' = \sigma(u)(1-\sigma(u))\,u'",
        (),
        "§4.7, from 1/(1+e⁻ᵘ)",
    ),
    ("softplus", "log(1+eᵘ)' = σ(u) u'", r"\bigl(\log(1+e^u)\bigr)' = \sigma(u)\,u'", (), "§4.7"),
    (
        "logit",
        "logit(u)' = u'/(u(1−u))",
        r"\bigl(\log\tfrac{u}{1-u}\bigr)' = \frac{u'}{u(1-u)}",
        ("0 < u < 1",),
        "§4.7",
    ),
    ("sin", "(sin u)' = cos u · u'", r"(\sin u)' = \cos u\;u'", (), "§4.20"),
    ("cos", "(cos u)' = −sin u · u'", r"(\cos u)' = -\sin u\;u'", (), "§4.20"),
    ("tan", "(tan u)' = u'/cos² u", r"(\tan u)' = \frac{u'}{\cos^2 u}", ("cos u ≠ 0",), "§4.20"),
    ("cot", "(cot u)' = −u'/sin² u", r"(\cot u)' = -\frac{u'}{\sin^2 u}", ("sin u ≠ 0",), "§4.20"),
    (
        "sec",
        "(sec u)' = sec u tan u · u'",
        r"(\sec u)' = \sec u\tan u\;u'",
        ("cos u ≠ 0",),
        "§4.20",
    ),
    (
        "csc",
        "(csc u)' = −csc u cot u · u'",
        r"(\csc u)' = -\csc u\cot u\;u'",
        ("sin u ≠ 0",),
        "§4.20",
    ),
    (
        "asin",
        "(arcsin u)' = u'/√(1−u²)",
        r"(\arcsin u)' = \frac{u'}{\sqrt{1-u^2}}",
        ("−1 < u < 1",),
        "§4.24",
    ),
    (
        "acos",
        "(arccos u)' = −u'/√(1−u²)",
        r"(\arccos u)' = -\frac{u'}{\sqrt{1-u^2}}",
        ("−1 < u < 1",),
        "§4.24",
    ),
    ("atan", "(arctan u)' = u'/(1+u²)", r"(\arctan u)' = \frac{u'}{1+u^2}", (), "§4.24"),
    ("sinh", "(sinh u)' = cosh u · u'", r"(\sinh u)' = \cosh u\;u'", (), "§4.34"),
    ("cosh", "(cosh u)' = sinh u · u'", r"(\cosh u)' = \sinh u\;u'", (), "§4.34"),
    ("tanh", "(tanh u)' = (1 − tanh² u) u'", r"(\tanh u)' = (1-\tanh^2 u)\,u'", (), "§4.34"),
    (
        "asinh",
        "(arsinh u)' = u'/√(u²+1)",
        r"(\mathrm{arsinh}\,u)' = \frac{u'}{\sqrt{u^2+1}}",
        (),
        "§4.38",
    ),
    (
        "acosh",
        "(arcosh u)' = u'/√(u²−1)",
        r"(\mathrm{arcosh}\,u)' = \frac{u'}{\sqrt{u^2-1}}",
        ("u > 1",),
        "§4.38",
    ),
    (
        "atanh",
        "(artanh u)' = u'/(1−u²)",
        r"(\mathrm{artanh}\,u)' = \frac{u'}{1-u^2}",
        ("−1 < u < 1",),
        "§4.38",
    ),
    (
        "erf",
        "(erf u)' = (2/√π) e^(−u²) u'",
        r"(\mathrm{erf}\,u)' = \frac{2}{\sqrt{\pi}}\,e^{-u^2}\,u'",
        (),
        "§7.2",
    ),
    ("abs", "|u|' = sign(u) u'", r"|u|' = \mathrm{sign}(u)\,u'", ("u ≠ 0",), "§1.9"),
    (
        "max",
        "max(u, w)' = u' where u > w, w' where u < w",
        r"\max(u, w)' = u' \text{ where } u > w,\; w' \text{ where } u < w",
        ("u ≠ w",),
        "§1.4",
    ),
    (
        "min",
        "min(u, w)' = u' where u < w, w' where u > w",
        r"\min(u, w)' = u' \text{ where } u < w,\; w' \text{ where } u > w",
        ("u ≠ w",),
        "§1.4",
    ),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _ROWS} | {
    f"derivative of {name}": Rule(
        f"derivative of {name}", "analytic", law, latex, conditions, f"{_DLMF} {section}"
    )
    for name, law, latex, conditions, section in _FUNCTION_LAWS
}
"""Every rule by name."""
