"""What is not mathematics but may hold its delimiters: code spans, HTML, templates.

Only a formula in a `<script type="math/tex">` and a comment that starts with `derive:` are kept.
"""

from __future__ import annotations

import re

from derive.readers.sources import images
from derive.readers.sources.scanner import LONGEST_DISPLAY, Scanner

MYST_ROLE = "{math}"
"""What makes a code span a formula for MyST and Jupyter Book."""

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9.:-]*(?:\s+[^<>]{0,2000})?\s*/?>")
_VERBATIM = re.compile(r"<(script|style|pre|code|textarea|svg)\b[^<>]{0,2000}>", re.IGNORECASE)
_MATH_SCRIPT = re.compile(r"type\s*=\s*[\"']?math/tex\s*(;\s*mode\s*=\s*display)?", re.IGNORECASE)
_DERIVE = re.compile(r"<!--\s*derive\s*:")
_FORGOTTEN = re.compile(
    r"<!--\s*derive\s+(?:let|def|alias|assume|end|derivative|option|claim|expect|skip|by)\b"
)
_TEMPLATE = re.compile(
    r"\{\{[<%]\s*katex\b(?P<short>[^<>%{}]*)[>%]\}\}|\{%\s*(?P<name>katex|mathjax|math)\b[^%{}]*%\}"
)
_HIGHLIGHT = re.compile(r"\{%-?\s*(highlight|raw|comment)\b")


def code_span(scanner: Scanner, match: re.Match[str]) -> int | None:
    """A run of backticks, up to a run of the same length in its paragraph."""
    ticks, at = match[0], match.end()
    limit = min(scanner.paragraphs.end(at), at + 4_000)
    close = re.compile(f"(?<!`){ticks}(?!`)").search(scanner.body, at, limit)
    if close is None:
        return None
    inner = (at, close.start())
    if scanner.body.startswith(MYST_ROLE, match.start() - len(MYST_ROLE)):
        return scanner.add("inline", match.start() - len(MYST_ROLE), close.end(), inner, MYST_ROLE)
    return scanner.add("skipped", match.start(), close.end(), inner, "`")


def angle(scanner: Scanner, match: re.Match[str]) -> int | None:
    """A comment, a formula in a script, or any other tag."""
    body, start = scanner.body, match.start()
    if body.startswith("<!--", start):
        return _comment(scanner, start)
    opening = _VERBATIM.match(body, start)
    if opening is not None:
        return _verbatim(scanner, opening)
    tag = _TAG.match(body, start, scanner.paragraphs.end(start))
    if tag is None:
        return None
    return images.image_tag(scanner, tag) or tag.end()


def _comment(scanner: Scanner, start: int) -> int | None:
    close = scanner.finder.find("-->", start + 4)
    derive = _DERIVE.match(scanner.body, start)
    if close < 0:
        if derive is not None:
            scanner.complain(
                "unclosed-comment",
                "this comment has no end, so it declares nothing",
                start,
                derive.end(),
                "close it with -->",
            )
        return None
    forgotten = _FORGOTTEN.match(scanner.body, start)
    if forgotten is not None:
        scanner.complain(
            "mark-not-read",
            "this comment is not read, for `derive` stands in it without a colon",
            start,
            forgotten.end(),
            "write <!-- derive: … -->",
        )
    if derive is not None:
        return scanner.add("comment", start, close + 3, (derive.end(), close), "<!--")
    return scanner.add("skipped", start, close + 3, (start + 4, close), "<!--")


def _verbatim(scanner: Scanner, opening: re.Match[str]) -> int | None:
    name = opening[1]
    if opening[0].endswith("/>"):
        return opening.end()
    closing = scanner.finder.find(f"</{name}>", opening.end())
    if closing < 0:
        return opening.end()
    end = closing + len(name) + 3
    formula = _MATH_SCRIPT.search(opening[0]) if name.lower() == "script" else None
    inner = (opening.end(), closing)
    if formula is not None:
        return scanner.add(
            "display" if formula[1] else "inline", opening.start(), end, inner, "script"
        )
    return scanner.add("skipped", opening.start(), end, inner, name)


def brace(scanner: Scanner, match: re.Match[str]) -> int | None:
    """A template's `{% … %}` or `{{ … }}`."""
    start = match.start()
    formula = _TEMPLATE.match(scanner.body, start)
    if formula is not None:
        return _template(scanner, formula)
    if match[0] == "{{":
        close = scanner.finder.find("}}", start)
        newline = scanner.finder.find("\n", start)
        return close + 2 if close >= 0 and (newline < 0 or close < newline) else None
    close = scanner.finder.find("%}", start)
    if close < 0:
        return None
    block = _HIGHLIGHT.match(scanner.body, start)
    if block is not None and block[1] != "raw":
        ending = scanner.finder.find(f"{{% end{block[1]}", close)
        if ending >= 0:
            close = scanner.finder.find("%}", ending)
    if close < 0:
        return None
    return scanner.add("skipped", start, close + 2, (start, close + 2), "{%")


def _template(scanner: Scanner, opening: re.Match[str]) -> int | None:
    """A formula between the opening and the closing of a template for mathematics."""
    name = opening["name"]
    start, inner = opening.span()
    closing = f"{{% end{name}" if name else f"{opening[0][:3]} /katex"
    close = scanner.finder.find(closing, inner)
    end = scanner.finder.find("}", close) + 1 if close >= 0 else 0
    if not 0 < end < inner + LONGEST_DISPLAY:
        return inner
    end += scanner.body.startswith("}", end)
    block = "display" in opening[0] or "\n" in scanner.body[inner:close]
    return scanner.add("display" if block else "inline", start, end, (inner, close), "template")
