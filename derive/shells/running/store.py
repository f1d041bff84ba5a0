"""The cache as a whole: its entries, how much they take, and how they go."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from derive.shells.running import entries
from derive.shells.running.entries import VARIABLE

__all__ = ["MOST_BYTES", "VARIABLE", "Store", "Usage", "folder"]

MOST_BYTES = 256 << 20
"""How large the folder may grow; the entries used longest ago go first."""
_OURS = re.compile(r"\d+/[0-9a-f]{2}/([0-9a-f]{62}|[0-9a-f]{16}\.tmp)")


def folder() -> Path | None:
    """Where answers are kept; None where the platform names no place."""
    found = entries.folder()
    return None if found is None else Path(found)


@dataclass(frozen=True, slots=True)
class Usage:
    """What the folder holds."""

    entries: int
    size: int
    """In bytes."""


class Store:
    """The answers in one folder."""

    def __init__(self, root: Path, most: int = MOST_BYTES) -> None:
        self.root = root
        self.most = most
        self._written = 0

    def get(self, key: str) -> str | None:
        """The answer kept under a key; None where there is none, or not a sound one."""
        return entries.get(str(self.root), key)

    def put(self, key: str, text: str) -> None:
        """Keep an answer; a folder that can't be written to keeps nothing."""
        self._written += entries.put(str(self.root), key, text)

    def usage(self) -> Usage:
        """How many entries there are, and how large they are together."""
        sizes = [size for _, size, _ in self._files()]
        return Usage(len(sizes), sum(sizes))

    def clear(self) -> Usage:
        """Remove every entry; says what was removed."""
        count = size = 0
        for _, length, path in list(self._files()):
            with suppress(OSError):
                path.unlink()
                count, size = count + 1, size + length
        return Usage(count, size)

    def trim(self) -> None:
        """After much was written: remove what was used longest ago, down to the bound."""
        if self._written * 16 < self.most and not self._seldom():
            return
        files = sorted(self._files())
        size = sum(length for _, length, _ in files)
        for _, length, path in files:
            if size <= self.most:
                break
            with suppress(OSError):
                path.unlink()
            size -= length
        self._written = 0

    def _seldom(self) -> bool:
        """One written run in sixteen looks, so that many small runs are bounded too."""
        return self._written > 0 and os.urandom(1)[0] < 16

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """Time of last use, size and place of every file that this cache wrote."""
        for path in self.root.glob("*/??/*"):
            # The folder may have been named by mistake: nothing else in it is ever touched.
            if not _OURS.fullmatch("/".join(path.parts[-3:])):
                continue
            with suppress(OSError):
                found = path.stat()
                yield found.st_mtime, found.st_size, path
