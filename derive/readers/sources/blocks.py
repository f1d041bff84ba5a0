"""The blocks of Markdown: what is code, front matter, quote or heading, line by line.

The result is the text itself with some characters covered, so every index stays what it was:
`PREFIX` covers what is no text of the author's (the `>` of a quote), `CODE` covers what is not to
be read (code, front matter), `COMMENT` what says nothing but ends no paragraph either (a comment
of TeX).  Line ends are never covered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

PREFIX = "\0"
CODE = "\x01"
COMMENT = "\x02"

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})[ \t]*([^`\r\n]*)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t\r]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ \t\r]*$")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_MODULE = re.compile(
    r"import\s.*\sfrom\s+['\"]|import\s+['\"]|export\s+(?:default|const|let|function)\b"
)


@dataclass(slots=True)
class Fence:
    """A fenced block."""

    info: str
    """The words after the opening fence."""
    start: int
    """Where its opening line starts."""
    content: int
    """Where its first line of content starts."""
    content_end: int = 0
    """Where its closing line starts."""
    end: int = 0
    """Where its closing line ends."""
    closed: bool = False


@dataclass(slots=True)
class Blocks:
    """The covered text and what was found on the way."""

    body: str = ""
    fences: list[Fence] = field(default_factory=list)
    headings: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    """Level, start and end of the line or lines, start and end of the words."""


def blocks(text: str, *, front_matter: bool = True, indented_code: bool = True) -> Blocks:
    """Cover all that is no prose or mathematics; linear in the length of the text."""
    return _Pass(text, indented_code).run(front_matter)


class _Pass:
    """One pass over the lines."""

    def __init__(self, text: str, indented_code: bool) -> None:
        self.text = text
        self.indented_code = indented_code
        self.found = Blocks()
        self.parts: list[str] = []
        self.fence: Fence | None = None
        self.sign = ""
        self.in_display = False
        self.in_comment = False
        self.in_quote = False
        self.in_list = False
        self.after_blank = True
        self.previous: tuple[int, int] | None = None

    def run(self, front_matter: bool) -> Blocks:
        at = self._front_matter() if front_matter else 0
        for match in _LINE.finditer(self.text, at):
            self.parts.append(self._line(match[0], match.start()))
        if self.fence is not None:
            self._close(len(self.text), len(self.text), closed=False)
        self.found.body = "".join(self.parts)
        return self.found

    def _front_matter(self) -> int:
        """Cover a block between `---` or `+++` at the very start; where it ends."""
        match = re.match(r"(---|\+\+\+)[ \t]*\r?\n", self.text)
        if match is None:
            return 0
        ends = ("---", "...") if match[1] == "---" else ("+++",)
        at = match.end()
        while at < len(self.text):
            stop = self.text.find("\n", at)
            stop = len(self.text) if stop < 0 else stop + 1
            if self.text[at:stop].strip() in ends:
                self.parts.append(covered(self.text[:stop], CODE))
                return stop
            at = stop
        return 0

    def _line(self, line: str, at: int) -> str:
        prefix = self._prefix(line)
        content = line[prefix:]
        if self.fence is not None:
            return self._in_fence(line, content, at)
        if self.in_comment or self._opens_comment(content, at + prefix):
            self.in_comment = "-->" not in content
            self.previous = None
            return PREFIX * prefix + content
        blank = not content.strip()
        fence = _FENCE.match(content)
        if fence is not None:
            # No formula holds a fence or a heading: a display still open there was never closed.
            self.in_display = False
            start = at + prefix
            self.fence = Fence(fence[2].strip(), start, at + len(line))
            self.sign = fence[1]
            self.previous = None
            return covered(line, CODE)
        hidden = PREFIX * prefix
        if self._is_code(content, blank) or (not self.in_display and _MODULE.match(content)):
            self.previous = None
            return covered(line, CODE)
        if self._heading(line, content, at, prefix):
            self.in_display = False
        if content.count("$$") % 2:
            self.in_display = not self.in_display
        self._note(content, blank, at, len(line), prefix)
        return hidden + content

    def _prefix(self, line: str) -> int:
        """How much of a line is the mark of a quote; `>` inside a display is a relation."""
        match = _QUOTE.match(line)
        if match is None or ((self.in_display or self.fence is not None) and not self.in_quote):
            if match is None:
                self.in_quote = self.in_quote and bool(line.strip())
            return 0
        self.in_quote = True
        return match.end()

    def _in_fence(self, line: str, content: str, at: int) -> str:
        stripped = content.strip()
        if stripped.startswith(self.sign) and not stripped.strip(self.sign[0]):
            self._close(at, at + len(line.rstrip("\r\n")), closed=True)
        if self.fence is not None and self.in_quote:
            # The content of a fence is read from the body too, so its prefixes stay told apart.
            prefix = len(line) - len(content)
            return PREFIX * prefix + covered(content, CODE)
        return covered(line, CODE)

    def _close(self, content_end: int, end: int, *, closed: bool) -> None:
        assert self.fence is not None
        self.fence.content_end, self.fence.end, self.fence.closed = content_end, end, closed
        self.found.fences.append(self.fence)
        self.fence = None
        self.after_blank = True

    def _is_code(self, content: str, blank: bool) -> bool:
        if not self.indented_code or blank or not self.after_blank:
            return False
        indented = content.startswith(("    ", "\t"))
        return indented and not self.in_list and not self.in_display

    def _opens_comment(self, content: str, at: int) -> bool:
        """Whether a comment starts here that a later line ends."""
        opening = content.find("<!--")
        if opening < 0 or "`" in content[:opening] or "-->" in content[opening:]:
            return False
        return self.text.find("-->", at) >= 0

    def _heading(self, line: str, content: str, at: int, prefix: int) -> bool:
        match = _HEADING.match(content.rstrip("\r\n"))
        start = at + prefix
        if match is not None:
            words = match.span(2) if match[2] else (match.end(1), match.end(1))
            end = start + len(content.rstrip("\r\n"))
            self.found.headings.append(
                (len(match[1]), start, end, start + words[0], start + words[1])
            )
            return True
        under = None if self.in_display else _UNDERLINE.match(content)
        if under is not None and self.previous is not None:
            first, last = self.previous
            level = 1 if under[1][0] == "=" else 2
            self.found.headings.append((level, first, at + len(line.rstrip("\r\n")), first, last))
            return True
        return False

    def _note(self, content: str, blank: bool, at: int, size: int, prefix: int) -> None:
        """Remember what the next line depends on."""
        if _ITEM.match(content):
            self.in_list = True
        elif not blank and self.after_blank and not content.startswith((" ", "\t")):
            self.in_list = False
        # Only a paragraph of one plain line may be underlined into a heading.
        plain = not blank and self.after_blank and content[0].isalnum() and not self.in_display
        self.previous = (at + prefix, at + len(content.rstrip()) + prefix) if plain else None
        self.after_blank = blank
        if blank:
            self.in_quote = self.in_quote and prefix > 0


def covered(text: str, sign: str) -> str:
    """The text with every character covered but the line ends."""
    return re.sub(r"[^\r\n]", sign, text)
