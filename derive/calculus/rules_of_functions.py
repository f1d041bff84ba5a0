"""How the named functions are differentiated: a row for each, f(u)' = f'(u) u'."""

from __future__ import annotations

from derive.calculus.rule import Rule

_DLMF = "NIST DLMF"

_LAWS: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
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

OF_FUNCTIONS: tuple[Rule, ...] = tuple(
    Rule(f"derivative of {name}", "analytic", law, latex, conditions, f"{_DLMF} {section}")
    for name, law, latex, conditions, section in _LAWS
)
"""One rule for each function."""
