"""The kinds of documents, by the names of their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derive.readers.sources.fragment import SourceKind

KINDS: dict[str, SourceKind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".rmd": "markdown",
    ".qmd": "markdown",
    ".tex": "tex",
    ".ipynb": "notebook",
    ".rst": "rst",
    ".py": "docstrings",
}
"""Suffix in lower case → how the file is cut up."""


def kind_of(path: str | Path) -> SourceKind | None:
    """How a file of this name is cut up; None for a file that is no document."""
    return KINDS.get(Path(path).suffix.lower())
