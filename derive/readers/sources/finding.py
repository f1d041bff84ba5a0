"""What a scanner hands on: where things stand in the text that it scans, nothing read yet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources.blocks import CODE, PREFIX
from derive.readers.sources.excerpt import Excerpt

FoundKind = Literal["inline", "display", "comment", "declarations", "heading", "skipped"]

_BREAK = re.compile(rf"\n(?:[ \t\r{PREFIX}{CODE}]*\n)+")


@dataclass(slots=True)
class Found:
    """One stretch of the scanned text."""

    kind: FoundKind
    """`comment` is an HTML comment for `derive`; `skipped` is code or markup."""
    start: int
    end: int
    inner: int
    """Where the content starts, behind the opening delimiter."""
    inner_end: int
    delimiter: str = ""
    level: int = 0
    """Of a heading."""
    promoted: bool = False
    """Whether an inline formula is a display when it stands alone on its lines."""


@dataclass(slots=True)
class Scanned:
    """One scanned text: a file, a notebook's cell, a docstring."""

    excerpt: Excerpt
    """The text as its author wrote it."""
    body: str
    """The same text with covered characters; as long as the excerpt."""
    found: list[Found] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    cell: int | None = None
    markdown: bool = True
    """Whether Markdown's and HTML's escapes are to be undone in the mathematics."""


class Paragraphs:
    """Where paragraphs end: at blank lines."""

    def __init__(self, body: str) -> None:
        matches = list(_BREAK.finditer(body))
        self.starts = [match.end() for match in matches]
        self.ends = [match.start() for match in matches]
        self.length = len(body)

    def number(self, at: int) -> int:
        """The number of the paragraph at an index."""
        return bisect_right(self.starts, at)

    def end(self, at: int) -> int:
        """Where the paragraph around an index ends."""
        index = bisect_left(self.ends, at)
        return self.ends[index] if index < len(self.ends) else self.length


class Finder:
    """Finds closing delimiters; each text is searched once for each delimiter, in all."""

    def __init__(self, body: str) -> None:
        self.body = body
        self._known: dict[str, tuple[int, int]] = {}

    def find(self, needle: str, at: int) -> int:
        """The first occurrence at or after an index; -1 for none."""
        searched, found = self._known.get(needle, (0, -2))
        if found == -2 or at < searched or -1 < found < at:
            found = self.body.find(needle, at)
            self._known[needle] = (at, found)
        return found
