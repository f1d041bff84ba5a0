"""The lines of the files that a test run reports on."""

from __future__ import annotations

from functools import lru_cache


def line_of(file: str, line: int) -> str | None:
    """The text of a line, counted from 1; None where there is none."""
    lines = _lines(file)
    return lines[line - 1] if 0 < line <= len(lines) else None


@lru_cache(maxsize=8)
def _lines(file: str) -> tuple[str, ...]:
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return tuple(text.rstrip("\n") for text in stream)
    except OSError:
        return ()
