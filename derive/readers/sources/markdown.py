"""Markdown in all its dialects: blocks first, then delimiters and markup in one pass."""

from __future__ import annotations

import re

from derive.readers.sources import delimiters, images, markup
from derive.readers.sources.bare import bare_formulas
from derive.readers.sources.blocks import Blocks, Fence, blocks
from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.finding import Found, Scanned
from derive.readers.sources.scanner import Recogniser, Scanner

OPENINGS = re.compile(
    r"\\{1,2}[(\[]|\\begin\s*\{|\\.|\$+|`+|<(?=[A-Za-z/!])|\{[%{]|!(?=\[)", re.DOTALL
)
"""All that may open something, or escapes what would."""

TABLE: dict[str, Recogniser] = {
    "\\": delimiters.backslash,
    "$": delimiters.dollars,
    "`": markup.code_span,
    "<": markup.angle,
    "{": markup.brace,
    "!": images.markdown_image,
}
"""First character → what reads on from it."""

_MATH_FENCE = re.compile(r"math\b|\{math\}")
_OPTIONS = re.compile(r"(?:[ \t]*:[A-Za-z][\w-]*:[^\n]*\n)*")
_DERIVE_FENCE = re.compile(r"\{?\.?derive\b")


def scan_markdown(
    excerpt: Excerpt,
    *,
    covered: str | None = None,
    front_matter: bool = True,
    indented_code: bool = True,
    roles: tuple[re.Pattern[str], dict[str, Recogniser]] | None = None,
) -> Scanned:
    """Where everything stands in a Markdown text.

    Parts may be covered already, and other openings with their table may replace the usual ones.
    """
    text = excerpt.text if covered is None else covered
    found = blocks(text, front_matter=front_matter, indented_code=indented_code)
    scanned = Scanned(excerpt, found.body)
    scanner = Scanner(scanned)
    scanner.run(*(roles or (OPENINGS, TABLE)))
    for fence in found.fences:
        _fence(scanner, fence)
    _headings(scanned, found)
    scanned.found.extend(list(bare_formulas(scanned)))
    scanned.found.sort(key=lambda each: (each.start, each.end))
    return scanned


def _fence(scanner: Scanner, fence: Fence) -> None:
    """Mathematics or declarations in a fence; all others are code."""
    span = (fence.start, fence.end, (fence.content, max(fence.content, fence.content_end)))
    if _MATH_FENCE.match(fence.info):
        inner = fence.content
        if fence.info.startswith("{"):
            inner = _OPTIONS.match(scanner.scanned.excerpt.text, inner, span[2][1]).end()  # type: ignore[union-attr]
        scanner.add("display", *span[:2], (inner, span[2][1]), "math")
    elif _DERIVE_FENCE.match(fence.info):
        scanner.add("declarations", *span, "derive")
    else:
        scanner.add("skipped", *span, "```")
    if not fence.closed:
        scanner.complain(
            "unclosed-fence",
            "this fence is never closed, so it reaches to the end of the document",
            fence.start,
            fence.content,
            "close it with a line of the same signs",
        )


def _headings(scanned: Scanned, found: Blocks) -> None:
    hidden = [f for f in scanned.found if f.kind in ("skipped", "display", "comment")]
    hidden.sort(key=lambda each: each.start)
    at = 0
    for level, start, end, inner, inner_end in found.headings:
        while at < len(hidden) and hidden[at].end <= start:
            at += 1
        if at < len(hidden) and hidden[at].start < start:
            continue
        scanned.found.append(Found("heading", start, end, inner, inner_end, "#", level))
