"""The written documents that ship."""

from derive.shells.library import Entry, entries

DOCUMENTS: tuple[Entry, ...] = tuple(e for e in entries() if e.path.suffix == ".md")
