"""Slips of the pen in LaTeX: a formula's text with one thing changed."""

import re
from collections.abc import Iterator

_BINARY = re.compile(r"(?<=[\w)}\]] )([+-])(?= )")
_RELATION = re.compile(r"=|\\leftarrow")
_INDEX = re.compile(r"_(?:\{([ijk12])\}|([ijk12])(?!\w))")
_OTHER = {"i": "j", "j": "i", "k": "j", "1": "2", "2": "1"}
_TRANSPOSE = re.compile(r"\^\\top")
_POWER = re.compile(r"\^2(?!\w)|\^\{2\}")
_BRACKET = re.compile(r"\(([^()]*?) ([+-]) ([^()]*)\)")
_TERM = re.compile(r"(?<=[\w)}\]]) [+-] [^+\-=()&,]*?(?= [+-] | \\\\|,|$)")


def slips(text: str) -> Iterator[tuple[str, str]]:
    """Every slip with its kind, of those that leave the braces in pairs."""
    for kind, changed in _slips(text):
        if changed.count("{") == changed.count("}"):
            yield kind, changed


def _slips(text: str) -> Iterator[tuple[str, str]]:
    for match in _BINARY.finditer(text):
        yield "sign", _put(text, match, "-" if match[1] == "+" else "+")
    relations = [m for m in _RELATION.finditer(text) if not _depth(text[: m.start()])]
    if relations:
        after = text[relations[-1].end() :]
        before = text[: relations[-1].end()]
        if relations[-1][0] == "=" and after.strip():
            yield "factor", f"{before} 2 \\cdot {after.lstrip()}"
            yield "sign", f"{before} - {after.lstrip()}"
    for match in _INDEX.finditer(text):
        letter = match[1] or match[2]
        yield "index", _put(text, match, "_" + _OTHER[letter])
    for match in _TRANSPOSE.finditer(text):
        yield "transpose", _put(text, match, "")
    for match in _POWER.finditer(text):
        yield "exponent", _put(text, match, "^3")
    for match in _BRACKET.finditer(text):
        if not text[: match.start()].endswith((r"\bigl", r"\left")):
            yield "bracket", _put(text, match, f"{match[1]} {match[2]} ({match[3]})")
    for match in _TERM.finditer(text):
        before = text[: match.start()]
        if before.count("(") == before.count(")") and not _depth(before):
            yield "term", _put(text, match, "")


def _depth(text: str) -> int:
    return text.count("{") - text.count("}")


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]
