"""JSON that is safe on a terminal: characters that steer are escaped, the others stay readable."""

from __future__ import annotations

import json
from typing import Any

from derive.ground.visible import steers


def json_text(data: Any, *, indent: int | None = None) -> str:
    """The data as JSON; control and format characters, which only strings hold, as escapes."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(c if c == "\n" or not steers(c) else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]
