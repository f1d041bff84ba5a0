"""What a run depended on, noted while it goes: each document with its contents' digest.

When the same is asked again, these are looked at instead of checking anything.
"""

from __future__ import annotations

import os
from hashlib import sha256

from derive.shells.running.key import contents, key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from derive.shells.running.task import Result, Settings

Seen = dict[str, str | None]
"""Path → a digest of what is there, None for nothing."""


class Witness:
    """Notes what one run sees."""

    def __init__(self) -> None:
        self.files: Seen = {}
        self.complete = True
        """Whether all that the run's output depends on is noted."""

    def note(self, result: Result, settings: Settings) -> None:
        """A source was checked; only an answer that may be kept can be given again."""
        text = None if result.key is None else contents(result.source)
        if text is None or key_of(result.source, settings, text) != result.key:
            self.complete = False
        elif self.complete:
            self.files[result.source] = sha256(text).hexdigest()


def file(path: str) -> str | None:
    """The digest of a file's contents; None where there is no file."""
    text = contents(path)
    return None if text is None else sha256(text).hexdigest()


def listing(folder: str) -> str:
    """A digest of the names of everything in a folder and below it, but for hidden folders."""
    found = sha256()
    for line in _names(folder):
        found.update(line.encode("utf-8", "surrogateescape") + b"\0")
    return found.hexdigest()


def _names(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield here
        yield from folders
        yield ""
        yield from _kinds(here, sorted(files))


def _kinds(here: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        path = os.path.join(here, name)
        if os.path.islink(path):
            yield os.path.realpath(path)
