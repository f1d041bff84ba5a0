"""Tokens of the plain notation: numbers, names and signs, each with its place.

Signs that people paste from typeset text (−, ·, ≤, π) stand for their ASCII forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

from derive.ground.diagnostic import DeriveError, Diagnostic
from derive.ground.place import Place

Kind = Literal["number", "name", "sign", "end"]

LONGEST_TEXT = 100_000
"""Characters of one formula; more is refused rather than attempted."""

LONGEST_QUOTE = 200
"""Characters of a line that a message still quotes."""

_SAME_AS = {
    "−": "-",
    "·": "*",
    "⋅": "*",
    "×": "*",
    "^": "**",
    "==": "=",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "→": "->",
    "∈": "in",
    "∞": "oo",
    "π": "pi",
}

_KINDS: dict[str, Kind] = {"number": "number", "name": "name", "sign": "sign", "dots": "sign"}
_PATTERN = re.compile(
    r"""\s*(?:
      (?P<dots>\.\.)
    | (?P<number>(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<name>π|∞|(?:(?!π)[^\W\d])\w*'*)
    | (?P<sign>\*\*|==|!=|<=|>=|->|[-+*/^=<>()\[\]{},:−·⋅×≤≥≠→∈])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of text with what it is."""

    kind: Kind
    text: str
    """The piece in its ASCII form; as the source has it, see `Source.shown`."""
    start: int
    end: int

    @property
    def starts_value(self) -> bool:
        """Whether a number, a name or a bracket begins here."""
        return self.kind in ("number", "name") or self.text == "("

    @property
    def ends_value(self) -> bool:
        """Whether a number, a name or a bracket ends here."""
        return self.kind in ("number", "name") or self.text in (")", "]")


@dataclass(frozen=True, slots=True)
class Source:
    """The text that is read and the name it goes by in messages."""

    text: str
    file: str = "<argument>"

    def place(self, start: int, end: int) -> Place:
        """Where a stretch of the text stands."""
        line, column = self._position(start)
        end_line, end_column = self._position(end)
        return Place(self.file, line, column, end_line, end_column)

    def _position(self, offset: int) -> tuple[int, int]:
        before = self.text[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")

    def shown(self, token: Token) -> str:
        """A token as a message names it."""
        return "the end" if token.kind == "end" else f"`{self.text[token.start : token.end]}`"

    def tokens(self) -> list[Token]:
        """All tokens in order, an `end` token last."""
        return _tokens(self)

    def error(
        self,
        code: str,
        message: str,
        first: Token,
        last: Token | None = None,
        *,
        help: str | None = None,
    ) -> DeriveError:
        """The error for a stretch from one token to another."""
        return self.error_at(code, message, first.start, (last or first).end, help)

    def error_at(
        self, code: str, message: str, start: int, end: int, help: str | None
    ) -> DeriveError:
        """The error for a stretch of the text, which is quoted if it is not too long."""
        place = self.place(start, end)
        line = self.text.split("\n")[place.line - 1]
        shown = line if len(line) <= LONGEST_QUOTE else None
        return DeriveError(Diagnostic(code, message, place, help, shown))


def _tokens(source: Source) -> list[Token]:
    text = source.text
    if len(text) > LONGEST_TEXT:
        raise source.error_at(
            "too-large",
            f"this formula has {len(text)} characters; at most {LONGEST_TEXT} are read",
            0,
            0,
            "name its parts with definitions",
        )
    found: list[Token] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _PATTERN.match(text, position)
        if match is None:
            raise _unreadable(source, position)
        kind, piece = str(match.lastgroup), match[match.lastgroup or 0]
        plain = _SAME_AS.get(piece, piece)
        token = Token(_KINDS[kind], plain, match.end() - len(piece), match.end())
        _refuse_two_readings(source, token, found[-1] if found else None)
        found.append(token)
        position = match.end()
    found.append(Token("end", "", end, end))
    return found


def _refuse_two_readings(source: Source, token: Token, before: Token | None) -> None:
    """Raised letters and digits in a name, and `!=` that touches what stands before it."""
    piece = source.text[token.start : token.end]
    if token.kind == "name":
        for offset, character in enumerate(piece):
            if category(character) in _RAISED_OR_LOWERED:
                at = token.start + offset
                raise source.error_at(
                    "ambiguous-notation",
                    f"{character!r} in {piece} may be a power, an index or part of the name",
                    at,
                    at + 1,
                    "write x**2 for a power, w[1] for an index, w_1 for a name",
                )
    if piece == "!=" and before is not None and before.ends_value and before.end == token.start:
        left = source.text[before.start : before.end]
        raise source.error(
            "ambiguous-notation",
            f"{left}!= can be read as `{left} ≠` and as `{left}! =`",
            before,
            token,
            help=f"write `{left} != …` with a space before the sign, or factorial({left}) = …",
        )


_RAISED_OR_LOWERED = frozenset({"No", "Lm"})


def _unreadable(source: Source, position: int) -> DeriveError:
    text = source.text
    while text[position].isspace():
        position += 1
    character = text[position]
    advice = {
        "\\": "this is plain notation: write sqrt(x), alpha, x[i] without backslashes",
        "|": "write abs(x) for an absolute value",
        "&": "write And(…, …) for several conditions",
        "!": "write factorial(n) for n!",
        "%": "write x/100 for a percentage",
        "√": "write sqrt(x)",
    }.get(character, "formulas are made of names, numbers and + - * / ** ( ) [ ] , = != < <= > >=")
    message = f"{character!r} means nothing in plain notation"
    return source.error_at("syntax", message, position, position + 1, advice)
