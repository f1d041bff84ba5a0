"""The table of rules: every name that a step may give as its reason.

The laws that differentiate stand in `differentiation`, the algebraic moves in `algebra`; both use
the names of this table, and a test holds them to it.
"""

from __future__ import annotations

from derive.calculus.rule import Rule
from derive.calculus.rules_of_arrays import OF_ARRAYS
from derive.calculus.rules_of_functions import OF_FUNCTIONS

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
)

RULES: dict[str, Rule] = {rule.name: rule for rule in (*_ROWS, *OF_ARRAYS, *OF_FUNCTIONS)}
"""Every rule by name."""
