"""The commands that an author defines: `\\newcommand`, `\\def`, `\\DeclareMathOperator`, `\\let`.

Nothing is expanded here; definitions are taken out of the text and kept.
"""

from __future__ import annotations

import re

from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.fragment import Macro

DEFINING = re.compile(
    r"\\(?:(?P<new>(?:re)?newcommand|providecommand|DeclareRobustCommand|"
    r"(?P<operator>DeclareMathOperator))\*?\s*(?:\{\s*(?P<braced>\\(?:[A-Za-z@]+|.))\s*\}|(?P<bare>\\(?:[A-Za-z@]+|.)))"
    r"\s*(?:\[(?P<count>\d)\])?\s*(?:\[(?P<default>[^\]\[]*)\])?"
    r"|(?:[gex]?def)\s*(?P<def>\\(?:[A-Za-z@]+|.))(?P<parameters>(?:#\d)*)"
    r"|let\s*(?P<let>\\[A-Za-z@]+)\s*=?\s*(?P<target>\\[A-Za-z@]+))"
)
_BODY = re.compile(r"\s*(?:\{|(?P<single>\\[A-Za-z]+|[^\s{}\\]))")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def definitions(excerpt: Excerpt) -> list[tuple[int, int, Macro]]:
    """Each definition in a text: where it starts and ends, and what it says."""
    if "\\" not in excerpt.text:
        return []
    found: list[tuple[int, int, Macro]] = []
    braces: dict[int, int] | None = None
    at = 0
    while (match := DEFINING.search(excerpt.text, at)) is not None:
        at = match.end()
        if braces is None:
            braces = _braces(excerpt.text)
        body = _body(excerpt.text, match, braces)
        if body is None:
            continue
        start, inner, inner_end, at = match.start(), *body
        name = match["braced"] or match["bare"] or match["def"] or match["let"]
        count = int(match["count"] or 0) or len(match["parameters"] or "") // 2
        found.append(
            (
                start,
                at,
                Macro(
                    name,
                    excerpt.cut(inner, inner_end),
                    count,
                    match["default"],
                    excerpt.origin[start],
                    match["operator"] is not None,
                ),
            )
        )
    return found


def _body(text: str, match: re.Match[str], braces: dict[int, int]) -> tuple[int, int, int] | None:
    """Start and end of what a macro stands for, and where its definition ends."""
    if match["let"]:
        return *match.span("target"), match.end()
    opening = _BODY.match(text, match.end())
    if opening is None:
        return None
    if opening["single"]:
        return *opening.span("single"), opening.end()
    close = braces.get(opening.end() - 1)
    return None if close is None else (opening.end(), close, close + 1)


def _braces(text: str) -> dict[int, int]:
    """Where each group opens → where it closes."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            found[opened.pop()] = match.start()
    return found


def closing_brace(text: str, at: int, limit: int) -> int | None:
    """Where the group that was opened just before an index closes."""
    depth = 1
    for match in _BRACE.finditer(text, at, min(len(text), at + limit)):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                return match.start()
    return None
