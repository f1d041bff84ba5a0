"""The text of one file, and the place of each of its characters.

Everything found in a file keeps offsets into this text: positions are computed once, here, when a
diagnostic or a verdict needs them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from derive.ground.place import Place


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One file as text, never changed; two pages are equal only when they are the same."""

    file: str
    """Its name, as it is shown to a person."""
    text: str = field(repr=False)
    """The decoded text, without a byte-order mark, line ends as they stand."""
    starts: tuple[int, ...] = field(init=False, repr=False)
    """The offset at which each line starts."""

    def __post_init__(self) -> None:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "starts", tuple(starts))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def place(self, start: int, end: int) -> Place:
        """The region from one offset to another; the end is exclusive."""
        return Place(self.file, *self.position(start), *self.position(max(start, end)))

    def line(self, number: int) -> str:
        """One line of the text, counted from 1, without its line end."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
