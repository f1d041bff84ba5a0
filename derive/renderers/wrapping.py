"""Breaking a line of mathematics that is too long: at an operator outside brackets, never within.

The operators of the outermost level come first; only where a piece is still too long are those
inside brackets used.
"""

from __future__ import annotations

OPENING, CLOSING = "([{", ")]}"
OPERATORS = (" + ", " − ", " - ", " = ", " · ", "; ")


DEEPEST = 4
"""Operators inside more brackets than this are never broken at."""


def broken(text: str, width: int, depth: int = 0) -> list[str]:
    """Lines of at most so many characters where the mathematics allows; operators lead a line."""
    if len(text) <= width or depth > DEEPEST:
        return [text]
    lines = _filled(_split(text, depth), width)
    return [part for line in lines for part in broken(line, width, depth + 1)]


def _split(text: str, deepest: int) -> list[str]:
    """The pieces between operators no deeper inside brackets than so many levels."""
    pieces, start, depth = [], 0, 0
    for at, character in enumerate(text):
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth -= 1
        elif character == " " and depth <= deepest and at > start:
            operator = next((o for o in OPERATORS if text.startswith(o, at)), None)
            if operator is not None:
                pieces.append(text[start:at])
                start = at
    return [*pieces, text[start:]]


def _filled(pieces: list[str], width: int) -> list[str]:
    """The pieces on as few lines as they fit on."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if len(lines[-1]) + len(piece) <= width:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return lines
