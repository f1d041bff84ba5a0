"""From what is named to the files that are checked: a folder stands for the documents in it.

Model files are code and run only when they are named, so a folder never stands for one.  Links
that lead out of a folder are not followed: nothing outside of what was named is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from derive.ground.diagnostic import fail
from derive.shells.patterns import matcher

SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages"})
"""Folders that hold what others wrote; so do hidden ones."""


def selected(names: Sequence[str], exclude: Iterable[str] = (), base: str = ".") -> list[str]:
    """The names with each folder replaced by its documents, in order, each file once.

    Patterns to exclude are relative to the base, and hold for what is found in folders: a file
    that is named is always checked.
    """
    pattern = matcher(exclude)
    found: dict[str, None] = {}
    for name in names:
        if not os.path.isdir(name):
            found.setdefault(name)
            continue
        inside = list(documents(name, pattern, base))
        if not inside:
            raise fail(
                "nothing-to-check",
                f"there is no document in the folder {name}",
                help="name another folder, or a file: model files run only when they are named",
            )
        found.update(dict.fromkeys(inside))
    return list(found)


def documents(
    folder: str, exclude: re.Pattern[str] | None = None, base: str = "."
) -> Iterator[str]:
    """The documents in a folder and below it, sorted."""
    from derive.readers.sources.reading import KINDS

    suffixes = set(KINDS) - {".py"}
    root = os.path.realpath(folder)
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED
            and not _is_excluded(os.path.join(here, name), exclude, base)
        )
        for name in sorted(files):
            path = os.path.join(here, name)
            if Path(name).suffix.lower() not in suffixes or name.startswith("."):
                continue
            if _is_excluded(path, exclude, base) or not _is_inside(path, root):
                continue
            yield os.path.normpath(path)


def _is_excluded(path: str, exclude: re.Pattern[str] | None, base: str) -> bool:
    if exclude is None:
        return False
    relative = os.path.relpath(path, base).replace(os.sep, "/")
    return exclude.fullmatch(relative) is not None


def _is_inside(path: str, root: str) -> bool:
    real = os.path.realpath(path)
    return os.path.isfile(real) and os.path.commonpath([real, root]) == root
