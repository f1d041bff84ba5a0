"""Formulas that are drawn by a service on the web: the LaTeX stands in the address of the picture.

    <img src="https://latex.codecogs.com/svg.latex?L%20=%20(y-t)%5E2" />
    ![loss](https://latex.codecogs.com/svg.latex?L=(y-t)^2)

Nothing is fetched: the address alone says what the picture shows.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from derive.readers.sources.excerpt import Excerpt, replaced
from derive.readers.sources.scanner import Scanner

IMAGE = "image"
"""The delimiter of such a formula."""

_SERVICE = re.compile(
    r"https?://(?:latex\.codecogs\.com/(?:[a-z]+\.(?:latex|image|download)|eq\.latex)\?"
    r"|render\.githubusercontent\.com/render/math\?math="
    r"|(?:i|tex)\.upmath\.me/(?:svg|png)/"
    r"|math\.vercel\.app/\?(?:from|inline)="
    r"|s0\.wp\.com/latex\.php\?latex=)"
)
_SOURCE = re.compile(r"src\s*=\s*(?P<quote>[\"'])(?P<address>[^\"'<>\n]*)(?P=quote)", re.IGNORECASE)
_MARKDOWN = re.compile(r"!\[(?:\\.|[^\]\\\n]){0,500}\]\(\s*<?")
_PARENTHESIS = re.compile(r"\\[()]|[()]|\s|>")
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&(?:space|plus);")
_SETTING = re.compile(r"(?:\\(?:dpi|bg|fg|color)(?:\{[^{}]*\}|_[a-z]+)|\\inline|\s|%20|&space;)+")
_NAMED = {"&space;": " ", "&plus;": "+"}


def image_tag(scanner: Scanner, tag: re.Match[str]) -> int | None:
    """The formula in the address of an `<img>` tag; None if it shows something else."""
    source = _SOURCE.search(tag[0])
    if source is None:
        return None
    inner, end = (tag.start() + edge for edge in source.span("address"))
    return _formula(scanner, tag.start(), tag.end(), inner, end)


def markdown_image(scanner: Scanner, match: re.Match[str]) -> int | None:
    """The formula in the address of `![…](…)`; its brackets may hold balanced ones."""
    opening = _MARKDOWN.match(scanner.body, match.start(), scanner.paragraphs.end(match.start()))
    if opening is None or _SERVICE.match(scanner.body, opening.end()) is None:
        return None
    depth = 1
    for sign in _PARENTHESIS.finditer(scanner.body, opening.end(), opening.end() + 4_000):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if depth == 0:
            end = sign.start()
            return _formula(scanner, opening.start(), sign.end(), opening.end(), end)
        if sign[0] in "\n>":
            break
    return None


def _formula(scanner: Scanner, start: int, end: int, inner: int, inner_end: int) -> int | None:
    service = _SERVICE.match(scanner.body, inner, inner_end)
    if service is None:
        return None
    setting = _SETTING.match(scanner.body, service.end(), inner_end)
    inner = setting.end() if setting else service.end()
    scanner.add("inline", start, end, (inner, inner_end), IMAGE)
    scanner.scanned.found[-1].promoted = True
    return end


def address_decoded(math: Excerpt) -> Excerpt:
    """The LaTeX that an address encodes."""
    spans: list[tuple[int, int, str]] = []
    for match in _ENCODED.finditer(math.text):
        spans.extend(_decoded(match))
    return replaced(math, spans)


def _decoded(match: re.Match[str]) -> list[tuple[int, int, str]]:
    if match[0] in _NAMED:
        return [(*match.span(), _NAMED[match[0]])]
    text = unquote_to_bytes(match[0]).decode("utf-8", "replace")
    spans: list[tuple[int, int, str]] = []
    at = match.start()
    for character in text:
        size = 3 * len(character.encode("utf-8")) if character != "�" else 3
        end = min(at + size, match.end())
        if end > at:
            spans.append((at, end, character))
        at = end
    return spans
