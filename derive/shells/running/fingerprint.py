"""What an answer depends on besides its source: this package as it stands, and what it judges with.

Asking the installed packages for their versions takes longer than a whole warm run may, so the
versions are read from the names of the folders that installers leave beside the packages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache

PACKAGES = ("sympy", "python_flint", "mpmath", "markdown_it_py")
"""The distributions that may change what is read or decided, as their folders are named."""


@cache
def fingerprint() -> str:
    """The interpreter, the packages, and every file of this package by size and time."""
    python = ".".join(map(str, sys.version_info[:3]))
    return "\n".join([f"python {python}", *sorted(_versions()), *sorted(_files(_package()))])


def _package() -> str:
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _versions() -> Iterator[str]:
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info") and name.partition("-")[0].lower() in PACKAGES:
                yield name


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith(".py"):
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"
