"""Notebooks: the Markdown cells of an `.ipynb` file, each character with its place in the file.

The JSON is walked token by token instead of loaded, for its strings have to keep their places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources.excerpt import Excerpt, joined, replaced, whole
from derive.readers.sources.page import Page

_TOKEN = re.compile(
    r'"(?P<string>(?:[^"\\]|\\.)*)"|(?P<sign>[{}\[\]:,])|[^\s{}\[\]:,"]+', re.DOTALL
)
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "�", "f": " "}
_READ = frozenset({"markdown", "raw"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds text."""

    number: int
    """Counted from 1, code cells included."""
    text: Excerpt


@dataclass(slots=True)
class _Frame:
    """One object or list that is open."""

    is_list: bool
    name: str
    """The key under which it stands, or that of the list that it stands in."""
    key: str = ""
    """The key last met in an object."""
    is_key: bool = True
    kind: str = ""
    source: list[Excerpt] = field(default_factory=list)


def cells(page: Page, found: list[Diagnostic]) -> list[Cell]:
    """The text cells of a notebook, in order."""
    result: list[Cell] = []
    stack: list[_Frame] = []
    number = 0
    for match in _TOKEN.finditer(page.text):
        sign = match["sign"]
        top = stack[-1] if stack else None
        if sign in ("{", "["):
            name = "" if top is None else top.name if top.is_list else top.key
            stack.append(_Frame(sign == "[", name))
        elif sign in ("}", "]"):
            if top is None or top.is_list != (sign == "]"):
                return _broken(page, match.start(), found, result)
            stack.pop()
            if sign == "}" and _is_cell(stack):
                number += 1
                if top.kind in _READ:
                    text = joined(page, top.source, match.start())
                    result.append(Cell(number, text))
        elif top is not None and not top.is_list and sign in (",", ":"):
            top.is_key = sign == ","
        elif match["string"] is not None and top is not None:
            _string(page, match, top, stack)
    if stack or "{" not in page.text:
        return _broken(page, len(page.text), found, result)
    return result


def _is_cell(stack: list[_Frame]) -> bool:
    """Whether an object directly in a list called `cells` has just been closed."""
    return len(stack) >= 2 and stack[-1].is_list and stack[-1].name == "cells"


def _string(page: Page, match: re.Match[str], top: _Frame, stack: list[_Frame]) -> None:
    if not top.is_list and top.is_key:
        top.key = match["string"]
    elif not top.is_list and top.key == "cell_type":
        top.kind = match["string"]
    elif not top.is_list and top.key == "source" and _is_cell(stack[:-1]):
        top.source.append(_decoded(page, match))
    elif top.is_list and top.name == "source" and _is_cell(stack[:-2]):
        stack[-2].source.append(_decoded(page, match))


def _decoded(page: Page, match: re.Match[str]) -> Excerpt:
    literal = whole(page).cut(*match.span("string"))
    if "\\" not in literal.text:
        return literal
    return replaced(
        literal, [(*m.span(), _character(m[0])) for m in _ESCAPE.finditer(literal.text)]
    )


def _character(escape: str) -> str:
    if len(escape) == 12:
        try:
            high, low = int(escape[2:6], 16), int(escape[8:12], 16)
        except ValueError:
            return "�"
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    if len(escape) == 6:
        code = int(escape[2:], 16)
        return "�" if code < 4 or 0xD800 <= code < 0xE000 else chr(code)
    return _SIMPLE.get(escape[1], escape[1])


def _broken(page: Page, at: int, found: list[Diagnostic], result: list[Cell]) -> list[Cell]:
    found.append(
        Diagnostic(
            "broken-notebook",
            "this is no whole notebook: its JSON ends or breaks here",
            page.place(at, at + 1),
            "save it again from Jupyter",
            level="warning",
        )
    )
    return result
