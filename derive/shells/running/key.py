"""The key of an answer: a digest of everything that it depends on.

Python model files have none: they are code, and what they say depends on all that they import.
"""

from __future__ import annotations

import os
import stat
from hashlib import sha256

from derive.shells.running.fingerprint import fingerprint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derive.shells.running.task import Settings

LARGEST = 64 << 20
"""Bytes of a file that an answer is kept for."""
_CODE = (".py", ".pyw")


def key(source: str, settings: Settings) -> str | None:
    """The key for a document as it stands on disk now; None where no answer may be kept."""
    if source.endswith(_CODE):
        return None
    text = contents(source)
    return None if text is None else key_of(source, settings, text)


def key_of(source: str, settings: Settings, text: bytes) -> str:
    """The key for a document with these contents."""
    return digest(fingerprint(), repr(settings), source, text)


def digest(*parts: str | bytes) -> str:
    """One digest of several parts, told apart by their lengths."""
    found = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def contents(source: str) -> bytes | None:
    """The bytes of an ordinary file of moderate size; None for anything else."""
    try:
        # A pipe or device would be waited for, or never end.
        if not stat.S_ISREG(os.stat(source).st_mode):
            return None
        with open(source, "rb") as stream:
            text = stream.read(LARGEST + 1)
    except (OSError, ValueError):
        return None
    return text if len(text) <= LARGEST else None
