"""From what is named to the files that are checked: a folder stands for the documents in it.

Model files are code and run only when they are named, so a folder never stands for one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from derive.ground.diagnostic import fail
from derive.shells.patterns import matcher


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
        from derive.readers.sources.discovery import documents

        inside = [os.path.normpath(path) for path in documents(name)]
        if pattern is not None:
            inside = [path for path in inside if not pattern.fullmatch(_relative(path, base))]
        if not inside:
            raise fail(
                "nothing-to-check",
                f"there is no document in the folder {name}",
                help="name another folder, or a file: model files run only when they are named",
            )
        found.update(dict.fromkeys(inside))
    return list(found)


def _relative(path: str, base: str) -> str:
    return os.path.relpath(path, base).replace(os.sep, "/")
