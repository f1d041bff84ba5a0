"""Several formats in one run: `--format text --format sarif -o derive.sarif`.

An `-o` names the file of the `--format` before it; a format without one goes to stdout.  Every
file is opened before anything is checked, so that a long run does not end in vain.
"""

from __future__ import annotations

import os
import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from derive.ground.diagnostic import DeriveError, fail
from derive.shells.output import opened

if TYPE_CHECKING:
    from derive.model.derivation import Report
    from derive.renderers.face import Face

FORMATS = ("text", "json", "jsonl", "sarif", "github", "junit", "markdown")
"""The formats of `check`; the table of the renderers has the same names, and a test compares."""


class _InOrder(Action):
    """Keeps options in the order in which they are given."""

    def __call__(
        self,
        parser: ArgumentParser,
        namespace: Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        given = [*(getattr(namespace, "outputs", None) or []), (self.dest, values)]
        namespace.outputs = given


def configure(parser: ArgumentParser) -> None:
    """The arguments."""
    parser.set_defaults(outputs=None)
    parser.add_argument(
        "--format",
        action=_InOrder,
        choices=FORMATS,
        help="output format (default: text); may be given several times, each with its -o",
    )
    parser.add_argument(
        "-o",
        "--output",
        action=_InOrder,
        metavar="FILE",
        help="write the format before it there instead of to stdout",
    )


@dataclass(slots=True)
class Output:
    """One format and where it goes."""

    format: str
    path: str | None = None
    """None for stdout."""


def asked(given: Sequence[tuple[str, str]] | None, default: str) -> list[Output]:
    """The outputs for the options in order; with a file but no format, the default one."""
    outputs: list[Output] = []
    early: str | None = None
    for option, value in given or ():
        if option == "format":
            outputs.append(Output(value, early))
            early = None
        elif outputs and outputs[-1].path is None:
            outputs[-1].path = value
        elif outputs or early is not None:
            raise _usage(f"-o {value} belongs to no --format: each takes one")
        else:
            early = value
    if not outputs:
        outputs.append(Output(default, early))
    if sum(each.path in (None, "-") for each in outputs) > 1:
        raise _usage("two formats can't both go to stdout: give one of them -o FILE")
    files = [os.path.abspath(each.path) for each in outputs if each.path not in (None, "-")]
    if len(set(files)) < len(files):
        raise _usage("two formats can't go to the same file")
    return outputs


def _usage(message: str) -> DeriveError:
    return fail("usage", message, help="such as --format text --format sarif -o derive.sarif")


class Sink:
    """Faces with their streams, open together; each report goes to all."""

    def __init__(self, outputs: Sequence[tuple[Output, Face]]) -> None:
        self._outputs = outputs
        self._stack = ExitStack()
        self._open: list[tuple[Face, TextIO]] = []

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._open = [
                (face, stack.enter_context(opened(output.path))) for output, face in self._outputs
            ]
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def add(self, report: Report) -> None:
        """Give a report to every face."""
        for face, stream in self._open:
            _put(face.add(report), stream)

    def end(self, *, on_stdout: bool = True) -> None:
        """Let every face finish; without anything to tell, stdout stays empty."""
        for face, stream in self._open:
            text = face.end()
            if stream is not sys.stdout or on_stdout:
                _put(text, stream)


def _put(text: str, stream: TextIO) -> None:
    if not text:
        return
    if stream is sys.stdout and sys.stderr.isatty():
        # Progress may stand on the line; results begin on a line of their own.
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    stream.write(text)
    if stream is sys.stdout:
        stream.flush()
