"""Where a command line begins: with what is known already, before anything is loaded."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] != ["check"]:
        return _run(arguments)
    from derive.shells.running.again import answered

    return answered(arguments, lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    from derive.shells.command_line import main as run

    return run(arguments)
