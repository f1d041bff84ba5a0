"""The way in: a file or a text to its fragments."""

from __future__ import annotations

from pathlib import Path

from derive.ground.diagnostic import fail
from derive.ground.place import Place
from derive.readers.sources.assembling import assemble
from derive.readers.sources.excerpt import whole
from derive.readers.sources.fragment import Source, SourceKind
from derive.readers.sources.markdown import scan_markdown
from derive.readers.sources.page import Page

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


def read(path: str | Path) -> Source:
    """The source in a file; raises a `DeriveError` when the file can't be read at all."""
    kind = kind_of(path)
    if kind is None:
        raise fail("unreadable-file", "not a document of a known kind", place=Place(str(path), 1))
    return scan(Path(path).read_text(encoding="utf-8"), kind, str(path))


def scan(text: str, kind: SourceKind = "markdown", file: str = "<text>") -> Source:
    """The fragments of a text, in order; never fails, whatever the text is."""
    page = Page(file, text)
    return assemble(page, kind, [scan_markdown(whole(page))])
