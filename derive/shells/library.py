"""The derivations that ship with the package: models in Python, and written documents.

In a checkout they stand in `derivations/` at its root, in an installed wheel in
`derive/_derivations`.  Listing them reads each model's docstring and each document's title, and
runs nothing.  A name belongs to the model where a document has it, too.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
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
    return tuple(_entry(name, file) for name, file in sorted(_files().items()))


def find(name: str) -> Entry | None:
    """The shipped derivation of this name."""
    wanted = name.replace("_", "-")
    file = _files().get(wanted)
    return None if file is None else _entry(wanted, file)


def _files() -> dict[str, Path]:
    """The files by name."""
    found: dict[str, Path] = {}
    for suffix in SUMMARIES:
        for file in folder().glob(f"[!_]*{suffix}"):
            found.setdefault(file.stem.replace("_", "-"), file)
    return found


def _entry(name: str, file: Path) -> Entry:
    return Entry(name, SUMMARIES[file.suffix](file.read_text(encoding="utf-8")), file)


def _docstring(text: str) -> str:
    """The first line of a model's docstring."""
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def _title(text: str) -> str:
    """The first heading of a document, with a full stop as the other summaries have."""
    headings = (line for line in text.splitlines() if line.startswith("# "))
    title = next(headings, "").removeprefix("# ").strip()
    return title and f"{title}."


SUMMARIES: dict[str, Callable[[str], str]] = {".py": _docstring, ".md": _title}
"""The kinds of files that ship, the first with the first claim to a name → how one is summed up."""
