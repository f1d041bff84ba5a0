"""The author's own commands: collected from a document, expanded in its formulas.

`\\newcommand`, `\\renewcommand`, `\\providecommand`, `\\def`, `\\gdef`, `\\let`,
`\\DeclareMathOperator` and `\\DeclarePairedDelimiter` are read, with arguments and a default for
the first.  What a command expands to stands where the command was called.  Expansion is bounded,
so a command defined by itself ends in a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from derive.readers.latex.layout import KNOWN_MACROS
from derive.readers.latex.tokens import Token, tokenize

LONGEST = 20_000
"""Tokens that a fragment may expand to."""
DEEPEST = 40
"""Commands that may stand within each other's expansion."""


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command stands for."""

    body: str
    """LaTeX with `#1`, `#2`, … for the arguments."""
    parameters: int = 0
    default: str | None = None
    """Stands for the first argument where it is left out; then it is given in `[…]`."""


_HEAD = re.compile(
    r"""
    \\(?P<kind>(?:re)?newcommand|providecommand|DeclareMathOperator|DeclarePairedDelimiter
        |def|gdef|edef|xdef|let)(?![a-zA-Z])\*?\s*
    (?P<brace>\{)?\s*(?P<name>\\[a-zA-Z]+|\\[^a-zA-Z\s])\s*(?(brace)\})
    """,
    re.VERBOSE,
)
_COUNT = re.compile(r"\s*\[\s*(\d)\s*\]")
_DEFAULT = re.compile(r"\s*\[([^\]]*)\]")
_PARAMETERS = re.compile(r"\s*((?:\#\d)*)\s*(?=\{)")
_LET = re.compile(r"\s*=?\s*(\\[a-zA-Z]+|\\[^a-zA-Z\s]|[^\s\\{}])")


def _braced(text: str, at: int) -> tuple[str, int] | None:
    """Return the content of the braces that begin at `at`, blanks aside, and the place after."""
    start = at
    while start < len(text) and text[start].isspace():
        start += 1
    if start >= len(text) or text[start] != "{":
        return None
    depth, i = 0, start
    while i < len(text):
        if text[i] == "\\":
            i += 1
        elif text[i] == "{":
            depth += 1
        elif text[i] == "}":
            depth -= 1
            if not depth:
                return text[start + 1 : i], i + 1
        i += 1
    return None


def definitions(text: str) -> list[tuple[str, Macro, int, int]]:
    """Return each definition in a text: name, meaning, and where it begins and ends."""
    found = []
    at = 0
    while match := _HEAD.search(text, at):
        at = match.end()
        one = _definition(match, text)
        if one is not None:
            macro, at = one
            found.append((match["name"], macro, match.start(), at))
    return found


def _definition(match: re.Match[str], text: str) -> tuple[Macro, int] | None:
    kind, at = match["kind"], match.end()
    if kind == "let":
        meaning = _LET.match(text, at)
        return (Macro(meaning[1]), meaning.end()) if meaning else None
    count, default = 0, None
    if kind in ("def", "gdef", "edef", "xdef"):
        parameters = _PARAMETERS.match(text, at)
        if parameters is None:
            return None
        count, at = parameters[1].count("#"), parameters.end()
    elif number := _COUNT.match(text, at):
        count, at = int(number[1]), number.end()
        if optional := _DEFAULT.match(text, at):
            default, at = optional[1], optional.end()
    body = _braced(text, at)
    if body is None:
        return None
    if kind == "DeclarePairedDelimiter":
        closing = _braced(text, body[1])
        if closing is None:
            return None
        return Macro(f"\\left{body[0]} #1 \\right{closing[0]}", 1), closing[1]
    if kind == "DeclareMathOperator":
        return Macro(f"\\operatorname{{{body[0]}}}"), body[1]
    return Macro(body[0], count, default), body[1]


def collect_macros(text: str) -> dict[str, Macro]:
    """Return the commands that a text defines, by name with backslash; the last one counts.

    >>> collect_macros(r"\\newcommand{\\half}{\\frac12}")
    {'\\\\half': Macro(body='\\\\frac12', parameters=0, default=None)}
    """
    return {name: macro for name, macro, _, _ in definitions(text)}


_BUILT_IN = {name: Macro(body) for name, body in KNOWN_MACROS.items()}


@lru_cache(maxsize=1024)
def _tokens(body: str) -> tuple[Token, ...]:
    return tuple(tokenize(body)[0])


class ExpansionError(Exception):
    """A command expands to too much."""

    def __init__(self, name: str, start: int, end: int) -> None:
        super().__init__(name)
        self.name = name
        self.start = start
        self.end = end


def expand(tokens: list[Token], macros: Mapping[str, Macro]) -> list[Token]:
    """Replace commands by what they stand for; raise ExpansionError beyond the bounds."""
    known = {**_BUILT_IN, **macros} if macros else _BUILT_IN
    if not any(token.kind == "command" and token.text in known for token in tokens):
        return tokens
    return _expanded(tokens, known, 0, [0])


def _expanded(
    tokens: list[Token], known: Mapping[str, Macro], depth: int, spent: list[int]
) -> list[Token]:
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        macro = known.get(token.text) if token.kind == "command" else None
        i += 1
        if macro is None:
            out.append(token)
            continue
        arguments, i = _arguments(tokens, i, macro)
        end = max(token.end, tokens[i - 1].end)
        body = _filled(macro, arguments, token, end)
        spent[0] += len(body) + 1
        if depth >= DEEPEST or spent[0] > LONGEST:
            raise ExpansionError(token.text, token.start, token.end)
        out += _expanded(body, known, depth + 1, spent)
    return out


def _arguments(tokens: list[Token], i: int, macro: Macro) -> tuple[list[list[Token]], int]:
    """Take the arguments that follow a command."""
    arguments: list[list[Token]] = []
    if macro.default is not None:
        given = tokens[i] if i < len(tokens) else None
        close = _optional_end(tokens, i) if given and given[:2] == ("open", "[") else None
        if close is None:
            arguments.append(list(_tokens(macro.default)))
        else:
            arguments.append(tokens[i + 1 : close])
            i = close + 1
    while len(arguments) < macro.parameters and i < len(tokens):
        if tokens[i].kind == "}":
            break
        if tokens[i].kind != "{":
            arguments.append([tokens[i]])
            i += 1
            continue
        depth, j = 0, i
        while j < len(tokens):
            depth += (tokens[j].kind == "{") - (tokens[j].kind == "}")
            if not depth:
                break
            j += 1
        arguments.append(tokens[i + 1 : j])
        i = min(j + 1, len(tokens))
    return arguments, i


def _optional_end(tokens: list[Token], i: int) -> int | None:
    depth = 0
    for j in range(i + 1, len(tokens)):
        kind, text = tokens[j][:2]
        depth += (kind == "{") - (kind == "}")
        if not depth and kind == "close" and text == "]":
            return j
    return None


def _filled(macro: Macro, arguments: list[list[Token]], call: Token, end: int) -> list[Token]:
    """The body with its arguments; its own tokens stand where the command was called."""
    out: list[Token] = []
    for token in _tokens(macro.body):
        if token.kind == "param":
            which = int(token.text) - 1
            out += arguments[which] if which < len(arguments) else []
        elif "#" in token.text and token.kind in ("text", "word", "operator"):
            text = re.sub(
                r"#(\d)",
                lambda m: "".join(
                    t.text for t in (arguments[int(m[1]) - 1 : int(m[1])] or [[]])[0]
                ),
                token.text,
            )
            out.append(Token(token.kind, text, call.start, end, token.gap))
        else:
            out.append(Token(token.kind, token.text, call.start, end, token.gap))
    if out:
        out[0] = out[0]._replace(gap=max(call.gap, out[0].gap))
    return out
