"""Slips of the pen in LaTeX: a formula's text with one thing changed."""

import re
from collections.abc import Iterator

_BINARY = re.compile(r"(?<=[\w)}\]] )([+-])(?= )")
_RELATION = re.compile(r"=|\\leftarrow")
_INDEX = re.compile(r"_(?:\{([ijk12])\}|([ijk12])(?!\w))")
_PAIR = re.compile(r"_\{([a-z])([a-z])\}")
_OTHER = {"i": "j", "j": "i", "k": "j", "1": "2", "2": "1"}
_TRANSPOSE = re.compile(r"\^\\top|\^\{\\top\}|\^T(?!\w)|\^\{T\}")
_POWER = re.compile(r"\^2(?!\w)|\^\{2\}")
_PRIME = re.compile(r"(?<=[\w)}])'")
_EXPONENT = re.compile(r"(e\^\{|\\exp *\( *)-")
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_DIFFERENTIAL = re.compile(r"\\partial|^\s*d(?:\s|\w\b|$)")
_LIMIT = re.compile(r"\^\{?([A-Z])\}?(?![\w^])")
_START = re.compile(r"(?<=_\{)([a-z]) *= *1(?=\})")
_NAME = re.compile(r"(?<![\w\\{^_])([a-z])(?![\w}]|\()")
_BRACKET = re.compile(r"\(([^()]*?) ([+-]) ([^()]*)\)")
_TERM = re.compile(r"(?<=[\w)}\]]) [+-] [^+\-=()&,]*?(?= [+-] | \\\\|,|$)")
_COMMAND = re.compile(r"\\[a-zA-Z]+$")


def slips(text: str) -> Iterator[tuple[str, str]]:
    """Every slip with its kind, of those that leave the braces in pairs."""
    seen = {text}
    for kind, changed in _slips(text):
        if changed not in seen and changed.count("{") == changed.count("}"):
            seen.add(changed)
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
    for match in _PAIR.finditer(text):
        yield "indices swapped", _put(text, match, f"_{{{match[2]}{match[1]}}}")
    for match in _TRANSPOSE.finditer(text):
        yield "transpose", _put(text, match, "")
    for match in _POWER.finditer(text):
        yield "exponent", _put(text, match, "^3")
        yield "no square", _put(text, match, "")
    for match in _PRIME.finditer(text):
        yield "no prime", _put(text, match, "")
    for match in _EXPONENT.finditer(text):
        yield "sign in an exponent", _put(text, match, match[1])
    yield from _fractions(text)
    for match in _LIMIT.finditer(text):
        if re.search(r"\\(sum|prod)(_\{[^{}]*\}|_\w)?$", text[: match.start()]):
            yield "upper limit", _put(text, match, f"^{{{match[1]}-1}}")
    for match in _START.finditer(text):
        yield "lower limit", _put(text, match, f"{match[1]}=2")
    for match in _BRACKET.finditer(text):
        if not text[: match.start()].endswith((r"\bigl", r"\left")):
            opening = " " if _COMMAND.search(text[: match.start()]) else ""
            yield "bracket", _put(text, match, f"{opening}{match[1]} {match[2]} ({match[3]})")
    for match in _TERM.finditer(text):
        before = text[: match.start()]
        if before.count("(") == before.count(")") and not _depth(before):
            yield "term", _put(text, match, "")
    yield from _swaps(text)


def _fractions(text: str) -> Iterator[tuple[str, str]]:
    for match in _FRACTION.finditer(text):
        if _DIFFERENTIAL.search(match[1]) or _DIFFERENTIAL.search(match[2]):
            continue
        if match[1] != match[2]:
            yield "fraction", _put(text, match, f"\\frac{{{match[2]}}}{{{match[1]}}}")
        if match[1] == "1" and text[match.end() :].strip():
            yield "factor dropped", _put(text, match, "")


def _swaps(text: str) -> Iterator[tuple[str, str]]:
    """One letter for another that occurs as well."""
    letters = list(dict.fromkeys(m[1] for m in _NAME.finditer(text) if m[1] not in "dei"))
    for match in _NAME.finditer(text):
        others = [each for each in letters if each != match[1]]
        if match[1] in letters and others:
            yield "another letter", _put(text, match, others[0])


def _depth(text: str) -> int:
    return text.count("{") - text.count("}")


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]
