"""Which files the configuration opts in: glob patterns with `**` for any folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path


def matches(path: Path, root: Path, patterns: Iterable[str]) -> bool:
    """Whether a file lies below the root at a place that some pattern names."""
    try:
        below = path.relative_to(root).as_posix()
    except ValueError:
        return False
    return any(_expression(each).fullmatch(below) for each in patterns)


@lru_cache
def _expression(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.removeprefix("./"))
    spelt = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(spelt.get(piece) or re.escape(piece) for piece in pieces))
