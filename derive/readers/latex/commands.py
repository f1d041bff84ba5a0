"""The commands of LaTeX that are read, in tables: what each spelling is and its canonical form.

To read one more spelling, add a row.
"""

from __future__ import annotations

_LE = {"\\leq": "\\le", "\\leqslant": "\\le", "\\leqq": "\\le", "<=": "\\le"}
_GE = {"\\geq": "\\ge", "\\geqslant": "\\ge", "\\geqq": "\\ge", ">=": "\\ge"}
_DEFINED = dict.fromkeys(("\\coloneqq", "\\coloneq", "\\triangleq", "\\defeq", "::="), ":=")
_TO = dict.fromkeys(("\\rightarrow", "\\longrightarrow", "->"), "\\to")
_FROM = dict.fromkeys(("\\leftarrow", "\\longleftarrow"), "\\gets")
_THEN = dict.fromkeys(("\\implies", "\\Longrightarrow", "\\therefore", "=>"), "\\Rightarrow")
_IFF = dict.fromkeys(("\\Leftrightarrow", "\\Longleftrightarrow", "<=>"), "\\iff")

RELATIONS: dict[str, str] = {
    **{
        sign: sign
        for sign in [
            "=",
            "<",
            ">",
            ":",
            ":=",
            "=:",
            "\\le",
            "\\ge",
            "\\ne",
            "\\approx",
            "\\propto",
            "\\sim",
            "\\simeq",
            "\\cong",
            "\\equiv",
            "\\ll",
            "\\gg",
            "\\in",
            "\\notin",
            "\\ni",
            "\\subset",
            "\\subseteq",
            "\\supset",
            "\\supseteq",
            "\\to",
            "\\gets",
            "\\mapsto",
            "\\mid",
            "\\perp",
            "\\parallel",
            "\\prec",
            "\\succ",
            "\\preceq",
            "\\succeq",
            "\\doteq",
            "\\asymp",
            "\\leftrightarrow",
            "\\Leftarrow",
            "\\models",
            "\\vdash",
            "\\Rightarrow",
            "\\iff",
        ]
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
        for sign in [
            "\\odot",
            "\\circ",
            "\\otimes",
            "\\oslash",
            "\\star",
            "\\cup",
            "\\cap",
            "\\setminus",
            "\\bmod",
            "\\wedge",
            "\\vee",
            "\\diamond",
            "\\uplus",
            "\\sqcup",
            "\\sqcap",
            "\\triangle",
        ]
    },
    "\\land": "\\wedge",
    "\\lor": "\\vee",
    "\\backslash": "\\setminus",
    "\\smallsetminus": "\\setminus",
}
"""Operators between products."""

FONTS: dict[str, str] = {
    **{
        font: font
        for font in (
            ["\\mathbf", "\\mathrm", "\\mathcal", "\\mathbb", "\\mathsf", "\\mathtt", "\\mathfrak"]
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
        for name in [
            "hat",
            "tilde",
            "bar",
            "vec",
            "dot",
            "ddot",
            "dddot",
            "breve",
            "check",
            "acute",
            "grave",
            "mathring",
        ]
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
    [
        "log",
        "ln",
        "lg",
        "exp",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "arcsin",
        "arccos",
        "arctan",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "det",
        "dim",
        "ker",
        "Pr",
        "gcd",
        "deg",
        "hom",
        "max",
        "min",
        "sup",
        "inf",
        "arg",
    ]
)
"""Function words with a command of their own."""

WORDS = frozenset(
    [
        "argmax",
        "argmin",
        "sigmoid",
        "softmax",
        "logit",
        "sign",
        "sgn",
        "relu",
        "tr",
        "trace",
        "diag",
        "rank",
        "softplus",
        "erf",
        "vec",
        "sqrt",
        "arctanh",
        "arsinh",
        "artanh",
        "atanh",
        "asinh",
        "acosh",
        "logsumexp",
        "Var",
        "Cov",
    ]
)
"""Further words that are functions in any upright spelling, and bare before a bracket."""

BARE = tuple(
    sorted(
        [
            "log",
            "ln",
            "lg",
            "exp",
            "sin",
            "cos",
            "tan",
            "cot",
            "sinh",
            "cosh",
            "tanh",
            "arcsin",
            "arccos",
            "arctan",
        ],
        key=len,
        reverse=True,
    )
)
"""Functions that are recognised in plain letters, even glued to a name: `ylog(a)`."""

BIG: dict[str, str] = {
    **{
        f"\\{name}": name
        for name in [
            "sum",
            "prod",
            "coprod",
            "int",
            "iint",
            "iiint",
            "oint",
            "bigcup",
            "bigcap",
            "bigodot",
            "bigoplus",
            "bigotimes",
            "lim",
            "limsup",
            "liminf",
            "bigwedge",
            "bigvee",
        ]
    },
    "\\intop": "int",
    "\\idotsint": "int",
}
"""Operators that always have a body."""

LIMITED = frozenset(["max", "min", "sup", "inf", "argmax", "argmin", "lim", "esssup"])
"""Function words that become operators with a body when they carry a subscript."""

ELLIPSES = frozenset(
    [
        "\\dots",
        "\\ldots",
        "\\cdots",
        "\\vdots",
        "\\ddots",
        "\\dotsc",
        "\\dotsb",
        "\\dotsm",
        "\\dotsi",
        "\\dotso",
        "\\hdots",
        "\\mathellipsis",
    ]
)

SYMBOLS: dict[str, str] = {
    **{
        f"\\{name}": f"\\{name}"
        for name in [
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
            "pi",
            "rho",
            "sigma",
            "tau",
            "upsilon",
            "phi",
            "chi",
            "psi",
            "omega",
            "Gamma",
            "Delta",
            "Theta",
            "Lambda",
            "Xi",
            "Pi",
            "Sigma",
            "Upsilon",
            "Phi",
            "Psi",
            "Omega",
            "varepsilon",
            "vartheta",
            "varpi",
            "varrho",
            "varsigma",
            "varphi",
            "digamma",
            "partial",
            "nabla",
            "infty",
            "ell",
            "hbar",
            "imath",
            "jmath",
            "wp",
            "Re",
            "Im",
            "aleph",
            "beth",
            "emptyset",
            "top",
            "bot",
            "dagger",
            "ddagger",
            "prime",
            "angle",
            "square",
            "Box",
            "checkmark",
            "surd",
            "flat",
            "sharp",
            "natural",
            "complement",
            "eth",
            "mho",
            "triangledown",
            "bigcirc",
        ]
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

IGNORED = frozenset(
    [
        "\\displaystyle",
        "\\textstyle",
        "\\scriptstyle",
        "\\scriptscriptstyle",
        "\\limits",
        "\\nolimits",
        "\\nonumber",
        "\\notag",
        "\\strut",
        "\\mathstrut",
        "\\allowbreak",
        "\\nobreak",
        "\\hfill",
        "\\hfil",
        "\\noindent",
        "\\hline",
        "\\relax",
        "\\protect",
        "\\centering",
        "\\mathord",
        "\\mathbin",
        "\\mathrel",
        "\\mathopen",
        "\\mathclose",
        "\\mathpunct",
        "\\mathinner",
        "\\small",
        "\\large",
        "\\Large",
        "\\normalsize",
        "\\tiny",
        "\\footnotesize",
        "\\scriptsize",
        "\\boxed",
        "\\qed",
        "\\blacksquare",
        "\\qedhere",
        "\\null",
        "\\smash",
        "\\mathclap",
        "\\mathllap",
        "\\mathrlap",
        "\\ensuremath",
        "\\medskip",
        "\\bigskip",
        "\\smallskip",
        "\\par",
        "\\big",
        "\\Big",
        "\\bigg",
        "\\Bigg",
        "\\bigl",
        "\\bigr",
        "\\Bigl",
        "\\Bigr",
        "\\biggl",
        "\\biggr",
        "\\Biggl",
        "\\Biggr",
        "\\bigm",
        "\\Bigm",
        "\\mathop",
        "\\fbox",
    ]
)
"""Layout, which means nothing; what follows in braces stays."""

IGNORED_WITH: dict[str, int] = {
    "\\color": 1,
    "\\textcolor": 1,
    "\\colorbox": 1,
    "\\fcolorbox": 2,
    "\\phantom": 1,
    "\\hphantom": 1,
    "\\vphantom": 1,
    "\\hspace": 1,
    "\\hspace*": 1,
    "\\vspace": 1,
    "\\vspace*": 1,
    "\\mspace": 1,
    "\\style": 1,
    "\\class": 1,
    "\\cssId": 1,
    "\\href": 1,
    "\\require": 1,
    "\\rule": 2,
    "\\setlength": 2,
}
"""Layout with this many arguments in braces, which mean nothing either."""

ROW_ENVIRONMENTS = frozenset(
    [
        "align",
        "aligned",
        "alignat",
        "alignedat",
        "flalign",
        "equation",
        "gather",
        "gathered",
        "eqnarray",
        "split",
        "multline",
        "multlined",
        "subequations",
        "IEEEeqnarray",
        "displaymath",
        "math",
        "dmath",
        "dgroup",
    ]
)
"""Environments that hold rows of statements."""

MATRICES = frozenset(
    [
        "matrix",
        "pmatrix",
        "bmatrix",
        "vmatrix",
        "Vmatrix",
        "Bmatrix",
        "smallmatrix",
        "array",
        "subarray",
    ]
)
"""Environments that hold a value in rows and columns."""

CASES = frozenset(["cases", "dcases", "rcases", "drcases"])

KNOWN_MACROS = {
    "\\R": "\\mathbb{R}",
    "\\Reals": "\\mathbb{R}",
    "\\reals": "\\mathbb{R}",
    "\\N": "\\mathbb{N}",
    "\\natnums": "\\mathbb{N}",
    "\\Z": "\\mathbb{Z}",
    "\\argmax": "\\operatorname*{argmax}",
    "\\argmin": "\\operatorname*{argmin}",
}
"""Macros that the renderers of Markdown know without a definition."""

PROSE = frozenset(
    [
        "if",
        "and",
        "or",
        "for",
        "where",
        "when",
        "with",
        "otherwise",
        "else",
        "then",
        "is",
        "are",
        "so",
        "since",
        "such",
        "that",
        "let",
        "hence",
        "thus",
        "we",
        "have",
        "by",
        "as",
        "of",
        "at",
        "to",
        "in",
        "on",
        "all",
        "every",
        "each",
        "any",
        "some",
        "s.t.",
        "st",
        "i.e.",
        "iff",
        "because",
        "therefore",
        "while",
        "assuming",
        "given",
        "using",
        "note",
        "from",
        "on",
        "also",
        "subject",
        "gives",
        "yields",
        "implies",
        "def",
        "definition",
        "const",
        "constant",
        "but",
        "not",
        "which",
        "this",
        "the",
        "a",
        "an",
        "be",
        "can",
        "because",
    ]
)
"""Words that are prose when they stand alone as `\\\\text{…}` between formulas."""
