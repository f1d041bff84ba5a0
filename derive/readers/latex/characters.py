"""Characters outside ASCII that stand for LaTeX: σ, ∂, ∑, ≤, ², 𝐱, ℝ.

Each character becomes the LaTeX that it stands for, at its own place in the source.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_GREEK = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "zeta",
    "eta",
    "theta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "omicron",
    "pi",
    "rho",
    "varsigma",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "chi",
    "psi",
    "omega",
]
_CAPITALS = {
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Υ": "Upsilon",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
}

CHARACTERS: dict[str, str] = {
    **{chr(0x3B1 + i): f"\\{name}" for i, name in enumerate(_GREEK) if name != "omicron"},
    **{char: f"\\{name}" for char, name in _CAPITALS.items()},
    "ϵ": "\\epsilon",
    "ϕ": "\\phi",
    "ϑ": "\\vartheta",
    "ϱ": "\\varrho",
    "∆": "\\Delta",
    "∂": "\\partial",
    "∇": "\\nabla",
    "∑": "\\sum",
    "∏": "\\prod",
    "∫": "\\int",
    "√": "\\sqrt",
    "∞": "\\infty",
    "ℓ": "\\ell",
    "·": "\\cdot",
    "⋅": "\\cdot",
    "∙": "\\cdot",
    "×": "\\times",
    "÷": "\\div",
    "∗": "*",
    "−": "-",
    "–": "-",
    "±": "\\pm",
    "∓": "\\mp",
    "∕": "/",
    "⁄": "/",
    "⊙": "\\odot",
    "∘": "\\circ",
    "⊗": "\\otimes",
    "⊕": "\\oplus",
    "∪": "\\cup",
    "∩": "\\cap",
    "∖": "\\setminus",
    "≤": "\\le",
    "⩽": "\\le",
    "≥": "\\ge",
    "⩾": "\\ge",
    "≠": "\\ne",
    "≈": "\\approx",
    "≃": "\\simeq",
    "≅": "\\cong",
    "≡": "\\equiv",
    "≜": "\\triangleq",
    "≔": "\\coloneqq",
    "≕": "\\eqqcolon",
    "∝": "\\propto",
    "∼": "\\sim",
    "≪": "\\ll",
    "≫": "\\gg",
    "∈": "\\in",
    "∉": "\\notin",
    "∋": "\\ni",
    "⊂": "\\subset",
    "⊆": "\\subseteq",
    "⊃": "\\supset",
    "⊇": "\\supseteq",
    "∅": "\\emptyset",
    "→": "\\to",
    "←": "\\gets",
    "↦": "\\mapsto",
    "⇒": "\\Rightarrow",
    "⟹": "\\Rightarrow",
    "⇔": "\\iff",
    "⟺": "\\iff",
    "∀": "\\forall",
    "∃": "\\exists",
    "∧": "\\land",
    "∨": "\\lor",
    "∴": "\\therefore",
    "⊥": "\\perp",
    "∣": "\\mid",
    "∥": "\\|",
    "‖": "\\|",
    "⊤": "\\top",
    "†": "\\dagger",
    "⌊": "\\lfloor",
    "⌋": "\\rfloor",
    "⌈": "\\lceil",
    "⌉": "\\rceil",
    "⟨": "\\langle",
    "⟩": "\\rangle",
    "…": "\\dots",
    "⋯": "\\cdots",
    "⋮": "\\vdots",
    "⋱": "\\ddots",
    "′": "'",
    "″": "''",
    "‴": "'''",
    "°": "^\\circ ",
    "½": "\\frac{1}{2}",
    "⅓": "\\frac{1}{3}",
    "¼": "\\frac{1}{4}",
    "¾": "\\frac{3}{4}",
    "∎": "\\blacksquare",
    "\u00a0": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u2003": "\\quad ",
    "\u200b": " ",
    "\u2061": " ",
    "\u2062": " ",
    "\ufeff": " ",
}
"""Character → LaTeX; letters that name commands are followed by no letter when read."""

COMBINING = {
    "\u0302": "\\hat",
    "\u0303": "\\tilde",
    "\u0304": "\\bar",
    "\u0305": "\\bar",
    "\u0307": "\\dot",
    "\u0308": "\\ddot",
    "\u20d7": "\\vec",
}
"""Accents, which stand after their letter."""

_STYLES = (
    ("BOLD SCRIPT", "\\mathcal"),
    ("BOLD FRAKTUR", "\\mathfrak"),
    ("SANS-SERIF", "\\mathsf"),
    ("DOUBLE-STRUCK", "\\mathbb"),
    ("MONOSPACE", "\\mathtt"),
    ("SCRIPT", "\\mathcal"),
    ("FRAKTUR", "\\mathfrak"),
    ("BLACK-LETTER", "\\mathfrak"),
    ("BOLD", "\\mathbf"),
    ("ITALIC", ""),
)


@lru_cache(maxsize=512)
def script(char: str) -> tuple[str, str] | None:
    """Return the sign of a raised or lowered character, `^` or `_`, and the character in it.

    >>> script("²"), script("ₓ"), script("⁻"), script("x")
    (('^', '2'), ('_', 'x'), ('^', '-'), None)
    """
    kind, _, code = unicodedata.decomposition(char).partition(" ")
    sign = {"<super>": "^", "<sub>": "_"}.get(kind)
    if sign is None or " " in code:
        return None
    inner = chr(int(code, 16))
    return sign, CHARACTERS.get(inner, inner)


@lru_cache(maxsize=512)
def in_latex(char: str) -> str | None:
    """Return the LaTeX that one character stands for; None for one that stands for nothing.

    >>> in_latex("σ"), in_latex("𝐱"), in_latex("ℝ")
    ('\\\\sigma', '\\\\mathbf{x}', '\\\\mathbb{R}')
    """
    if char in CHARACTERS:
        return CHARACTERS[char]
    apart = unicodedata.normalize("NFD", char)
    if len(apart) == 2 and apart[1] in COMBINING:
        return f"{COMBINING[apart[1]]}{{{CHARACTERS.get(apart[0], apart[0])}}}"
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) != 1:
        return None
    name = unicodedata.name(char, "")
    inner = CHARACTERS.get(plain, plain)
    if inner == char:
        return None
    return next(
        (
            f"{font}{{{inner}}}" if font else inner
            for style, font in _STYLES
            if f" {style} " in f" {name} "
        ),
        None,
    )
