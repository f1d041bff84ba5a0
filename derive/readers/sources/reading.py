"""The way in: a file or a text to its fragments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from derive.ground.diagnostic import Diagnostic, fail
from derive.readers.sources.assembling import assemble
from derive.readers.sources.decoding import readable, text_of
from derive.readers.sources.docstrings import scan_docstrings
from derive.readers.sources.excerpt import whole
from derive.readers.sources.finding import Scanned
from derive.readers.sources.fragment import Macro, Source, SourceKind
from derive.readers.sources.kinds import KINDS, kind_of
from derive.readers.sources.lint import github_note
from derive.readers.sources.markdown import scan_markdown
from derive.readers.sources.notebook import cells
from derive.readers.sources.page import Page
from derive.readers.sources.rst import scan_rst
from derive.readers.sources.tex import scan_tex

Scan = tuple[list[Scanned], list[Macro]]


def read(path: str | Path, *, kind: SourceKind | None = None) -> Source:
    """The source in a file; raises a `DeriveError` when the file can't be read at all."""
    kind = kind or kind_of(path)
    if kind is None:
        raise fail(
            "unreadable-file",
            f"{path} is no document of a known kind",
            help=f"documents end in {', '.join(KINDS)}",
        )
    found: list[Diagnostic] = []
    text = text_of(Path(path), found)
    return _source(Page(str(path), text), kind, found)


def scan(text: str, kind: SourceKind = "markdown", file: str = "<text>") -> Source:
    """The fragments of a text, in order; never fails, whatever the text is."""
    return _source(Page(file, readable(text)), kind, [])


def _source(page: Page, kind: SourceKind, found: list[Diagnostic]) -> Source:
    scanned, macros = SCANNERS[kind](page, found)
    return assemble(page, kind, scanned, macros, found)


def _markdown(page: Page, found: list[Diagnostic]) -> Scan:
    scanned = scan_markdown(whole(page))
    # Documents with front matter, and those of other tools, are not written for GitHub.
    if page.file.endswith(".md") and not page.text.startswith(("---", "+++")):
        note = github_note(scanned)
        found += [note] if note is not None else []
    return [scanned], []


def _tex(page: Page, found: list[Diagnostic]) -> Scan:
    scanned, macros = scan_tex(whole(page))
    return [scanned], macros


def _notebook(page: Page, found: list[Diagnostic]) -> Scan:
    parts: list[Scanned] = []
    for cell in cells(page, found):
        part = scan_markdown(cell.text, front_matter=False)
        part.cell = cell.number
        parts.append(part)
    return parts, []


def _rst(page: Page, found: list[Diagnostic]) -> Scan:
    return [scan_rst(whole(page))], []


def _docstrings(page: Page, found: list[Diagnostic]) -> Scan:
    return scan_docstrings(page, found), []


SCANNERS: dict[SourceKind, Callable[[Page, list[Diagnostic]], Scan]] = {
    "markdown": _markdown,
    "tex": _tex,
    "notebook": _notebook,
    "rst": _rst,
    "docstrings": _docstrings,
}
"""Kind → what cuts up a page of it."""
