"""LaTeX documents: from `\\begin{document}` on, comments and verbatim text left out.

Nothing is expanded or included; definitions of macros are collected wherever they stand.  A comment
`% derive: let x : real` states something, and comments right below it go on with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from derive.readers.sources import delimiters
from derive.readers.sources.blocks import CODE, COMMENT, covered
from derive.readers.sources.excerpt import Excerpt, without
from derive.readers.sources.finding import Found, Scanned
from derive.readers.sources.fragment import Macro
from derive.readers.sources.macros import closing_brace, definitions
from derive.readers.sources.scanner import LONGEST_DISPLAY, Recogniser, Scanner

OPENINGS = re.compile(
    r"\\begin\s*\{|\\[(\[]|\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\b|\\.|\$+",
    re.DOTALL,
)

_VERBATIM = (
    "verbatim", "Verbatim", "lstlisting", "minted", "comment", "tikzpicture", "filecontents",
    "alltt", "thebibliography",
)  # fmt: skip
_UNREAD = re.compile(
    r"\\(?P<verb>verb\*?|lstinline)(?P<sign>[^A-Za-z\s*\\{])"
    rf"|\\begin\s*\{{(?P<name>(?:{'|'.join(_VERBATIM)})\*?)\}}"
    r"|(?P<off>\\iffalse)(?![A-Za-z])|\\.|(?P<comment>%[^\n]*)",
    re.DOTALL,
)
_LEVELS = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 7,
}
_SECTION = re.compile(r"\\([a-z]+)\*?\s*(?:\[[^\]\n]*\])?\s*\{")
_SIDE = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_LONGEST_TITLE = 400
_STATEMENT = re.compile(r"(?<!%)%+[ \t]*derive[ \t]*:[ \t]*")
_MORE = re.compile(r"\n[ \t]*%+(?![ \t]*derive[ \t]*:)")


def scan_tex(excerpt: Excerpt) -> tuple[Scanned, list[Macro]]:
    """Where everything stands in a LaTeX document, and the macros that it defines."""
    body = _covered(excerpt.text)
    macros, spans = _macros(excerpt, body)
    body = _hide(body, spans)
    body = _outside_document(body)
    scanned = Scanned(excerpt, body, markdown=False)
    Scanner(scanned).run(OPENINGS, TABLE)
    _abbreviated(scanned, macros)
    _statements(scanned)
    scanned.found.sort(key=lambda each: (each.start, each.end))
    return scanned, macros


def _covered(text: str) -> str:
    """The text with comments and verbatim parts covered."""
    parts: list[str] = []
    at = 0
    while (match := _UNREAD.search(text, at)) is not None:
        parts.append(text[at : match.start()])
        at = match.end()
        if match["comment"]:
            parts.append(covered(match[0], COMMENT))
            continue
        if match["verb"]:
            close = text.find(match["sign"], at)
            line_end = text.find("\n", at)
            close = -1 if 0 <= line_end < close else close
            size = len(match["sign"])
        elif match["name"] or match["off"]:
            ending = f"\\end{{{match['name']}}}" if match["name"] else "\\fi"
            close, size = text.find(ending, at), len(ending)
        else:
            parts.append(match[0])
            continue
        at = len(text) if close < 0 and match["name"] else max(at, close + size)
        parts.append(covered(text[match.start() : at], CODE))
    parts.append(text[at:])
    return "".join(parts)


def _macros(excerpt: Excerpt, body: str) -> tuple[list[Macro], list[tuple[int, int]]]:
    visible = Excerpt(excerpt.page, body, excerpt.origin, excerpt.ends)
    found: list[Macro] = []
    spans: list[tuple[int, int]] = []
    for start, end, macro in definitions(visible):
        hidden = [m.span() for m in re.finditer(f"[{COMMENT}{CODE}]+", macro.body.text)]
        found.append(replace(macro, body=without(macro.body, hidden)))
        spans.append((start, end))
    return found, spans


def _hide(body: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (body[at:start], covered(body[start:end], COMMENT))
        at = end
    return "".join((*parts, body[at:]))


def _outside_document(body: str) -> str:
    """Cover what stands before `\\begin{document}` and after its end, if it is a whole document."""
    start = body.find("\\begin{document}")
    if start < 0:
        return body
    end = body.rfind("\\end{document}")
    end = len(body) if end < start else end
    return covered(body[:start], CODE) + body[start:end] + covered(body[end:], CODE)


def _backslash(scanner: Scanner, match: re.Match[str]) -> int | None:
    opening = match[0]
    if opening.startswith("\\begin"):
        return delimiters.environment(scanner, match.start())
    if opening in ("\\(", "\\["):
        return _bracketed(scanner, match)
    if len(opening) > 2:
        return _heading(scanner, match.start())
    return match.end()


def _bracketed(scanner: Scanner, match: re.Match[str]) -> int | None:
    display = match[0] == "\\["
    close = scanner.finder.find("\\]" if display else "\\)", match.end())
    if not 0 <= close < match.end() + LONGEST_DISPLAY:
        delimiters.unclosed(scanner, match.start(), match.end(), "\\]" if display else "\\)")
        return None
    kind = delimiters.DISPLAY if display else delimiters.INLINE
    return scanner.add(kind, match.start(), close + 2, (match.end(), close), match[0])


def _dollars(scanner: Scanner, match: re.Match[str]) -> int | None:
    """In LaTeX a dollar sign always opens a formula."""
    start, size = match.start(), min(2, len(match[0]))
    if size == 2:
        close = scanner.finder.find("$$", start + 2)
        if not 0 <= close < start + LONGEST_DISPLAY:
            delimiters.unclosed(scanner, start, start + 2, "$$")
            return None
        return scanner.add("display", start, close + 2, (start + 2, close), "$$")
    closing = delimiters.closing_dollar(scanner.body, start + 1, scanner.paragraphs.end(start))
    if closing is None:
        delimiters.unclosed(scanner, start, start + 1, "$")
        return None
    return scanner.add("inline", start, closing + 1, (start + 1, closing), "$")


def _heading(scanner: Scanner, start: int) -> int | None:
    match = _SECTION.match(scanner.body, start)
    if match is None:
        return None
    close = closing_brace(scanner.body, match.end(), _LONGEST_TITLE)
    if close is None:
        return None
    level = _LEVELS[match[1]]
    found = Found("heading", start, close + 1, match.end(), close, "\\" + match[1], level)
    scanner.scanned.found.append(found)
    return match.end()


def _abbreviated(scanned: Scanned, macros: list[Macro]) -> None:
    """Displays between commands that stand for `\\begin{equation}` and `\\end{equation}`."""
    sides: dict[str, dict[str, str]] = {"begin": {}, "end": {}}
    for macro in macros:
        side = _SIDE.fullmatch(macro.body.text.strip())
        if side is not None and not macro.arguments and side[2] in delimiters.ENVIRONMENTS:
            sides[side[1]][side[2]] = macro.name
    displays: list[Found] = []
    for name, opening in sides["begin"].items():
        if name in sides["end"]:
            displays += _between(scanned.body, opening, sides["end"][name], name)
    if displays:
        displays.sort(key=lambda each: each.start)
        ends = [each.end for each in displays]
        scanned.found = [f for f in scanned.found if not _inside(f, displays, ends)] + displays


def _between(body: str, opening: str, closing: str, name: str) -> Iterator[Found]:
    """The displays between two signs."""
    signs = re.compile(rf"(?:{re.escape(opening)}|{re.escape(closing)})(?![A-Za-z])")
    first: re.Match[str] | None = None
    for match in signs.finditer(body):
        if (
            first is not None
            and match[0] == closing
            and CODE not in body[first.end() : match.end()]
        ):
            yield Found("display", first.start(), match.end(), first.end(), match.start(), name)
        first = match if match[0] == opening else None


def _inside(found: Found, displays: list[Found], ends: list[int]) -> bool:
    index = bisect_right(ends, found.start)
    return index < len(displays) and displays[index].start < found.end


def _statements(scanned: Scanned) -> None:
    """Statements in comments that stand outside of all formulas."""
    text = scanned.excerpt.text
    formulas = sorted((f.start, f.end) for f in scanned.found if f.kind in ("inline", "display"))
    index = at = 0
    while (match := _STATEMENT.search(text, at)) is not None:
        at = match.end()
        while index < len(formulas) and formulas[index][1] <= match.start():
            index += 1
        inside = index < len(formulas) and formulas[index][0] < match.start()
        if inside or scanned.body[match.start()] != COMMENT:
            continue
        end = _line_end(text, at)
        while (more := _MORE.match(text, end)) is not None and _alone(text, match.start()):
            end = _line_end(text, more.end())
        scanned.found.append(Found("comment", match.start(), end, at, end, "%"))
        at = end


def _alone(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


TABLE: dict[str, Recogniser] = {"\\": _backslash, "$": _dollars}
"""First character → what reads on from it."""
