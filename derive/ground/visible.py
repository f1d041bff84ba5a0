"""Text from documents made fit to be shown: characters that steer are spelled out.

Documents are data.  An escape sequence, a change of writing direction or a line separator inside
one must neither move a terminal's cursor nor make a line look like another.  Every face that
prints text goes through here.
"""

from __future__ import annotations

from unicodedata import category

_SPELLED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode categories that are spelled out: controls, formats, surrogates, separators of lines."""


def visible(text: str, *, keep: str = "\n") -> str:
    """The text with every steering character, but those to keep, as its escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or not steers(c) else escape(c) for c in text)


def steers(character: str) -> bool:
    """Whether a character is not one that is simply seen."""
    return category(character) in _SPELLED


def escape(character: str) -> str:
    r"""A character's escape, such as \x1b or \u202e."""
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def in_one_line(text: str) -> str:
    """The text on one line: white space of any kind is one space."""
    return visible(" ".join(text.split()))


def inert(line: str) -> str:
    """A line of a log that a build server takes for no command, whatever a document says."""
    start = len(line) - len(line.lstrip())
    if line.startswith("::", start):
        line = f"{line[:start]}: {line[start + 1 :]}"
    return line.replace("##[", "## [")
