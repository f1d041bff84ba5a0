"""Documents as sources of mathematics: what stands where, before anything is read.

    source = read("notes.md")
    for fragment in source.fragments:
        fragment.kind, fragment.text, fragment.place

`scan(text, kind, file)` does the same for text that is at hand.
"""

from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.fragment import Fragment, Heading, Macro, Mark, Source, SourceKind
from derive.readers.sources.kinds import KINDS, kind_of
from derive.readers.sources.page import Page
from derive.readers.sources.reading import read, scan

__all__ = [
    "KINDS",
    "Excerpt",
    "Fragment",
    "Heading",
    "Macro",
    "Mark",
    "Page",
    "Source",
    "SourceKind",
    "kind_of",
    "read",
    "scan",
]
