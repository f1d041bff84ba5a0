"""From the bytes of a file to text: whatever they are, some text comes out, or a clear refusal."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from derive.ground.diagnostic import Diagnostic, fail
from derive.ground.place import Place

LARGEST = 32 * 1024 * 1024
"""No file of more bytes is read; documents are far smaller, data files are not."""

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x03]")


def text_of(path: Path, found: list[Diagnostic]) -> str:
    """The text of a file; raises a `DeriveError` if the file can't be opened or is too large."""
    try:
        if not path.is_file():
            raise fail("unreadable-file", f"{path} is not a file", help="name a document")
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise fail(
            "unreadable-file", f"{path} can't be read: {error.strerror}", help="name another file"
        ) from None
    if len(data) > LARGEST:
        raise fail(
            "too-large",
            f"{path} has more than {LARGEST // 1024**2} MB, which is no document to read",
            help="name the part that holds the mathematics",
        )
    return decoded(data, str(path), found)


def decoded(data: bytes, file: str, found: list[Diagnostic]) -> str:
    """Bytes as text, as UTF-8 unless a mark at the start says otherwise."""
    for bom, encoding in _WIDE:
        if data.startswith(bom):
            return readable(data.decode(encoding, "replace"))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return readable(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        found.append(
            Diagnostic(
                "undecodable-text",
                f"this file is not UTF-8 text: byte 0x{data[error.start]:02x} stands here",
                Place(file, line, column, line, column + 1),
                "save the file as UTF-8; what can't be decoded was left as �",
                level="warning",
            )
        )
        return readable(data.decode("utf-8", "replace"))


def readable(text: str) -> str:
    """The text without the control characters that no one can see, as many characters long."""
    return _CONTROL.sub("�", text)
