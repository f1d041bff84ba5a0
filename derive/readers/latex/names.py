"""Commands that are names, fonts, accents, functions and operators: spelling → canonical one.

To read one more, add a row.
"""

from __future__ import annotations

from derive.readers.latex.wordlist import words

FONTS: dict[str, str] = {
    **{
        font: font
        for font in (
            words(
                """
\\mathbf \\mathrm \\mathcal \\mathbb \\mathsf \\mathtt \\mathfrak
"""
            )
        )
    },
    "\\boldsymbol": "\\mathbf",
    "\\bm": "\\mathbf",
    "\\pmb": "\\mathbf",
    "\\bold": "\\mathbf",
    "\\symbf": "\\mathbf",
    "\\mathscr": "\\mathcal",
    "\\mathit": "\\mathit",
    "\\mathnormal": "",
    "\\Bbb": "\\mathbb",
    "\\bf": "\\mathbf",
    "\\rm": "\\mathrm",
    "\\cal": "\\mathcal",
    "\\it": "",
    "\\sf": "\\mathsf",
    "\\tt": "\\mathtt",
    "\\bfseries": "\\mathbf",
}
"""Font command → its canonical one; the empty one changes nothing."""

SWITCHES = frozenset({"\\bf", "\\rm", "\\cal", "\\it", "\\sf", "\\tt", "\\bfseries"})
"""Fonts that hold to the end of the group."""

ACCENTS: dict[str, str] = {
    **{
        f"\\{name}": name
        for name in words(
            """
hat tilde bar vec dot ddot dddot breve check acute grave mathring
"""
        )
    },
    "\\widehat": "hat",
    "\\widetilde": "tilde",
    "\\overline": "overline",
    "\\underline": "underline",
    "\\overrightarrow": "vec",
    "\\underbar": "underline",
    "\\cancel": "cancel",
    "\\bcancel": "cancel",
    "\\xcancel": "cancel",
}
"""Accent command → its canonical name."""

FUNCTIONS = frozenset(
    words(
        """
log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth det
dim ker Pr gcd deg hom max min sup inf arg
"""
    )
)
"""Function words with a command of their own."""

WORDS = frozenset(
    words(
        """
argmax argmin sigmoid softmax logit sign sgn relu tr trace diag rank softplus erf
vec sqrt arctanh arsinh artanh atanh asinh acosh logsumexp Var Cov
"""
    )
)
"""Further words that are functions in any upright spelling, and bare before a bracket."""

BARE = tuple(
    sorted(
        words(
            """
log ln lg exp sin cos tan cot sinh cosh tanh arcsin arccos arctan
"""
        ),
        key=len,
        reverse=True,
    )
)
"""Functions that are recognised in plain letters, even glued to a name: `ylog(a)`."""

BIG: dict[str, str] = {
    **{
        f"\\{name}": name
        for name in words(
            """
sum prod coprod int iint iiint oint bigcup bigcap bigodot bigoplus bigotimes lim
limsup liminf bigwedge bigvee
"""
        )
    },
    "\\intop": "int",
    "\\idotsint": "int",
}
"""Operators that always have a body."""

LIMITED = frozenset(
    words(
        """
max min sup inf argmax argmin lim esssup
"""
    )
)
"""Function words that become operators with a body when they carry a subscript."""

ELLIPSES = frozenset(
    words(
        """
\\dots \\ldots \\cdots \\vdots \\ddots \\dotsc \\dotsb \\dotsm \\dotsi \\dotso
\\hdots \\mathellipsis
"""
    )
)

SYMBOLS: dict[str, str] = {
    **{
        f"\\{name}": f"\\{name}"
        for name in words(
            """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho
sigma tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi
Psi Omega varepsilon vartheta varpi varrho varsigma varphi digamma partial nabla
infty ell hbar imath jmath wp Re Im aleph beth emptyset top bot dagger ddagger prime
angle square Box checkmark surd flat sharp natural complement eth mho triangledown
bigcirc
"""
        )
    },
    "\\varnothing": "\\emptyset",
    "\\intercal": "\\top",
    "\\transpose": "\\top",
    "\\hslash": "\\hbar",
    "\\infinity": "\\infty",
    "\\dag": "\\dagger",
    "\\omicron": "o",
    "\\Alpha": "A",
    "\\Beta": "B",
}
"""Commands that are names."""
