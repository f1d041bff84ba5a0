"""The table of diagnostic codes and verdicts: what each means, with an example.

`derive explain CODE` prints a row.  Every code that the package raises has one; a test compares.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    meaning: str
    """What it says and why it matters, in a sentence or two."""
    example: str
    """Something that gets it."""
    remedy: str
    """What to do."""


CODES: dict[str, Code] = {
    # Verdicts of a claim.
    "proved": Code(
        "Both sides are defined on the whole declared domain and equal there, by an exact "
        "argument. Conditions that came up were discharged from domains and definitions.",
        "sqrt(x**2) = abs(x), for real x",
        "nothing",
    ),
    "conditional": Code(
        "Both sides are equal wherever both are defined, but that is not the whole domain: "
        "the conditions shown have to hold as well.",
        "x/x = 1, for real x: only if x != 0",
        "declare the domain that is meant, such as x : nonzero, or state the condition",
    ),
    "refuted": Code(
        "At the point shown both sides are defined and differ, certified by intervals that "
        "do not overlap.",
        "sqrt(x**2) = x is refuted at x = -1, where it says 1 = -1",
        "recompute the step by hand at that point",
    ),
    "ambiguous": Code(
        "The notation has several well-formed readings with different verdicts.",
        "\\frac{d}{dw} A + B = 1, where B contains w too",
        "add the brackets that are suggested",
    ),
    "ill-formed": Code(
        "There is no well-formed reading: shapes do not fit, an index is free, or a side is "
        "defined nowhere.",
        "dL(a, y) = a - y, a differential without a denominator; log(-1 - x**2) = 0, for real x",
        "see the reason given with the verdict, and the edit that would make it true, if any",
    ),
    "unread": Code(
        "The notation is not supported, or a name in it is not declared.",
        "\\oint x = 1",
        "see what was expected at the place shown; for a name, paste the declaration suggested",
    ),
    "unknown": Code(
        "The claim was not decided within the time limit. Agreement at some points is a note "
        "here and never a proof.",
        "an equality that needs a law which is not in the table",
        "give intermediate steps, or a longer --time-limit",
    ),
    "unmet-expectation": Code(
        "The author marked a step with what the check would find, and it found something else. "
        "Such marks make a document with known mistakes a test: the mark is met only by exactly "
        "that verdict.",
        "$x = x$  % expect refuted: a slip",
        "correct the mark, or the formula that has changed",
    ),
    # Models.
    "bad-name": Code(
        "A name is made of letters, digits and underscores.",
        'm.symbol("w 1")',
        "write w_1 or y_hat",
    ),
    "cyclic-definition": Code(
        "A quantity is defined by itself, directly or through others, so it has no value.",
        "u := v + 1 and v := 2*u",
        "give one of these quantities another name, or state an equation as a claim",
    ),
    "defined-twice": Code(
        "A quantity has one definition; a second equation for it is a claim.",
        'm.define("z", x) and later m.define("z", y)',
        "state the second one with m.claim, or use another name",
    ),
    "inexact-number": Code(
        "A Python float is read only if it is exactly the decimal that it prints as.",
        "0.1*x",
        "write Rational('0.1')",
    ),
    "model-file-failed": Code(
        "A Python file with a model raised an exception while it ran.",
        "a misspelt name in the file",
        "correct the line shown",
    ),
    "name-taken": Code(
        "A name means one thing in a model.",
        'm.symbol("log")',
        "choose another name",
    ),
    "no-model": Code(
        "The Python file ran, but made no derive.Model.",
        "an empty file",
        'write: with derive.Model("name") as m: …',
    ),
    "no-path": Code(
        "A derivative was asked for, but no path of definitions leads from the variable to "
        "the quantity: it is zero for trivial reasons, most likely a mistake.",
        "m.derive(L, u) where L does not depend on u",
        "check which quantity or variable was meant",
    ),
    "no-rule": Code(
        "The table of rules has no law that differentiates this construct.",
        "the derivative of an unknown function's argument",
        "define the function, or write it with known ones",
    ),
    "not-a-relation": Code(
        "A statement has two sides and a sign.",
        "m.claim(x + 1)",
        "write m.claim(left, right) or m.claim(left < right)",
    ),
    "not-an-expression": Code(
        "Something was given that SymPy can't take as an expression.",
        "m.define('z', [1, 2])",
        "write it with the model's symbols and SymPy functions",
    ),
    "not-an-index": Code(
        "Families range over declared indices.",
        'm.family("w", over="k") before k is declared',
        'declare it first: k = m.index("k", 1, 3)',
    ),
    "not-a-variable": Code(
        "A derivative is taken with respect to a symbol or a member of a family.",
        "m.derive(L, 2*z)",
        "name the quantity with m.define and differentiate by that name",
    ),
    "several-variables": Code(
        "An expected result belongs to one derivative.",
        "m.derive(z, x, y, expect=1)",
        "write one m.derive for each variable",
    ),
    "undeclared-symbol": Code(
        "A name is used that is neither declared nor defined, so nothing is known about its "
        "values.",
        "z := w*x + b without b",
        'declare it: m.symbol("b"), or --let "b : real"',
    ),
    "unsupported-sympy": Code(
        "A SymPy expression has no reading as a term.",
        "besselj(0, x)",
        "write it with the functions listed in the message",
    ),
    # Documents: where the mathematics stands.
    "assumed": Code(
        "The document does not say this, so the reader inferred it. Every verdict that needs it "
        "rests on it.",
        "\\sigma(z) in a document that defines no \\sigma is taken for the sigmoid",
        "declare or define it, in the text or in a declaration block",
    ),
    "broken-notebook": Code(
        "A notebook's JSON ends early or its brackets do not match; what came before was read.",
        "an .ipynb file that was cut off",
        "save it again from Jupyter",
    ),
    "contradicting-definitions": Code(
        "A quantity is given two meanings, and the second is no consequence of the first.",
        "z = wx + b, and later z = w + x, in one section",
        "use another name, or start a section for the second meaning",
    ),
    "declaration-not-read": Code(
        "A line of a declaration block is no statement, so nothing is declared by it.",
        "let w real",
        "write one statement a line, in one of the forms shown with the message",
    ),
    "display-not-read": Code(
        "A sign of relation stands in this display, but no relation that could be checked: it is a "
        "system of equations, says that something exists, or denies something.",
        "\\exists x: x^2 = 2",
        "nothing, or write what is claimed as relations, each in a row of its own",
    ),
    "eaten-backslash": Code(
        "In a docstring without r before it, Python reads \\b, \\f, \\n, \\t and others as control "
        "characters. Where LaTeX is plainly meant it was read as LaTeX.",
        'a docstring """$\\beta$""" instead of r"""$\\beta$"""',
        'write r""" before the docstring',
    ),
    "github-markup": Code(
        "GitHub reads `$$…$$` as Markdown first, so backslashes at line ends, `\\{` and lines that "
        "start with -, + or = do not look there as they were meant.",
        "a line `- y` between $$ and $$",
        "write the display as a fence: ```math",
    ),
    "mark-not-read": Code(
        "A mark on a step can't be used: it expects no known finding, or follows no formula.",
        "% expect wrong",
        "see the form shown with the message",
    ),
    "unclosed-comment": Code(
        "A comment for derive has no end, so what it declares is not known.",
        "<!-- derive: let x : real",
        "close it with -->",
    ),
    "unclosed-fence": Code(
        "A fence is never closed, so the rest of the document is code.",
        "``` without a second one",
        "close it with a line of the same signs",
    ),
    "unclosed-formula": Code(
        "A formula opens and nothing closes it, so it was not read; the rest of the document was.",
        "$$ without a second one",
        "close it with the delimiter named in the message",
    ),
    "undecodable-text": Code(
        "The file is not UTF-8 text. What can't be decoded is shown as a replacement character.",
        "a file in another encoding",
        "save the file as UTF-8",
    ),
    # Plain notation.
    "empty-domain": Code(
        "No number lies in the declared domain, so every claim would hold.",
        "a : (1, 0)",
        "check the ends of the interval",
    ),
    "implicit-multiplication": Code(
        "Plain notation never guesses a product, for a guess could be wrong unnoticed.",
        "2a",
        "write 2*a",
    ),
    "ambiguous-notation": Code(
        "The formula can be read in two ways, and neither is guessed.",
        "n!=6 or x²",
        "write n != 6 or factorial(n) = 6; x**2, x[2] or x_2",
    ),
    "look-alike": Code(
        "Two names would be printed the same, so a reader could not tell them apart.",
        "x1 and x_1, or a family w and a symbol w_1",
        "give one of the two another name",
    ),
    "syntax": Code(
        "The formula can't be read at the place shown.",
        "(a + b",
        "see what was expected there",
    ),
    "too-large": Code(
        "A formula, a number or a nesting exceeds what is read.",
        "a hundred nested brackets",
        "name its parts with definitions",
    ),
    "unbalanced": Code(
        "A bracket or brace has no partner, so what it holds is not known.",
        "1 - \\sigma(z)) = a",
        "add its partner, or delete it",
    ),
    "unknown-macro": Code(
        "A LaTeX command is neither known nor defined in the document.",
        "\\E[x], without \\newcommand{\\E}{…}",
        "write it with known commands, or define it with \\newcommand",
    ),
    "unknown-domain": Code(
        "A declaration names no known set of values.",
        "a : reel",
        "write real, positive, nonzero, integer, (0, 1), {0, 1}, …",
    ),
    "unknown-function": Code(
        "A name stands before a bracket but is no function: call and product can't be told apart.",
        "a(1 - a)",
        "write a*(1 - a), or declare a : real -> real",
    ),
    "wrong-arity": Code(
        "A function has more or fewer arguments than it takes.",
        "log(x, 10)",
        "write log(x)/log(10)",
    ),
    # Files and the command line.
    "bad-configuration": Code(
        "The table [tool.derive] of pyproject.toml has a key or a value that is not known. A "
        "mistyped key would be believed to be in force.",
        "[tool.derive] with time_limt = 5",
        "use paths, exclude, time-limit, strict, format or workers",
    ),
    "unreadable-baseline": Code(
        "The report to compare with is not one that derive check wrote as JSON.",
        "derive check --diff notes.md",
        "write one with derive check … --format json -o BASE.json",
    ),
    "internal-error": Code(
        "derive itself failed. The fault is ours, not that of the input.",
        "nothing should",
        "please report the input and the message",
    ),
    "interrupted": Code(
        "The run was stopped from the keyboard.", "Ctrl-C", "run it again to finish"
    ),
    "no-cache-folder": Code(
        "No folder for the cache is known on this platform.",
        "derive cache info, without a home folder",
        "set DERIVE_CACHE_DIR to a folder, or use --no-cache",
    ),
    "nothing-to-check": Code(
        "No derivation was found, so a green result would mean nothing.",
        "derive check in a mistyped folder",
        "name a shipped derivation, a model file or a folder with documents",
    ),
    "python-syntax": Code(
        "A model file is not valid Python.", "a bracket left open", "correct the line shown"
    ),
    "unknown-code": Code(
        "No diagnostic, verdict or rule has this name.",
        "derive explain chian",
        "use one of the suggestions",
    ),
    "unknown-name": Code(
        "No shipped derivation has this name, and no file either.",
        "derive show logistic-regresion",
        "use one of the suggestions, or derive list",
    ),
    "unreadable-file": Code(
        "A file can't be opened or is not of a known kind.",
        "derive check notes.doc",
        "give a .py file with a derive.Model",
    ),
    "worker-died": Code(
        "The process that read a file died each time it was tried, so nothing is known of it.",
        "a process that the system ends because memory is short",
        "run it again with more memory, or with fewer --workers",
    ),
    "unwritable-output": Code(
        "The output file can't be written.",
        "derive latex logistic-regression -o /nowhere/out.tex",
        "choose a folder that exists and may be written to",
    ),
    "several-models": Code(
        "A file states several derivations where one is wanted.",
        "derive latex on a file with two models",
        "use --fragment, or a file for each model",
    ),
    "usage": Code(
        "The command line has an option or value that is not known.",
        "derive check --format xml",
        "derive --help, derive COMMAND --help",
    ),
}
"""Code → its row."""
