"""Which files a folder stands for: its documents, sorted, and nothing else.

Python files hold code or models; they are read only when they are named.
"""

from __future__ import annotations

import os
from pathlib import Path

from derive.readers.sources.kinds import KINDS

SKIPPED = frozenset({"node_modules", "venv", "env", "site-packages", "__pycache__", "dist"})
"""Folders of other people's files; hidden ones, whose names start with a dot, are skipped too."""


def is_document(path: str | Path) -> bool:
    """Whether a file of this name is found in a folder."""
    return KINDS.get(Path(path).suffix.lower(), "docstrings") != "docstrings"


def documents(folder: str | Path) -> tuple[Path, ...]:
    """The documents in a folder and the folders in it, sorted by path.

    Links that lead out of the folder are not followed, nor are links to folders at all.
    """
    root = Path(folder)
    inside = os.path.realpath(root)
    found: list[Path] = []
    for where, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in SKIPPED)
        for name in files:
            path = Path(where, name)
            if name.startswith(".") or not is_document(name) or not path.is_file():
                continue
            real = os.path.realpath(path)
            if not path.is_symlink() or os.path.commonpath((inside, real)) == inside:
                found.append(path)
    return tuple(sorted(found, key=lambda path: path.parts))
