"""Where results go: standard output, or the file that -o names."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from derive.ground.diagnostic import fail


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """The stream to write results to; a file that can't be written is an error with its name."""
    if path is None or path == "-":
        from derive.renderers.fallback import spell_out

        spell_out(sys.stdout)
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except OSError as error:
        raise fail(
            "unwritable-output",
            f"{path} can't be written: {error.strerror}",
            help="give a file in a folder that exists and may be written to",
        ) from None


def write(text: str, path: str | None) -> None:
    """Write a whole result, with a line end at its end."""
    with opened(path) as stream:
        stream.write(text if text.endswith("\n") else text + "\n")
