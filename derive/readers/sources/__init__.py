"""Documents as sources of mathematics: what stands where, before anything is read.

    source = read("notes.md")
    for fragment in source.fragments:
        fragment.kind, fragment.text, fragment.place

`scan(text, kind, file)` does the same for text that is at hand.  Each name is fetched when it is
first used, so that finding the documents of a folder does not load what reads them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.readers.sources.excerpt import Excerpt as Excerpt
    from derive.readers.sources.fragment import Fragment as Fragment
    from derive.readers.sources.fragment import Heading as Heading
    from derive.readers.sources.fragment import Macro as Macro
    from derive.readers.sources.fragment import Mark as Mark
    from derive.readers.sources.fragment import Source as Source
    from derive.readers.sources.fragment import SourceKind as SourceKind
    from derive.readers.sources.kinds import KINDS as KINDS
    from derive.readers.sources.kinds import kind_of as kind_of
    from derive.readers.sources.page import Page as Page
    from derive.readers.sources.reading import read as read
    from derive.readers.sources.reading import scan as scan

_HOMES = {
    "Excerpt": "excerpt",
    "Fragment": "fragment",
    "Heading": "fragment",
    "KINDS": "kinds",
    "Macro": "fragment",
    "Mark": "fragment",
    "Page": "page",
    "Source": "fragment",
    "SourceKind": "fragment",
    "kind_of": "kinds",
    "read": "reading",
    "scan": "reading",
}
"""Public name → the module that has it."""

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


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
