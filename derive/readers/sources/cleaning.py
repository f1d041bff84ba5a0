"""From a formula as it stands in its document to the formula that its author meant to write.

Covered prefixes are left out, HTML entities undone, backslashes that were doubled for Markdown
made single, TeX comments taken out and kept when they are marks, macro definitions taken out.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources.blocks import PREFIX
from derive.readers.sources.excerpt import Excerpt, replaced, without
from derive.readers.sources.finding import Found, Scanned
from derive.readers.sources.fragment import Macro, Mark
from derive.readers.sources.images import IMAGE, address_decoded
from derive.readers.sources.macros import definitions
from derive.readers.sources.marks import mark

_ENTITY = re.compile(
    r"&(?:lt|gt|amp|quot|apos|nbsp|le|ge|ne|minus|times|#\d{1,6}|#x[0-9A-Fa-f]{1,5});"
)
_COVERED = re.compile(rf"[{PREFIX}\r]+")
_COMMENT = re.compile(r"(?P<escape>\\.)|%(?P<words>[^\n]*)(?P<newline>\n?)", re.DOTALL)
_ROW_END = re.compile(r"\\\\(?:[ \t]*\[[^\]\n]{0,40}\])?$")
_HALVED = re.compile(r"\\\\[\\{}_]")
_DOUBLED = re.compile(r"\\\\(?P<row>\\\\)|\\\\(?P<command>[{}|,;:!#%&$])|\\{1,2}(?P<sign>[_*])")
_DOUBLED_ALL = re.compile(
    r"\\\\(?P<row>\\\\)|\\\\(?P<command>[A-Za-z]+|[{}|,;:!#%&$])|\\{1,2}(?P<sign>[_*])"
)
_DOUBLED_COMMAND = re.compile(
    r"(?<!\\)\\\\(?:frac|sum|prod|partial|nabla|alpha|beta|gamma|delta|theta|sigma|lambda|omega|"
    r"left|right|math[a-z]+|text|cdot|times|hat|sqrt|log|exp|begin|end)(?![A-Za-z])"
)
_ESCAPED = re.compile(
    r"(?P<slashes>\\{1,2})(?=[_*])|\\\\"
    r"|\\(?:text\w*|mathrm|mathtt|operatorname\*?|label|tag)\s*\{[^{}]*\}"
)
_OPENED = re.compile(r"\\begin\s*\{[A-Za-z]+\*?\}(?:\{[^{}]*\})?$")
_VISIBLE = re.compile(r"\S")
_LONGEST_ROW = 4_000


@dataclass(slots=True)
class Cleaned:
    """A formula ready for the tokeniser, and what was taken out of it."""

    math: Excerpt
    marks: list[Mark] = field(default_factory=list)
    macros: list[Macro] = field(default_factory=list)


def content(scanned: Scanned, start: int, end: int) -> Excerpt:
    """The text between two indices without the prefixes of quotes and carriage returns."""
    text = scanned.excerpt.cut(start, end)
    spans = (match.span() for match in _COVERED.finditer(scanned.body[start:end]))
    return without(text, spans)


def cleaned(scanned: Scanned, found: Found, diagnostics: list[Diagnostic]) -> Cleaned:
    """The formula of one find."""
    result = Cleaned(content(scanned, found.inner, found.inner_end))
    if scanned.markdown and found.delimiter != "math":
        result.math = _entities(result.math)
        if found.delimiter == IMAGE:
            result.math = address_decoded(result.math)
        result.math = _escapes(result.math, found.delimiter)
        if _in_table(scanned.body, found):
            bars = re.finditer(r"\\(?=\|)", result.math.text)
            result.math = without(result.math, [bar.span() for bar in bars])
    _comments(result, found, diagnostics)
    defined = definitions(result.math)
    if defined:
        result.macros = [macro for _, _, macro in defined]
        spans = [(start, end) for start, end, _ in defined]
        result.math = without(result.math, spans)
        result.marks = [replace(each, at=_moved(each.at, spans)) for each in result.marks]
    return result


def _in_table(body: str, found: Found) -> bool:
    """Whether a formula stands in a row of a table, where every bar has to be escaped."""
    if found.kind != "inline":
        return False
    line = body[body.rfind("\n", max(0, found.start - 2_000), found.start) + 1 : found.start]
    return line.lstrip().startswith("|")


def _moved(at: int, spans: list[tuple[int, int]]) -> int:
    """An index after spans before it were taken out."""
    return at - sum(min(end, at) - start for start, end in spans if start < at)


def _entities(math: Excerpt) -> Excerpt:
    if "&" not in math.text:
        return math
    matches = _ENTITY.finditer(math.text)
    return replaced(math, [(*match.span(), html.unescape(match[0])) for match in matches])


def _escapes(math: Excerpt, delimiter: str) -> Excerpt:
    """Undo what an author wrote for the sake of Markdown.

    Between two-backslash brackets Markdown halves every backslash before a sign, and authors who
    know it write four for a new row there.  A command right behind two backslashes tells that all
    of a formula was written so.  Elsewhere only an escaped `_` or `*` is left over from Markdown:
    outside of text neither means anything in mathematics.
    """
    text = math.text
    kramdown = delimiter.startswith("\\\\") and _HALVED.search(text) is not None
    if kramdown or _DOUBLED_COMMAND.search(text):
        kept = [
            (m, m["row"] or (m["command"] and "\\" + m["command"]) or m["sign"])
            for m in (_DOUBLED if kramdown else _DOUBLED_ALL).finditer(text)
        ]
        return replaced(math, [(*match.span(), meant) for match, meant in kept])
    spans = [m.span("slashes") for m in _ESCAPED.finditer(text) if m["slashes"]]
    return without(math, spans)


def _comments(result: Cleaned, found: Found, diagnostics: list[Diagnostic]) -> None:
    """Take out TeX comments; inside a line of prose a `%` is left for the tokeniser to refuse."""
    math = result.math
    if "%" not in math.text:
        return
    spans: list[tuple[int, int]] = []
    length, tail, at = 0, "", 0
    for match in _COMMENT.finditer(math.text):
        if match["escape"] or (found.kind == "inline" and not match["newline"]):
            continue
        start, end = match.start(), match.end("words")
        length += start - at
        tail = (tail + math.text[at:start])[-_LONGEST_ROW:]
        at = end
        row = length - len(tail) + len(_row(tail))
        said = mark(math.cut(match.start("words"), end), row, diagnostics)
        if said is not None:
            result.marks.append(said)
        spans.append((start, end))
    result.math = without(math, spans)
    result.marks = [replace(each, at=_in_row(result.math.text, each.at)) for each in result.marks]


def _row(text: str) -> str:
    """A row without its end, so that a comment after `\\\\` belongs to the row before it."""
    text = text.rstrip()
    end = _ROW_END.search(text, max(0, len(text) - 60))
    return text[: end.start()].rstrip() if end else text


def _in_row(text: str, at: int) -> int:
    """An index in the first row, for a comment that stands before it on a line of its own."""
    before = text[max(0, at - 60) : at]
    if before.strip() and not _OPENED.search(before):
        return at
    following = _VISIBLE.search(text, at)
    return following.end() if following else at
