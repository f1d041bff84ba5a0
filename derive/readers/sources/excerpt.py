"""A piece of a page's text in which each character knows where it came from.

What is read is seldom just a slice of the file: a block quote's `>` is left out, a notebook's JSON
escapes and a page's HTML entities are undone.  So an excerpt pairs its characters with offsets
into the page.  Slicing and joining keep the pairing, and every place is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from derive.ground.place import Place
from derive.readers.sources.page import Page


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text with the page offset of each character."""

    page: Page
    text: str
    origin: Sequence[int]
    """For each character the offset where its source starts, and last the offset of the end."""

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Excerpt:
        start, stop, _ = part.indices(len(self.text))
        return self.cut(start, max(start, stop))

    def cut(self, start: int, end: int) -> Excerpt:
        """The characters from one index to another."""
        origin = self.origin[start : end + 1]
        if start < end < len(self.text) and self.origin[end] != self.origin[end - 1] + 1:
            # The next character may stand far away, behind something that was left out.
            origin = (*self.origin[start:end], self._after(end - 1))
        return Excerpt(self.page, self.text[start:end], origin)

    def _after(self, index: int) -> int:
        """Where the source of one character ends, as far as its neighbours tell."""
        here, following = self.origin[index], self.origin[index + 1]
        if self.page.text[here] == self.text[index]:
            return here + 1
        return following

    def stripped(self) -> Excerpt:
        """Without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    @property
    def start(self) -> int:
        """The page offset of the first character."""
        return self.origin[0]

    @property
    def end(self) -> int:
        """The page offset after the last character."""
        return self.origin[-1]

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place in the file of the characters from one index to another; all, if not given."""
        part = self.cut(start, len(self.text) if end is None else max(start, end))
        return self.page.place(part.start, part.end)

    def line(self, index: int = 0) -> str:
        """The whole line of the file on which a character stands."""
        return self.page.line(self.page.position(self.origin[index])[0])


def whole(page: Page) -> Excerpt:
    """The whole text of a page."""
    return Excerpt(page, page.text, range(len(page.text) + 1))


def joined(page: Page, parts: Iterable[Excerpt], end: int) -> Excerpt:
    """Parts set one after another; the offset is where an empty result stands."""
    text: list[str] = []
    origin: list[int] = []
    for part in parts:
        text.append(part.text)
        origin.extend(part.origin[: len(part.text)])
        end = part.end
    return Excerpt(page, "".join(text), (*origin, end))
