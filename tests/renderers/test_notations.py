"""Both notations: what an author would write, and never one text for two values."""

import itertools
import math
import random

import pytest

from derive.model.domain import Family, Function, Range, Scalar
from derive.model.term import add, call, div, mul, neg, number, power, symbol
from derive.readers.plain import parse
from derive.renderers.latex_notation import latex
from derive.renderers.unicode import unicode

ONE_TO_N = Range(number(1), symbol("N"))
TYPES = {
    "sigma": Function((Scalar(),)),
    "w": Family((ONE_TO_N,)),
    "x": Family((ONE_TO_N,)),
    "W": Family((ONE_TO_N, ONE_TO_N)),
}

WRITTEN = [
    ("Derivative(L, a)", "∂L/∂a", r"\frac{\partial L}{\partial a}"),
    ("Derivative(L, u, v)", "∂²L/∂u∂v", r"\frac{\partial^2 L}{\partial u \partial v}"),
    ("Derivative(L, u, u)", "∂²L/∂u²", r"\frac{\partial^2 L}{\partial u^2}"),
    (
        "Derivative(1 - a, a)",
        "∂/∂a [1 − a]",
        r"\frac{\partial}{\partial a}\left[1 - a\right]",
    ),
    ("-y/a + (1 - y)/(1 - a)", "−y/a + (1 − y)/(1 − a)", r"-\frac{y}{a} + \frac{1-y}{1-a}"),
    ("w[1]*x[1] + w[2]*x[2] + b", "w₁x₁ + w₂x₂ + b", "w_1 x_1 + w_2 x_2 + b"),
    ("2*3*u", "2·3u", r"2 \cdot 3 u"),
    ("u*2", "u·2", r"u \cdot 2"),
    ("a*(1 - a)", "a(1 − a)", "a(1-a)"),
    ("exp(-z)/(1 + exp(-z))**2", "e⁻ᶻ/(1 + e⁻ᶻ)²", r"\frac{e^{-z}}{(1+e^{-z})^2}"),
    ("exp(-z_1)", "e^(−z₁)", "e^{-z_1}"),
    ("exp(-u**2/2)", "e^(−u²/2)", "e^{-u^2/2}"),
    ("y*log(a) + log(1 - a)", "y log a + log(1 − a)", r"y \log a + \log(1-a)"),
    ("log(a)*b", "log a · b", r"\log a \cdot b"),
    ("log(a)**2", "(log a)²", r"(\log a)^2"),
    ("tanh(z)**2*y", "tanh² z · y", r"\tanh^2 z \cdot y"),
    ("log(1/a)", "log(1/a)", r"\log\left(\frac{1}{a}\right)"),
    ("sigma(z)*(1 - sigma(z))", "σ(z)(1 − σ(z))", r"\sigma(z)(1-\sigma(z))"),
    ("sigmoid(z)", "σ(z)", r"\sigma(z)"),
    ("sqrt(u)*v", "√u·v", r"\sqrt{u} v"),
    ("sqrt(1 + u)", "√(1 + u)", r"\sqrt{1+u}"),
    ("abs(u - 1)*v", "|u − 1|v", r"\lvert u-1 \rvert v"),
    ("max(a, b, 0)", "max(a, b, 0)", r"\max(a, b, 0)"),
    ("delta(i, j)*u", "δᵢⱼu", r"\delta_{ij} u"),
    ("factorial(n)", "n!", "n!"),
    (
        "Sum((a - y)*x[k], (k, 1, N))/N",
        "(Σ_{k=1}^{N} (a − y)xₖ)/N",
        r"\frac{\sum_{k=1}^{N} (a-y)x_k}{N}",
    ),
    ("1/N*Sum(x[k], (k, 1, N))", "1/N · Σ_{k=1}^{N} xₖ", r"\frac{1}{N} \sum_{k=1}^{N} x_k"),
    ("W[1, 2] + W[i, 10]", "W₁₂ + W_{i,10}", "W_{12} + W_{i,10}"),
    ("x[d]*w[d]", "x_d·w_d", "x_d w_d"),
    ("y_hat - z_bar", "ŷ − z̄", r"\hat{y} - \bar{z}"),
    ("w_12 + L_2 + w_new", "w₁₂ + L₂ + w_new", r"w_{12} + L_2 + w_{\mathrm{new}}"),
    ("alpha*beta_1 + lamda", "αβ₁ + λ", r"\alpha \beta_1 + \lambda"),
    ("loss*u", "loss·u", r"\mathrm{loss}\,u"),
    ("erf(u)", "erf(u)", r"\mathrm{erf}(u)"),
    ("1/2*u", "½u", r"\frac{1}{2} u"),
    ("x/x", "x/x", r"\frac{x}{x}"),
    ("u - (v - t)", "u − (v − t)", "u - (v-t)"),
    ("u*(-1)", "u(−1)", "u(-1)"),
    (
        "Piecewise((u, u > 0), (-u, True))",
        "{u if u > 0; −u otherwise}",
        r"\begin{cases} u & \text{if } u > 0 \\ -u & \text{otherwise} \end{cases}",
    ),
]


@pytest.mark.parametrize(("plain", "shown", "typeset"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_written_as_an_author_would(plain, shown, typeset):
    node = parse(plain, types=TYPES)
    assert unicode(node) == shown
    assert latex(node) == typeset


def test_two_subscripts_become_one():
    assert latex(symbol("W_1")[symbol("i"), symbol("j")]) == "W_{1ij}"
    assert unicode(symbol("W_1")[symbol("i"), symbol("j")]) == "W₁[i, j]"


VALUES = {"a": 1.3719, "b": 2.2113}


def value(node):
    """The value at one point; logarithms of the absolute value, so that there always is one."""
    parts = [value(each) for each in node.args]
    match node.head:
        case "number":
            return float(node.value)
        case "symbol":
            return VALUES[node.value]
        case "neg":
            return -parts[0]
        case "add":
            return math.fsum(parts)
        case "mul":
            return math.prod(parts)
        case "div":
            return parts[0] / parts[1] if parts[1] else math.nan
        case "pow":
            return parts[0] ** parts[1]
        case "call" if node.value == "exp":
            return math.exp(min(parts[0], 50.0))
        case "call" if node.value == "sqrt":
            return math.sqrt(abs(parts[0]))
        case "call":
            return math.log(abs(parts[0])) if parts[0] else math.nan


def grown(terms):
    one = [f(t) for t in terms for f in (neg, lambda t: power(t, 2))]
    one += [call(name, t) for t in terms for name in ("log", "exp", "sqrt")]
    return one + [f(s, t) for s, t in itertools.product(terms, terms) for f in (add, mul, div)]


@pytest.mark.parametrize("notation", [unicode, latex])
def test_one_text_never_stands_for_two_values(notation):
    leaves = [symbol("a"), symbol("b"), number(2)]
    first = grown(leaves)
    some = random.Random(7).sample(grown(leaves + first), 6000)
    seen = {}
    for node in [*leaves, *first, *some, *random.Random(8).sample(grown(some[:150]), 6000)]:
        try:
            found = value(node)
        except OverflowError:
            continue
        if math.isnan(found):
            continue
        text = notation(node)
        if text in seen:
            other = seen[text]
            assert value(other) == pytest.approx(found), f"{other} and {node} are both {text}"
        else:
            seen[text] = node
    assert len(seen) > 9000
