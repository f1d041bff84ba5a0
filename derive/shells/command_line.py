"""The command `derive`: picks a command, runs it, and turns every trouble into one message.

Results go to stdout, all else to stderr.  Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from typing import Any, NoReturn

from derive import __version__
from derive.ground.diagnostic import DeriveError, fail
from derive.shells.commands import COMMANDS
from derive.shells.exit_codes import TROUBLE
from derive.shells.messages import complain

_EPILOG = """\
exit codes:
  0  every claim is proved, or holds under the conditions shown
  1  a claim is refuted, ill-formed, ambiguous, unread or unknown
  2  the command or its input can't be used, or there is nothing to check
"""


class Parser(ArgumentParser):
    """Tells of a wrong command line in the same form as all other trouble."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and leaving."""
        raise fail("usage", message, help=f"see {self.prog} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing but SystemExit is ever raised."""
    try:
        _tolerate_narrow_encodings()
        arguments = _parsed(sys.argv[1:] if argv is None else argv)
        run: Any = arguments.run
        return int(run(arguments))
    except DeriveError as error:
        complain(error.diagnostic)
    except BrokenPipeError:
        # The reader of a pipe left; Python must not complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        complain(fail("interrupted", "stopped from the keyboard").diagnostic)
    except Exception as error:
        complain(_ours(error).diagnostic)
    return TROUBLE


def _parsed(argv: Sequence[str]) -> Any:
    parser = make_parser()
    names = [command.name for command in COMMANDS]
    if not argv:
        raise fail("usage", f"give a command: {', '.join(names)}", help="see derive --help")
    first = argv[0]
    if not first.startswith("-") and first not in names:
        from difflib import get_close_matches

        close = get_close_matches(first, names, n=1)
        advice = f"did you mean derive {close[0]}?" if close else f"known are {', '.join(names)}"
        raise fail("usage", f"there is no command {first!r}", help=advice)
    return parser.parse_args(argv)


def make_parser() -> ArgumentParser:
    """The parser of the whole command line."""
    parser = Parser(
        prog="derive",
        description="Carries mathematical derivations out, proves every step, prints and typesets.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"derive {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        below = commands.add_parser(command.name, help=command.help, description=command.help)
        command.configure(below)
        below.set_defaults(run=command.run)
    return parser


def _tolerate_narrow_encodings() -> None:
    """Spell out what the encoding of a stream lacks, rather than fail on it."""
    for stream in (sys.stdout, sys.stderr):
        if not (stream.encoding or "utf-8").lower().startswith("utf"):
            from derive.renderers.fallback import spell_out

            spell_out(stream)


def _ours(error: Exception) -> DeriveError:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = ""
    if trace is not None:
        where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})"
    return fail(
        "internal-error",
        f"derive itself failed: {type(error).__name__}: {error}{where}",
        help="this is our bug; please report it with the input that led here",
    )
