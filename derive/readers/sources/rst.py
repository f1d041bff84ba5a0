"""reStructuredText: the `:math:` role and the `.. math::` directive; literal text is left out.

A comment `.. derive:` (or a directive `.. derive::`) holds declarations.
"""

from __future__ import annotations

import re

from derive.readers.sources.blocks import CODE, covered
from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.finding import Found, Scanned
from derive.readers.sources.scanner import Recogniser, Scanner

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_DIRECTIVE = re.compile(r"([ \t]*)\.\.[ \t]+(?:([A-Za-z][\w:.+-]*?)::|(derive):)[ \t]*(.*)")
_OPTION = re.compile(r"[ \t]*:[A-Za-z][\w-]*:(?:[ \t].*)?$")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t\r]*$")
_READ_ON = frozenset({
    "note", "warning", "tip", "hint", "important", "admonition", "topic", "seealso", "versionadded",
    "container", "proof", "theorem", "lemma", "prf", "dropdown", "tab",
})  # fmt: skip
"""Directives whose content is text like any other."""

OPENINGS = re.compile(r":math:`|``|`|\\.", re.DOTALL)


def scan_rst(excerpt: Excerpt) -> Scanned:
    """Where everything stands in a reStructuredText document."""
    body, found = directives(excerpt.text, literal_blocks=True)
    scanned = Scanned(excerpt, body, found, markdown=False)
    Scanner(scanned).run(OPENINGS, TABLE)
    scanned.found.extend(_headings(body))
    scanned.found.sort(key=lambda each: (each.start, each.end))
    return scanned


def directives(text: str, *, literal_blocks: bool) -> tuple[str, list[Found]]:
    """The text with directives covered, and the mathematics and declarations in them."""
    lines = [match.span() for match in _LINE.finditer(text)]
    parts: list[str] = []
    found: list[Found] = []
    index = 0
    while index < len(lines):
        start, end = lines[index]
        line = text[start:end]
        match = _DIRECTIVE.match(line)
        literal = match is None and literal_blocks and line.rstrip().endswith("::")
        if (match is None and not literal) or (match and match[2] in _READ_ON):
            parts.append(line)
            index += 1
            continue
        last = _block_end(text, lines, index)
        stop = lines[last - 1][1]
        if match is None:
            parts.append(line + covered(text[end:stop], CODE))
        else:
            parts.append(covered(text[start:stop], CODE))
            found += _content(text, lines[index:last], match)
        index = last
    return "".join(parts), found


def _block_end(text: str, lines: list[tuple[int, int]], index: int) -> int:
    """The index after the last line that is indented deeper than one."""
    depth = _depth(text[slice(*lines[index])])
    last = index + 1
    for at in range(index + 1, len(lines)):
        line = text[slice(*lines[at])]
        if line.strip():
            if _depth(line) <= depth:
                break
            last = at + 1
    return last


def _depth(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _content(text: str, lines: list[tuple[int, int]], match: re.Match[str]) -> list[Found]:
    """The formulas of a `math` directive, one for each paragraph; the statements of another."""
    name = match[3] or match[2]
    if name not in ("math", "derive"):
        return []
    begin, end = lines[0][0], lines[-1][1]
    pieces = [(lines[0][0] + match.start(4), lines[0][0] + match.end(4))]
    for start, stop in lines[1:]:
        line = text[start:stop].rstrip("\r\n")
        if len(pieces) == 1 and _OPTION.match(line):
            continue
        if not line.strip():
            pieces.append((stop, stop))
        elif pieces[-1][0] == pieces[-1][1]:
            pieces[-1] = (start, start + len(line))
        else:
            pieces[-1] = (pieces[-1][0], start + len(line))
    pieces = [piece for piece in pieces if text[piece[0] : piece[1]].strip()]
    if name == "derive":
        if not pieces:
            return []
        inner, inner_end = pieces[0][0], pieces[-1][1]
        return [Found("declarations", begin, end, inner, inner_end, ".. derive:")]
    return [Found("display", *piece, *piece, ".. math::") for piece in pieces]


def role(scanner: Scanner, match: re.Match[str]) -> int | None:
    """``:math:`…` ``, where a backtick may be escaped."""
    limit = scanner.paragraphs.end(match.end())
    close = scanner.finder.find("`", match.end())
    while 0 <= close < limit and scanner.body[close - 1] == "\\":
        close = scanner.finder.find("`", close + 1)
    if not 0 <= close < limit:
        scanner.complain(
            "unclosed-formula",
            "a formula opens here and nothing in its paragraph closes it",
            match.start(),
            match.end(),
            "close it with `",
        )
        return None
    return scanner.add("inline", match.start(), close + 1, (match.end(), close), ":math:")


def _literal(scanner: Scanner, match: re.Match[str]) -> int | None:
    close = scanner.finder.find(match[0], match.end())
    if not 0 <= close < scanner.paragraphs.end(match.end()):
        return None
    return close + len(match[0])


def _headings(body: str) -> list[Found]:
    """Titles by their underlines; the order in which styles appear gives the levels."""
    styles: list[str] = []
    found: list[Found] = []
    lines = [match.span() for match in _LINE.finditer(body)]
    for index in range(1, len(lines)):
        under = _ADORNMENT.match(body[slice(*lines[index])].rstrip("\n"))
        start, end = lines[index - 1]
        words = body[start:end].rstrip()
        if under is None or not words or words[0].isspace() or _ADORNMENT.match(words):
            continue
        if len(under[0].strip()) < len(words) // 2 or CODE in words:
            continue
        over = index > 1 and body[slice(*lines[index - 2])].startswith(under[1] * 3)
        style = under[1] + str(over)
        if style not in styles:
            styles.append(style)
        level = styles.index(style) + 1
        found.append(
            Found("heading", start, lines[index][1], start, start + len(words), under[1], level)
        )
    return found


TABLE: dict[str, Recogniser] = {
    ":": role,
    "`": _literal,
    "\\": lambda scanner, match: match.end(),
}
"""First character → what reads on from it."""
