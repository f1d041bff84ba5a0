"""The derivations that ship with the package.

In a checkout they stand in `derivations/` at its root, in an installed wheel in
`derive/_derivations`.  Listing them reads each file's docstring and runs nothing.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import derive


@dataclass(frozen=True, slots=True)
class Entry:
    """One shipped derivation."""

    name: str
    """Such as `logistic-regression`."""
    summary: str
    """What it derives, in one line."""
    path: Path
    """The file that states it."""


def folder() -> Path:
    """Where the shipped derivations stand."""
    package = Path(derive.__file__).parent
    installed = package / "_derivations"
    return installed if installed.is_dir() else package.parent / "derivations"


def entries() -> tuple[Entry, ...]:
    """Every shipped derivation, by name."""
    files = sorted(folder().glob("[!_]*.py"))
    return tuple(Entry(_name(file), _summary(file), file) for file in files)


def find(name: str) -> Entry | None:
    """The shipped derivation of this name."""
    wanted = name.replace("_", "-")
    for file in folder().glob("[!_]*.py"):
        if _name(file) == wanted:
            return Entry(wanted, _summary(file), file)
    return None


def _name(file: Path) -> str:
    return file.stem.replace("_", "-")


def _summary(file: Path) -> str:
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return words.partition("\n")[0]
