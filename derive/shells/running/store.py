"""The cache on disk: one file for each answer, found by what the answer depends on.

Entries are written beside their place and moved into it, so that other runs see a whole file or
none, whenever a run is stopped.  Each begins with a digest of the rest: an entry that is not what
was written counts as missing.  Nothing in the folder is ever executed.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

VARIABLE = "DERIVE_CACHE_DIR"
SCHEMA = "1"
"""Changes with the form of entries; older ones are then left behind and cleared away."""
MOST_BYTES = 256 << 20
"""How large the folder may grow; the entries used longest ago go first."""
_LARGEST = 256 << 20
"""Bytes that one entry may unfold to."""
_OURS = re.compile(r"\d+/[0-9a-f]{2}/([0-9a-f]{62}|[0-9a-f]{16}\.tmp)")
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Answers kept by derive.\n"


def folder() -> Path | None:
    """Where answers are kept: as told by the environment, or where the platform keeps caches."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "derive"
        if os.name == "nt":
            return Path(os.environ["LOCALAPPDATA"]) / "derive" / "cache"
        base = os.environ.get("XDG_CACHE_HOME", "")
        return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "derive"
    except (RuntimeError, KeyError):
        return None


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
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        digest, body = data[:32], data[32:]
        if sha256(body).digest() != digest:
            return None
        try:
            unfolding = zlib.decompressobj()
            text = unfolding.decompress(body, _LARGEST)
            if not unfolding.eof:
                return None
            # The time of the last use decides which entries go when there are too many.
            with suppress(OSError):
                os.utime(path)
            return text.decode()
        except (zlib.error, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep an answer; a folder that can't be written to keeps nothing."""
        body = zlib.compress(text.encode(), 1)
        path = self._path(key)
        beside = path.with_name(f"{os.urandom(8).hex()}.tmp")
        try:
            self._prepare(path.parent)
            with open(beside, "xb") as stream:
                stream.write(sha256(body).digest() + body)
            os.replace(beside, path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            return
        self._written += len(body)

    def _path(self, key: str) -> Path:
        return self.root / SCHEMA / key[:2] / key[2:]

    def _prepare(self, below: Path) -> None:
        if not below.is_dir():
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            tag = self.root / "CACHEDIR.TAG"
            if not tag.exists():
                tag.write_text(_TAG)
            below.mkdir(mode=0o700, parents=True, exist_ok=True)

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
