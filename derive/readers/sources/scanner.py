"""One pass over a text from delimiter to delimiter, by a table of recognisers.

At each character that may open something, the recogniser for it says how far what it found
reaches, or nothing.  Closing delimiters are looked up with memory, so a text full of openers that
are never closed costs no more than any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources.finding import Finder, Found, FoundKind, Paragraphs, Scanned

LONGEST_DISPLAY = 20_000
"""A display of more characters than these was never closed."""

MOST_COMPLAINTS = 100
"""After these many a file is no document, and one more message helps nobody."""

_ENVIRONMENT = re.compile(r"\\(?P<side>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}")


class Scanner:
    """The state of one pass."""

    def __init__(self, scanned: Scanned) -> None:
        self.scanned = scanned
        self.body = scanned.body
        self.paragraphs = Paragraphs(scanned.body)
        self.finder = Finder(scanned.body)

    @cached_property
    def environments(self) -> dict[int, int]:
        """Where each `\\begin{…}` starts → where its own `\\end{…}` ends, if it has one near."""
        found: dict[int, int] = {}
        opened: dict[str, list[int]] = {}
        for match in _ENVIRONMENT.finditer(self.body):
            waiting = opened.setdefault(match["name"], [])
            if match["side"] == "begin":
                waiting.append(match.start())
            elif waiting:
                start = waiting.pop()
                if match.end() - start < LONGEST_DISPLAY:
                    found[start] = match.end()
        return found

    def run(self, openings: re.Pattern[str], table: dict[str, Recogniser]) -> None:
        """Read the whole text; the pattern's match, by its first character, picks the row."""
        at = 0
        while (match := openings.search(self.body, at)) is not None:
            found = table[match[0][0]](self, match)
            at = max(found or match.end(), match.end())

    def add(
        self, kind: FoundKind, start: int, end: int, inner: tuple[int, int], delimiter: str = ""
    ) -> int:
        """Keep something found; where it ends."""
        self.scanned.found.append(Found(kind, start, end, *inner, delimiter))
        return end

    def complain(self, code: str, message: str, start: int, end: int, help: str) -> None:
        """Tell of something wrong with the document itself."""
        if len(self.scanned.diagnostics) >= MOST_COMPLAINTS:
            return
        excerpt = self.scanned.excerpt
        place = excerpt.place(start, end)
        self.scanned.diagnostics.append(
            Diagnostic(code, message, place, help, excerpt.line(start), level="warning")
        )


Recogniser = Callable[[Scanner, re.Match[str]], int | None]
"""Where what starts at the match ends, or None if nothing does."""
