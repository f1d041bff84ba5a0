"""The entries of the cache: one file for each text, found by a key.

An entry is written beside its place and moved into it, so that other runs see a whole file or
none, whenever a run is stopped.  It begins with a digest of the rest: what is not what was written
counts as missing.  Nothing here is ever executed, and little is imported: a run that finds its
answer here should take no longer than that.
"""

from __future__ import annotations

import os
import sys
import zlib
from contextlib import suppress
from hashlib import sha256

VARIABLE = "DERIVE_CACHE_DIR"
SCHEMA = "1"
"""Changes with the form of entries; older ones are then left behind and cleared away."""
LARGEST = 256 << 20
"""Bytes that one entry may unfold to."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Answers kept by derive.\n"


def folder() -> str | None:
    """Where answers are kept: as told by the environment, or where the platform keeps caches."""
    named = os.environ.get(VARIABLE)
    if named:
        return named
    home = os.path.expanduser("~")
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return os.path.join(local, "derive", "cache") if local else None
    if not os.path.isabs(home):
        return None
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "derive")
    base = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(base if os.path.isabs(base) else os.path.join(home, ".cache"), "derive")


def path_of(root: str, key: str) -> str:
    """Where the entry for a key stands."""
    return os.path.join(root, SCHEMA, key[:2], key[2:])


def get(root: str, key: str) -> str | None:
    """The text kept under a key; None where there is none, or not a sound one."""
    path = path_of(root, key)
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError:
        return None
    digest, body = data[:32], data[32:]
    if sha256(body).digest() != digest:
        return None
    try:
        unfolding = zlib.decompressobj()
        text = unfolding.decompress(body, LARGEST)
        if not unfolding.eof:
            return None
        found = text.decode()
    except (zlib.error, UnicodeDecodeError):
        return None
    # The time of the last use decides which entries go when there are too many.
    with suppress(OSError):
        os.utime(path)
    return found


def put(root: str, key: str, text: str) -> int:
    """Keep a text; the bytes written, none if the folder can't be written to."""
    body = zlib.compress(text.encode(), 1)
    path = path_of(root, key)
    beside = os.path.join(os.path.dirname(path), f"{os.urandom(8).hex()}.tmp")
    try:
        _prepare(root, os.path.dirname(path))
        with open(beside, "xb") as stream:
            stream.write(sha256(body).digest() + body)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(beside)
        return 0
    return len(body)


def _prepare(root: str, below: str) -> None:
    if os.path.isdir(below):
        return
    os.makedirs(root, mode=0o700, exist_ok=True)
    tag = os.path.join(root, "CACHEDIR.TAG")
    if not os.path.exists(tag):
        with open(tag, "w", encoding="ascii") as stream:
            stream.write(_TAG)
    os.makedirs(below, mode=0o700, exist_ok=True)
