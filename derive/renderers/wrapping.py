"""Breaking a line of mathematics that is too long: at an operator outside brackets, never within.

The operators of the outermost level come first; only where a piece is still too long are those
inside brackets used.
"""

from __future__ import annotations

OPENING, CLOSING = "([{", ")]}"
OPERATORS = (" + ", " − ", " - ", " = ", " · ", "; ")


def broken(text: str, width: int) -> list[str]:
    """Lines of at most so many characters where the mathematics allows; operators lead a line."""
    if len(text) <= width:
        return [text]
    for depth in range(4):
        pieces = _split(text, depth)
        if len(pieces) > 1:
            return _filled(pieces, width)
    return [text]


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
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if len(lines[-1]) + len(piece) <= width:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    if max(map(len, lines)) > width:
        lines = [part for line in lines for part in _deeper(line, width)]
    return lines


def _deeper(line: str, width: int) -> list[str]:
    for depth in range(1, 5):
        pieces = _split(line, depth)
        if len(line) > width and len(pieces) > 1:
            filled = [pieces[0]]
            for piece in pieces[1:]:
                if len(filled[-1]) + len(piece) <= width:
                    filled[-1] += piece
                else:
                    filled.append(piece.lstrip())
            if max(map(len, filled)) <= width or depth == 4:
                return filled
    return [line]
