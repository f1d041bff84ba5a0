"""A report saved earlier as JSON or JSON lines, to compare with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from derive.ground.diagnostic import DeriveError, fail

NEEDED: dict[str, type | tuple[type, ...]] = {
    "fingerprint": str,
    "file": str,
    "line": int,
    "column": int,
    "source": str,
    "verdict": (str, type(None)),
    "standing": str,
}
"""The keys of a relation that a comparison needs, with what they hold."""


def saved_relations(path: str) -> list[Mapping[str, Any]]:
    """The relations of a saved report; anything else is an error that says so."""
    try:
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise _wrong(path, f"{path} can't be read: {reason}") from None
    try:
        found = _rows(text)
    except (ValueError, RecursionError):
        raise _wrong(path, f"{path} is no JSON") from None
    if found is None:
        raise _wrong(path, f"{path} is no report of derive check in schema 1")
    return found


def _rows(text: str) -> list[Mapping[str, Any]] | None:
    try:
        whole = json.loads(text)
        rows = whole.get("relations") if isinstance(whole, dict) else None
        schema = whole.get("schema") if isinstance(whole, dict) else None
        if rows is None and schema == 1 and whole.get("type") == "summary":
            rows = []
    except json.JSONDecodeError:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
        if not all(isinstance(line, dict) for line in lines):
            return None
        rows = [line for line in lines if line.get("type") == "relation"]
        schema = next((x.get("schema") for x in lines if x.get("type") == "summary"), None)
    if schema != 1 or not isinstance(rows, list):
        return None
    return rows if all(map(_is_relation, rows)) else None


def _is_relation(row: Any) -> bool:
    return isinstance(row, dict) and all(
        key in row and isinstance(row[key], kind) for key, kind in NEEDED.items()
    )


def _wrong(path: str, message: str) -> DeriveError:
    return fail(
        "unreadable-baseline",
        message,
        help="write one with: derive check … --format json -o BASE.json",
    )
