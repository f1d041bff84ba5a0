"""`derive completion bash|zsh|fish`: a script that completes commands, options and names."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from derive.shells import options
from derive.shells.command import Command
from derive.shells.output import write


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell to complete in")
    options.output(parser)


def run(arguments: Namespace) -> int:
    """Print the script."""
    from derive.ground.codes import CODES
    from derive.shells import library
    from derive.shells.command_line import make_parser
    from derive.shells.completion import Option, words
    from derive.shells.completion_scripts import SCRIPTS

    shipped = [entry.name for entry in library.entries()]

    def values(command: str, option: Option) -> Sequence[str]:
        if "NAME" in option.takes.split("|"):
            return shipped
        return list(CODES) if command == "explain" and not option.flags else ()

    write(SCRIPTS[arguments.shell](words(make_parser()), values), arguments.output)
    return 0


COMMAND = Command("completion", "print a script that completes in your shell", configure, run)
