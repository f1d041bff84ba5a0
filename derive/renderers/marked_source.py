"""A line of a document with the part in question underlined.

The line is taken from the file where the file still says there what was read; otherwise, as in a
notebook whose text is escaped, what was read is shown by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import combining, east_asian_width

from derive.ground.place import Place
from derive.ground.visible import escape, steers

LineOf = Callable[[str, int], "str | None"]
"""File and line number, counted from 1, to the text of that line; None where there is none."""

WIDEST = 160
"""Longer lines are cut around the part in question."""
BEFORE = 40
"""So many characters before the part stay when a line is cut."""


def no_lines(file: str, line: int) -> str | None:
    """Knows no file."""
    return None


def marked_source(place: Place, source: str, line_of: LineOf) -> Iterator[str]:
    """The line and the marks under it; nothing where there is no source."""
    line = line_of(place.file, place.line)
    written = source.split("\n")
    if line is not None and (found := _span(place, line, written)) is not None:
        start, end = found
    elif source.strip():
        line, start, end = written[0], 0, len(written[0])
    else:
        return
    line, start, end = _cut(line.rstrip(), start, min(end, len(line.rstrip())))
    number = str(place.line)
    gutter = " " * len(number)
    before, part = _seen(line[:start]), _seen(line[start:end])
    yield f"{number} | {before}{part}{_seen(line[end:])}"
    yield f"{gutter} | {' ' * width(before)}{'^' * max(1, width(part))}"


def _span(place: Place, line: str, written: list[str]) -> tuple[int, int] | None:
    """Where on the line the part stands, if the line says there what was read."""
    start = place.column - 1
    if start > len(line):
        return None
    one_line = place.end_line in (None, place.line)
    end = place.end_column - 1 if one_line and place.end_column is not None else len(line)
    end = max(start, min(end, len(line)))
    said, read = "".join(line[start:end].split()), "".join("".join(written).split())
    return (start, end) if not read or said in read or read in said else None


def _cut(line: str, start: int, end: int) -> tuple[str, int, int]:
    if len(line) <= WIDEST:
        return line, start, end
    first = max(0, start - BEFORE)
    last = min(len(line), first + WIDEST)
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    moved = len(head) - first
    return f"{head}{line[first:last]}{tail}", start + moved, min(end, last) + moved


def _seen(text: str) -> str:
    return "".join(" " if c == "\t" else escape(c) if steers(c) else c for c in text)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    wide = sum(east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(map(bool, map(combining, text)))
