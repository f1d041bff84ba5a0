"""A piece of a page's text in which each character knows where it came from.

What is read is seldom just a slice of the file: a block quote's `>` is left out, a notebook's JSON
escapes and a page's HTML entities are undone.  So an excerpt pairs its characters with offsets
into the page.  Slicing and joining keep the pairing, and every place is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from derive.ground.place import Place
from derive.readers.sources.page import Page

LONGEST_LINE = 2_000
"""A message shows no longer line; a paragraph of prose may be one."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text with the page offsets of each character."""

    page: Page = field(repr=False)
    text: str
    origin: Sequence[int] = field(repr=False)
    """For each character the offset where its source starts, and last the offset of the end."""
    ends: Sequence[int] = field(repr=False)
    """For each character the offset where its source ends."""

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Excerpt:
        start, stop, _ = part.indices(len(self.text))
        return self.cut(start, max(start, stop))

    def cut(self, start: int, end: int) -> Excerpt:
        """The characters from one index to another."""
        ends = self.ends[start:end]
        if start < end and ends[-1] != self.origin[end]:
            # The next character stands further on, behind something that was left out.
            origin: Sequence[int] = (*self.origin[start:end], ends[-1])
        else:
            origin = self.origin[start : end + 1]
        return Excerpt(self.page, self.text[start:end], origin, ends)

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

    def line(self, index: int = 0) -> str | None:
        """The whole line of the file that holds a character; None if it is too long to show."""
        line = self.page.line(self.page.position(self.origin[index])[0])
        return line if len(line) <= LONGEST_LINE else None


def whole(page: Page) -> Excerpt:
    """The whole text of a page."""
    length = len(page.text)
    return Excerpt(page, page.text, range(length + 1), range(1, length + 1))


def joined(page: Page, parts: Iterable[Excerpt], end: int) -> Excerpt:
    """Parts set one after another; the offset is where an empty result stands."""
    text: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    for part in parts:
        text.append(part.text)
        origin.extend(part.origin[: len(part.text)])
        ends.extend(part.ends)
    return Excerpt(page, "".join(text), (*origin, ends[-1] if ends else end), tuple(ends))


def without(excerpt: Excerpt, spans: Iterable[tuple[int, int]]) -> Excerpt:
    """The excerpt with some spans left out, given in order, not overlapping."""
    return replaced(excerpt, ((start, end, "") for start, end in spans))


def replaced(excerpt: Excerpt, spans: Iterable[tuple[int, int, str]]) -> Excerpt:
    """The excerpt with other text in some spans, in order; new text stands where the old did."""
    parts: list[Excerpt] = []
    at = 0
    for start, end, text in spans:
        parts.append(excerpt.cut(at, start))
        if text:
            old = excerpt.cut(start, end)
            parts.append(_standing_at(excerpt.page, text, old.start, old.end))
        at = end
    if not parts:
        return excerpt
    parts.append(excerpt.cut(at, len(excerpt.text)))
    return joined(excerpt.page, (p for p in parts if p.text), excerpt.start)


def _standing_at(page: Page, text: str, start: int, end: int) -> Excerpt:
    size = len(text)
    return Excerpt(page, text, (*(start,) * size, end), (end,) * size)
