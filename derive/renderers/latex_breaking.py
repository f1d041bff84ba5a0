r"""Breaking a display that is too wide: before a sign or a dot, never inside a fraction.

Breaks outside brackets are taken first.  Where a break must fall inside \left…\right, which TeX
can't break, those brackets become \Bigl…\Bigr.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.renderers.latex_width import width

_TOKEN = re.compile(r"\\begin|\\end|\\left|\\right|\\cdot|\\[A-Za-z]+ ?|\\.|.", re.DOTALL)


def broken(text: str, room: float) -> list[str]:
    """Pieces of at most `room` em where the mathematics allows; signs lead a piece."""
    if width(text) <= room:
        return [text]
    fixed = _fixed_brackets(text) if r"\left" in text else text
    pieces, rest = [], fixed
    while width(rest) > room and (at := _best(rest, room)) is not None:
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest]


def _best(text: str, room: float) -> int | None:
    """Where to break: the outermost level that leaves at least a third full, then furthest on."""
    points = [(depth, at) for at, depth in _points(text)]
    fitting = [(depth, at, width(text[:at])) for depth, at in points]
    good = [(depth, -at) for depth, at, wide in fitting if room / 3 <= wide <= room]
    poor = [(depth, -at) for depth, at, wide in fitting if wide <= room]
    if good or poor:
        return -min(good or poor)[1]
    return points[0][1] if points else None


def _points(text: str) -> Iterator[tuple[int, int]]:
    """Each place where a line may end, with the number of brackets around it."""
    braces = stretched = depth = 0
    previous = ""
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token in ("{", r"\begin"):
            braces += 1
        elif token in ("}", r"\end"):
            braces -= 1
        elif token == r"\left":
            stretched += 1
        elif token == r"\right":
            stretched -= 1
        elif token in "([":
            depth += 1
        elif token in ")]":
            depth -= 1
        elif not braces and not stretched and previous and previous not in "([":
            signed = token in ("+", "-") and previous != r"\cdot"
            if signed or token == r"\cdot":
                yield found.start(), depth
        if not token.isspace():
            previous = token.strip()


def _fixed_brackets(text: str) -> str:
    r"""\left and \right outside braces turned into brackets of a fixed size."""
    braces = 0
    parts: list[str] = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        braces += (token == "{") - (token == "}")
        if braces == 0 and token in (r"\left", r"\right"):
            token = r"\Bigl" if token == r"\left" else r"\Bigr"
        parts.append(token)
    return "".join(parts)
