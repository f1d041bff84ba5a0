"""Patterns of paths, as people know them from `.gitignore`.

`*` and `?` stay within a folder's name, `**` goes across; a pattern without a slash matches at any
depth; what matches a folder matches everything in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PARTS = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matcher(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """One expression that matches the relative paths, with slashes, of all; None for none."""
    found = [_expression(each) for each in patterns if each.strip("/")]
    return re.compile(f"(?:{'|'.join(found)})(?:/.*)?", re.DOTALL) if found else None


def _expression(pattern: str) -> str:
    text = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
    anchored = "/" in text
    body = "".join(
        _MEANING.get(part[0], re.escape(part[0])) for part in _PARTS.finditer(text.lstrip("/"))
    )
    return body if anchored else f"(?:.*/)?{body}"
