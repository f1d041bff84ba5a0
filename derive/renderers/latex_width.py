r"""How wide a formula will be, in em, estimated from its LaTeX.

The estimate reads fractions, scripts and growing brackets and adds up Computer Modern's widths,
a little on the safe side.  It decides where a line is broken, so it needs to be near, not exact.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|\s+|.", re.DOTALL)

_EM: dict[str, float] = {
    **dict.fromkeys("0123456789", 0.5),
    **dict.fromkeys("()[]", 0.39),
    **dict.fromkeys("+-", 1.23),
    **dict.fromkeys("=<>", 1.34),
    **dict.fromkeys(",;", 0.45),
    **dict.fromkeys("!|.:'", 0.3),
    "/": 0.5,
    "w": 0.74,
    "m": 0.88,
    "M": 1.0,
    "W": 1.0,
    r"\cdot": 0.73,
    r"\quad": 1.0,
    r"\qquad": 2.0,
    r"\,": 0.17,
    r"\;": 0.28,
    r"\ne": 1.34,
    r"\le": 1.34,
    r"\ge": 1.34,
    r"\to": 1.56,
    r"\in": 1.3,
    r"\infty": 1.0,
    r"\lvert": 0.3,
    r"\rvert": 0.3,
    r"\{": 0.5,
    r"\}": 0.5,
    r"\sum": 1.6,
    r"\prod": 1.5,
    r"\dots": 1.4,
    r"\odot": 1.23,
    r"\oslash": 1.23,
    r"\times": 1.23,
    r"\lVert": 0.5,
    r"\rVert": 0.5,
}
_NOTHING = {
    r"\mathbf",
    r"\boldsymbol",
    r"\left",
    r"\right",
    r"\displaystyle",
    r"\bigl",
    r"\bigr",
    r"\Bigl",
    r"\Bigr",
}
_NOTHING |= {r"\mathbf", r"\boldsymbol"}
_WORDS = {"log", "sin", "cos", "tan", "cot", "sec", "csc", "max", "min", "exp", "sinh", "cosh"}
_WORDS |= {"tanh", "det", "arcsin", "arccos", "arctan"}
_SCRIPT = 0.75


def width(text: str) -> float:
    """The estimated width in em of a formula in display style."""
    return _Measure(_TOKEN.findall(text)).run()


class _Measure:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def run(self, *, stop: str = "") -> float:
        """The width up to a closing token."""
        total = 0.0
        while self.at < len(self.tokens) and self.tokens[self.at] != stop:
            total += self.one()
        self.at += 1
        return total

    def one(self) -> float:
        """The width of the next token with its arguments."""
        token = self.tokens[self.at]
        self.at += 1
        if token.isspace() or token in _NOTHING:
            return 0.0
        if token == "{":
            return self.run(stop="}")
        if token in "^_":
            return _SCRIPT * self.argument()
        if token in (r"\frac", r"\tfrac", r"\binom"):
            return max(self.argument(), self.argument()) + (1.0 if token == r"\binom" else 0.25)
        if token == r"\sqrt":
            return self.argument() + 0.9
        if token == r"\begin":
            return self.cases()
        if token in (r"\mathrm", r"\text", r"\textbf"):
            return self.argument()
        if token[1:] in _WORDS:
            return 0.5 * len(token) - 0.2
        return _EM.get(token, 0.62)

    def argument(self) -> float:
        """The width of one argument, braced or a single token."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.one() if self.at < len(self.tokens) else 0.0

    def cases(self) -> float:
        """The widest row of an environment."""
        self.argument()
        rows = [0.0]
        while self.at < len(self.tokens) and self.tokens[self.at] != r"\end":
            if self.tokens[self.at] == r"\\":
                self.at += 1
                rows.append(0.0)
            elif self.tokens[self.at] == "&":
                self.at += 1
                rows[-1] += 1.0
            else:
                rows[-1] += self.one()
        self.at += 1
        self.argument()
        return max(rows) + 1.0


def words_width(text: str) -> float:
    """The estimated width in em of small print, with formulas between dollars."""
    parts = text.split("$")
    words = sum(0.46 * len(part) for part in parts[::2])
    return 0.92 * (words + sum(map(width, parts[1::2])))
