"""The lines of documents, for showing what a message is about; a file is read at most once."""

from __future__ import annotations

from functools import lru_cache

LARGEST = 16 << 20
"""Characters of a file that are read to show its lines."""


@lru_cache(maxsize=8)
def _lines(file: str) -> tuple[str, ...]:
    try:
        with open(file, encoding="utf-8-sig", errors="replace", newline="") as stream:
            return tuple(stream.read(LARGEST).split("\n"))
    except (OSError, ValueError):
        return ()


def line_of(file: str, line: int) -> str | None:
    """One line of a file that was checked, counted from 1; None if it can't be had.

    The lines of a notebook are those of its JSON, which nobody wrote: they are never shown.
    """
    if file.endswith(".ipynb"):
        return None
    lines = _lines(file)
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else None
