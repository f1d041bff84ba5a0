"""The delimiters of mathematics: one recogniser for each way to open a formula.

`$` is money, a variable of a shell or a formula; it opens a formula only if another closes it in
its paragraph, and if what stands between could be mathematics.
"""

from __future__ import annotations

import re

from derive.readers.sources.blocks import CODE
from derive.readers.sources.finding import FoundKind
from derive.readers.sources.scanner import LONGEST_DISPLAY, Scanner

ENVIRONMENTS = frozenset(
    name + star
    for name in (
        "IEEEeqnarray", "align", "alignat", "aligned", "alignedat", "cases", "dcases",
        "displaymath", "dmath", "empheq", "eqnarray", "equation", "flalign", "gather",
        "gathered", "math", "multline", "multlined", "split", "subequations", "xalignat",
    )
    for star in ("", "*")
)  # fmt: skip
"""Environments that are mathematics without any delimiter around them."""

_BEGIN = re.compile(r"\\begin\s*\{([A-Za-z]+\*?)\}")
_DOLLAR = re.compile(r"\\.|\$+", re.DOTALL)
_PROSE_GROUP = re.compile(
    r"\\(?:text|textrm|textbf|textit|mbox|hbox|mathrm|operatorname\*?|tag\*?|label)\s*\{[^{}]*\}"
)
_COMMAND = re.compile(r"\\[A-Za-z]+\*?(?:\{[A-Za-z*]+\})?")
_WORD = re.compile(r"(?<![A-Za-z\\_^{])[A-Za-z]{3,}(?![A-Za-z}_^(])")
_MATHY = re.compile(r"\\[^$]|[\^_=<>+]|^\s*[A-Za-z]\s*$")
_LONGEST_INLINE = 3_000
_LONGEST_TEXT = 400


INLINE: FoundKind = "inline"
DISPLAY: FoundKind = "display"


def unclosed(scanner: Scanner, start: int, end: int, closing: str) -> None:
    """Tell of a formula that opens and is not read."""
    scanner.complain(
        "unclosed-formula",
        "a formula opens here and nothing closes it",
        start,
        end,
        f"close it with {closing}",
    )


def looks_like_prose(text: str, words: int = 3) -> bool:
    """Whether a text holds a run of plain words, outside of `\\text{…}`."""
    bare = _COMMAND.sub(" ", _PROSE_GROUP.sub(" ", text))
    run = 0
    for word in re.split(r"[\s,.;:]+", bare):
        run = run + 1 if re.fullmatch(r"[A-Za-z]{2,}", word) else 0
        if run >= words:
            return True
    return False


def dollars(scanner: Scanner, match: re.Match[str]) -> int | None:
    """`$…$`, `` $`…`$ `` or `$$…$$`."""
    size = len(match[0])
    if size == 1:
        return _inline(scanner, match.start())
    if size == 2:
        return _display(scanner, match.start())
    return match.end()


def _inline(scanner: Scanner, start: int) -> int | None:
    body = scanner.body
    limit = min(scanner.paragraphs.end(start), start + _LONGEST_INLINE)
    if body.startswith("`", start + 1):
        close = scanner.finder.find("`$", start + 2)
        if 0 <= close < limit:
            return scanner.add("inline", start, close + 2, (start + 2, close), "$`")
        return None
    closing = closing_dollar(body, start + 1, limit)
    if closing is None:
        _unclosed_dollar(scanner, start, limit)
        return None
    if not _is_inline(body, start, closing):
        return None
    return scanner.add("inline", start, closing + 1, (start + 1, closing), "$")


def closing_dollar(body: str, at: int, limit: int) -> int | None:
    """The next single dollar sign, not one within `\\text{…}`."""
    start = at
    while (match := _DOLLAR.search(body, at, limit)) is not None:
        if match[0] == "$" and not _within_text(body[start : match.start()]):
            return match.start()
        if match.start() > start + _LONGEST_TEXT:
            return None
        if match[0].startswith("$$"):
            return None
        at = match.end()
    return None


def _within_text(content: str) -> bool:
    opened = max(content.rfind("\\text{"), content.rfind("\\mbox{"), content.rfind("\\textrm{"))
    return opened >= 0 and content.count("{", opened) > content.count("}", opened)


def _is_inline(body: str, start: int, close: int) -> bool:
    """Whether the text between two dollar signs is a formula, rather than money or a path."""
    content = body[start + 1 : close]
    if not content.strip() or CODE in content:
        return False
    after = body[close + 1 : close + 2]
    if after.isdigit():
        return False
    mathy = _MATHY.search(content) is not None
    if content[-1].isspace() and not mathy:
        return False
    if content[0].isspace() and not (mathy and content[-1].isspace()):
        return False
    if "\\" not in content and (after.isalnum() or body[start - 1 : start].isalnum()):
        return _WORD.search(content) is None
    return not looks_like_prose(content)


def _unclosed_dollar(scanner: Scanner, start: int, limit: int) -> None:
    line_end = scanner.body.find("\n", start, limit)
    rest = scanner.body[start + 1 : limit if line_end < 0 else line_end]
    if re.match(r"\s?(?:\\[A-Za-z]|[A-Za-z]\s*[_^=])", rest):
        scanner.complain(
            "unclosed-formula",
            "a formula opens here and nothing in its paragraph closes it",
            start,
            start + 1,
            "close it with $, or write \\$ for a dollar sign",
        )


def _display(scanner: Scanner, start: int) -> int | None:
    body = scanner.body
    close = _unescaped(scanner, "$$", start + 2)
    if close is None or not is_display_content(body[start + 2 : close]):
        unclosed(scanner, start, start + 2, "$$")
        return None
    return scanner.add("display", start, close + 2, (start + 2, close), "$$")


def _unescaped(scanner: Scanner, needle: str, at: int) -> int | None:
    """The next closing delimiter that no backslash escapes, if it is near enough."""
    limit = at + LONGEST_DISPLAY
    while 0 <= (close := scanner.finder.find(needle, at)) < limit:
        slashes = close - len(scanner.body[at:close].rstrip("\\")) - at
        if slashes % 2 == 0 or needle != "$$":
            return close
        at = close + 1
    return None


def is_display_content(content: str) -> bool:
    """Whether a text can be one display: no code, no heading, no paragraph of prose in it."""
    if CODE in content or not content.strip():
        return False
    if re.search(r"^#{1,6} ", content, re.MULTILINE):
        return False
    parts = re.split(r"\n[ \t\r\0]*\n", content)
    return len(parts) == 1 or not any(looks_like_prose(part, 4) for part in parts)


def backslash(scanner: Scanner, match: re.Match[str]) -> int | None:
    """`\\(…\\)`, `\\[…\\]`, the same with two backslashes, or an environment of its own."""
    opening = match[0]
    if opening.startswith("\\begin"):
        return environment(scanner, match.start())
    if opening[-1] not in "([":
        return match.end()
    closing = opening[:-1] + (")" if opening[-1] == "(" else "]")
    display = opening[-1] == "["
    limit = match.end() + LONGEST_DISPLAY
    if not display:
        limit = min(limit, scanner.paragraphs.end(match.start()))
    close = scanner.finder.find(closing, match.end())
    again = scanner.finder.find(opening, match.end())
    # Nothing nests: of two openings before one closing only the second can be meant.
    closed = 0 <= close < limit and not 0 <= again < close
    content = scanner.body[match.end() : close] if closed else ""
    if not _is_bracketed(content, display, escaped=opening.startswith("\\\\")):
        if not content and re.match(
            r"\s*\\[A-Za-z]+", scanner.body[match.end() : match.end() + 80]
        ):
            unclosed(scanner, match.start(), match.end(), closing)
        return None
    kind = DISPLAY if display else INLINE
    return scanner.add(kind, match.start(), close + len(closing), (match.end(), close), opening)


def _is_bracketed(content: str, display: bool, *, escaped: bool) -> bool:
    """Whether text between escaped brackets is mathematics, not brackets that are meant as such."""
    if not content.strip() or CODE in content:
        return False
    if re.fullmatch(r"\s*[\d,\s–-]+\s*", content) and display:
        return False
    if looks_like_prose(content):
        return False
    if escaped or re.search(r"[\\^_=<>+*/|-]|\d|\w\(", content):
        return True
    return re.search(r"[A-Za-z]{3}", content) is None


def environment(scanner: Scanner, start: int) -> int | None:
    """An environment of mathematics without delimiters around it."""
    match = _BEGIN.match(scanner.body, start)
    if match is None or match[1] not in ENVIRONMENTS:
        return None
    close = scanner.environments.get(start)
    if close is None:
        unclosed(scanner, start, match.end(), f"\\end{{{match[1]}}}")
        return None
    return scanner.add("display", start, close, (start, close), match[1])
