"""What lays out mathematics and means nothing by itself: spacing, environments, prose."""

from __future__ import annotations

from derive.readers.latex.wordlist import words

IGNORED = frozenset(
    words(
        """
\\displaystyle \\textstyle \\scriptstyle \\scriptscriptstyle \\limits \\nolimits
\\nonumber \\notag \\strut \\mathstrut \\allowbreak \\nobreak \\hfill \\hfil
\\noindent \\hline \\relax \\protect \\centering \\mathord \\mathbin \\mathrel
\\mathopen \\mathclose \\mathpunct \\mathinner \\small \\large \\Large \\normalsize
\\tiny \\footnotesize \\scriptsize \\boxed \\qed \\blacksquare \\qedhere \\null
\\smash \\mathclap \\mathllap \\mathrlap \\ensuremath \\medskip \\bigskip
\\smallskip \\par \\big \\Big \\bigg \\Bigg \\bigl \\bigr \\Bigl \\Bigr \\biggl
\\biggr \\Biggl \\Biggr \\bigm \\Bigm \\mathop \\fbox
"""
    )
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
    words(
        """
align aligned alignat alignedat flalign equation gather gathered eqnarray split
multline multlined subequations IEEEeqnarray displaymath math dmath dgroup
"""
    )
)
"""Environments that hold rows of statements."""

MATRICES = frozenset(
    words(
        """
matrix pmatrix bmatrix vmatrix Vmatrix Bmatrix smallmatrix array subarray
"""
    )
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
    "\\E": "\\mathbb{E}",
    "\\KL": "\\mathrm{KL}",
}
"""Macros that the renderers of Markdown know without a definition, or that sites define for all."""

PROSE = frozenset(
    words(
        """
if and or for where when with otherwise else then is are so since such that let
hence thus we have by as of at to in on all every each any some s.t. st i.e. iff
because therefore while assuming given using note from on also subject gives yields
implies def definition const constant but not which this the a an be can because
"""
    )
)
"""Words that are prose when they stand alone as `\\\\text{…}` between formulas."""
