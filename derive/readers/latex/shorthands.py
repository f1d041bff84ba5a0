r"""Commands of packages that stand for a longer spelling: `\dv{f}{x}`, `\pdv`, `\qty`, `\cancel`.

They are spelled out after the document's own macros, which may define the same names.  A command
keeps its place: whatever it becomes stands where it stood.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derive.readers.latex.tokens import Token

Spelled = list[Token]


@dataclass(slots=True)
class _Call:
    """One command with what follows it."""

    at: Token
    order: Spelled
    """The optional argument in brackets."""
    arguments: list[Spelled]

    def token(self, kind: str, text: str) -> Token:
        """A token at the place of the command."""
        return Token(kind, text, self.at.start, self.at.end)

    def braced(self, *parts: Spelled) -> Spelled:
        """Some tokens in braces."""
        return [self.token("{", "{"), *(t for part in parts for t in part), self.token("}", "}")]


def _derivative(sign: tuple[str, str]) -> Callable[[_Call], Spelled]:
    def spelled(call: _Call) -> Spelled:
        above, *by = call.arguments if len(call.arguments) > 1 else [[], *call.arguments]
        d = [call.token(*sign)]
        count = [call.token("number", str(len(by)))] if len(by) > 1 else call.order
        power = [call.token("^", "^"), *call.braced(count)] if count else []
        apart = call.at._replace(gap=1)
        above = _spaced(above, apart)
        below = [t for each in by for t in (*d, *_spaced(each, apart))] + (
            [] if len(by) > 1 else power
        )
        fraction = [call.token("command", "\\frac")]
        return [*fraction, *call.braced(d, power, above), *call.braced(below)]

    return spelled


def _wrapped(opening: str, closing: str) -> Callable[[_Call], Spelled]:
    def spelled(call: _Call) -> Spelled:
        inner = call.arguments[0] if call.arguments else []
        if not call.arguments:
            return [call.at]
        return [call.token("open", opening), *inner, call.token("close", closing)]

    return spelled


def _bare(call: _Call) -> Spelled:
    """What is struck out still stands there."""
    return call.arguments[0] if call.arguments else [call.at]


def _sign(text: str) -> Callable[[_Call], Spelled]:
    return lambda call: [call.token("command", text)]


COMMANDS: dict[str, tuple[int, Callable[[_Call], Spelled]]] = {
    "\\dv": (2, _derivative(("letter", "d"))),
    "\\odv": (2, _derivative(("letter", "d"))),
    "\\pdv": (3, _derivative(("command", "\\partial"))),
    "\\pderivative": (3, _derivative(("command", "\\partial"))),
    "\\derivative": (2, _derivative(("letter", "d"))),
    "\\grad": (0, _sign("\\nabla")),
    "\\vdot": (0, _sign("\\cdot")),
    "\\abs": (1, _wrapped("|", "|")),
    "\\norm": (1, _wrapped("\\|", "\\|")),
    "\\cancel": (1, _bare),
    "\\bcancel": (1, _bare),
    "\\xcancel": (1, _bare),
}
"""Command → how many arguments in braces it takes at most, and what it stands for."""

DROPPED = frozenset({"\\qty", "\\quantity"})
"""Commands that only size the bracket after them."""


def spelled_out(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the commands of packages spelled out."""
    if not any(token.text in COMMANDS or token.text in DROPPED for token in tokens):
        return tokens
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind == "command" and token.text in COMMANDS:
            call, i = _called(tokens, i, COMMANDS[token.text][0])
            found += _spaced(COMMANDS[token.text][1](call), token)
            continue
        if not (token.kind == "command" and token.text in DROPPED):
            found.append(token)
        i += 1
    return found


def _called(tokens: list[Token], i: int, most: int) -> tuple[_Call, int]:
    call = _Call(tokens[i], [], [])
    i += 1
    if most and i < len(tokens) and tokens[i][:2] == ("open", "["):
        end = _end(tokens, i, ("open", "["), ("close", "]"))
        if end is not None:
            call.order, i = tokens[i + 1 : end], end + 1
    while len(call.arguments) < most and i < len(tokens) and tokens[i].kind == "{":
        end = _end(tokens, i, ("{",), ("}",))
        if end is None:
            break
        call.arguments.append(spelled_out(tokens[i + 1 : end]))
        i = end + 1
    return call, i


def _end(
    tokens: list[Token], i: int, opening: tuple[str, ...], closing: tuple[str, ...]
) -> int | None:
    depth = 0
    for j in range(i, len(tokens)):
        depth += (tokens[j][: len(opening)] == opening) - (tokens[j][: len(closing)] == closing)
        if not depth:
            return j
    return None


def _spaced(spelled: Spelled, before: Token) -> Spelled:
    return [spelled[0]._replace(gap=before.gap), *spelled[1:]] if spelled else spelled
