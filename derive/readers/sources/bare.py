"""Formulas that lost their delimiters, as in text copied from a rendered page.

A line that is nothing but LaTeX, with a relation and a command, is a display.  In a document
without any delimiter at all, scripts (`w_1`) do as well as commands, and a formula that ends a
line of prose ("Since z = w_1 x_1 + b") or stands before ", we have" is inline.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator

from derive.readers.sources.blocks import CODE, PREFIX
from derive.readers.sources.finding import Found, Scanned

_LINE = re.compile(r"[^\n]+")
_RELATION = re.compile(
    r":?=|[<>≤≥≈≠∈∝←]|\\(?:leq?|geq?|neq?|approx|propto|sim|equiv|in|leftarrow|gets|coloneqq|"
    r"triangleq|le|ll|gg)\b"
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_CALL = re.compile(r"\\[A-Za-z]+(?:\{[A-Za-z]+\})?\([^()]*\)$")
_SCRIPT = re.compile(r"[A-Za-z)}][_^](?:\{|[A-Za-z0-9])")
_BRACKETS = re.compile(
    r"^[ \t]*\[[ \t\r]*\n(?P<formula>(?:[^\n]*\n){1,40}?)[ \t]*\][ \t\r]*$"
    r"|^[ \t]*\[ (?P<line>[^\[\]\n]+) \][ \t\r]*$",
    re.MULTILINE,
)
_TEXT = re.compile(
    r"\\(?:text\w*|mathrm|mathbf|mathit|operatorname|mbox|tag|label)\*?\s*\{[^{}]*\}"
)
_TOKEN = re.compile(
    r"\\[A-Za-z]+|\\[\\{},;:!|#% ]|\\$|[A-Za-z]+|\d+(?:\.\d+)?"
    r"|[_^{}()\[\]=+\-*/<>|.,:;!'&~∂∇·×≤≥≈≠∈∝←\s]|[α-ωΑ-Ω𝐀-𝟿]"
)
_FUNCTIONS = frozenset({"log", "ln", "exp", "sin", "cos", "tan", "tanh", "max", "min", "det", "tr"})
_BROKEN_OFF = re.compile(r"[=+\-*/(\[{,&^_]\s*$|\\(?:cdot|times|left|right|frac|sum)\s*$")
_STARTER = (
    r"(?:since|as|because|where|with|when|if|so|then|thus|hence|let|for|we have|we get|given)"
)
_IN_SENTENCE = re.compile(
    rf"^(?P<lead>.*\b{_STARTER}\s*:?\s+|.*:\s+)(?P<formula>[^:]*?\S)"
    r"(?P<rest>[.,]?(?:\s*,\s*we (?:have|get).*)?)$",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"(?<![\\A-Za-z_^])[A-Za-z]{2,}\s+[A-Za-z]{2,}(?![A-Za-z_^(])")


def bare_formulas(scanned: Scanned) -> Iterator[Found]:
    """The formulas in what the other recognisers left alone."""
    taken = sorted((f.start, f.end) for f in scanned.found if f.kind != "heading")
    delimited = any(f.kind in ("inline", "display") for f in scanned.found)
    at = 0
    lone = False
    for found in _bracketed(scanned, taken):
        insort(taken, (found.start, found.end))
        yield found
    for match in _LINE.finditer(scanned.body):
        start, end = match.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        line = match[0]
        if CODE in line or (at < len(taken) and taken[at][0] < end):
            continue
        if "\\" not in line and (delimited or not _SCRIPT.search(line)):
            continue
        inner = start + len(line) - len(line.lstrip(f" \t\r{PREFIX}"))
        inner_end = start + len(line.rstrip())
        text = scanned.body[inner:inner_end]
        if is_bare(text, lone or not delimited):
            lone = True
            yield Found("display", inner, inner_end, inner, inner_end, "bare")
        elif not delimited:
            yield from _in_sentence(text, inner)


def _bracketed(scanned: Scanned, taken: list[tuple[int, int]]) -> Iterator[Found]:
    """Displays between lone brackets: `\\[` and `\\]` that lost their backslashes."""
    for match in _BRACKETS.finditer(scanned.body):
        name = "formula" if match["formula"] is not None else "line"
        (start, end), content = match.span(name), match[name]
        index = bisect_left(taken, (match.start(), 0))
        free = index == len(taken) or taken[index][0] >= match.end()
        if free and CODE not in content and _COMMAND.search(content):
            lines = [line for line in content.split("\n") if line.strip()]
            if all(_is_latex(line) for line in lines):
                yield Found("display", *match.span(), start, end, "bare")


def is_bare(text: str, plain: bool) -> bool:
    """Whether a line is nothing but LaTeX: a relation, a command, no word of prose.

    Where all formulas stand bare, a script tells as well as a command that it is one, and a value
    such as `\\mathcal{L}(a, y)` is shown without a relation.
    """
    if len(text) > 2_000 or not (_RELATION.search(text) or (plain and _CALL.match(text))):
        return False
    if not (_COMMAND.search(text) or (plain and _SCRIPT.search(text))):
        return False
    return _is_latex(text) and text.count("{") == text.count("}")


def _is_latex(text: str) -> bool:
    """Whether a text holds nothing but signs, commands and short names."""
    rest = _TEXT.sub(" ", text)
    at = 0
    while at < len(rest):
        token = _TOKEN.match(rest, at)
        if token is None:
            return False
        if _is_word(token[0]):
            return False
        at = token.end()
    return True


def _is_word(token: str) -> bool:
    """Whether a run of letters is prose; variables stand side by side in threes at most."""
    return token.isalpha() and len(token) > 3 and token not in _FUNCTIONS


def _in_sentence(text: str, start: int) -> Iterator[Found]:
    match = _IN_SENTENCE.match(text[:2_000])
    if match is None or _BROKEN_OFF.search(match["formula"]):
        return
    if not is_bare(match["formula"], plain=True) or _is_english(match["formula"]):
        return
    inner, end = (start + edge for edge in match.span("formula"))
    yield Found("inline", inner, end, inner, end, "bare")


def _is_english(formula: str) -> bool:
    """Whether two short words of prose stand next to each other: `it is = …`."""
    return (
        re.search(r"(?<![\\A-Za-z_^])[A-Za-z]{2,}\s+[A-Za-z]{2,}(?![A-Za-z_^(])", formula)
        is not None
    )
