"""Signs between operands, and brackets: every spelling and its canonical one.

To read one more spelling, add a row.
"""

from __future__ import annotations

from derive.readers.latex.wordlist import words

_LE = {"\\leq": "\\le", "\\leqslant": "\\le", "\\leqq": "\\le", "<=": "\\le"}

_GE = {"\\geq": "\\ge", "\\geqslant": "\\ge", "\\geqq": "\\ge", ">=": "\\ge"}

_DEFINED = dict.fromkeys(("\\coloneqq", "\\coloneq", "\\triangleq", "\\defeq", "::="), ":=")

_TO = dict.fromkeys(("\\rightarrow", "\\longrightarrow", "->"), "\\to")

_FROM = dict.fromkeys(("\\leftarrow", "\\longleftarrow"), "\\gets")

_THEN = dict.fromkeys(("\\implies", "\\Longrightarrow", "\\therefore", "=>"), "\\Rightarrow")

_IFF = dict.fromkeys(("\\Leftrightarrow", "\\Longleftrightarrow", "<=>"), "\\iff")

BOUNDING = ("<", ">", "\\le", "\\ge", "\\ne")
"""Signs of relations that compare without setting equal, in their canonical spelling."""

RELATIONS: dict[str, str] = {
    **{
        sign: sign
        for sign in words(
            """
= < > : := =: \\le \\ge \\ne \\approx \\propto \\sim \\simeq \\cong \\equiv \\ll
\\gg \\in \\notin \\ni \\subset \\subseteq \\supset \\supseteq \\to \\gets \\mapsto
\\mid \\perp \\parallel \\prec \\succ \\preceq \\succeq \\doteq \\asymp
\\leftrightarrow \\Leftarrow \\models \\vdash \\Rightarrow \\iff
"""
        )
    },
    **_LE,
    **_GE,
    **_DEFINED,
    **_TO,
    **_FROM,
    **_THEN,
    **_IFF,
    "==": "=",
    "\\eqqcolon": "=:",
    "\\eqcolon": "=:",
    "\\lt": "<",
    "\\gt": ">",
    "\\neq": "\\ne",
    "\\approxeq": "\\approx",
    "\\thickapprox": "\\approx",
    "\\thicksim": "\\sim",
    "\\varpropto": "\\propto",
    "\\subsetneq": "\\subset",
    "\\longmapsto": "\\mapsto",
    "\\colon": ":",
    "\\vcentcolon": ":",
    "\\owns": "\\ni",
    "\\not\\in": "\\notin",
    "\\not=": "\\ne",
    "\\impliedby": "\\Leftarrow",
}
"""Spelling of a relation sign → its canonical one."""

IMPLICATIONS = frozenset({"\\Rightarrow", "\\iff", "\\Leftarrow"})
"""Signs between statements rather than terms."""

SUM_SIGNS: dict[str, str] = {
    **{sign: sign for sign in ("+", "-", "\\pm", "\\mp", "\\oplus", "\\ominus")},
    "\\plus": "+",
}
"""Signs between the terms of a sum."""

TIGHT: dict[str, str] = {
    **{sign: sign for sign in ("\\cdot", "\\times", "*", "/", "\\bullet")},
    "\\ast": "*",
    "\\centerdot": "\\cdot",
    "\\div": "/",
    "\\slash": "/",
}
"""Operators between factors."""

LOOSE: dict[str, str] = {
    **{
        sign: sign
        for sign in words(
            """
\\odot \\circ \\otimes \\oslash \\star \\cup \\cap \\setminus \\bmod \\wedge \\vee
\\diamond \\uplus \\sqcup \\sqcap \\triangle
"""
        )
    },
    "\\land": "\\wedge",
    "\\lor": "\\vee",
    "\\backslash": "\\setminus",
    "\\smallsetminus": "\\setminus",
}
"""Operators between products."""

OPENING: dict[str, str] = {
    "(": "(",
    "[": "[",
    "\\{": "\\{",
    "\\lbrace": "\\{",
    "\\lbrack": "[",
    "\\lparen": "(",
    "\\langle": "\\langle",
    "\\lfloor": "\\lfloor",
    "\\lceil": "\\lceil",
    "\\lvert": "|",
    "\\lVert": "\\|",
}
"""Opening bracket → its canonical spelling."""

CLOSING: dict[str, str] = {
    ")": ")",
    "]": "]",
    "\\}": "\\}",
    "\\rbrace": "\\}",
    "\\rbrack": "]",
    "\\rparen": ")",
    "\\rangle": "\\rangle",
    "\\rfloor": "\\rfloor",
    "\\rceil": "\\rceil",
    "\\rvert": "|",
    "\\rVert": "\\|",
}
"""Closing bracket → its canonical spelling."""

PARTNER = {
    "(": ")",
    "[": "]",
    "\\{": "\\}",
    "\\langle": "\\rangle",
    "\\lfloor": "\\rfloor",
    "\\lceil": "\\rceil",
    "|": "|",
    "\\|": "\\|",
}
"""Canonical opening bracket → the one that closes it."""

BARS: dict[str, str] = {
    "|": "|",
    "\\vert": "|",
    "\\|": "\\|",
    "\\Vert": "\\|",
    "||": "\\|",
}
"""Bars that open, close or separate, depending on what is around them."""
