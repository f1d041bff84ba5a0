"""`derive check [NAME|PATH …]`: every claim judged; the exit code is the gate."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from derive.ground.diagnostic import DeriveError, fail
from derive.shells import options
from derive.shells.command import Command
from derive.shells.exit_codes import TROUBLE

if TYPE_CHECKING:
    from derive.model.derivation import Report


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="NAME|PATH",
        help=f"{options.SOURCE}; without one, everything that ships",
    )
    options.forms(parser, "text", "json")
    options.color(parser)
    options.output(parser)
    options.judging(parser)


def run(arguments: Namespace) -> int:
    """Check each source; one that can't be used does not keep the others from being checked."""
    from derive.shells import library
    from derive.shells.messages import complain, progress
    from derive.shells.sources import reports, verdict_code

    sources = arguments.sources or [entry.name for entry in library.entries()]
    found: list[Report] = []
    trouble = False
    for source in sources:
        progress(f"checking {source}", quiet=arguments.quiet)
        try:
            found += reports(source, arguments.time_limit)
        except DeriveError as error:
            complain(error.diagnostic)
            trouble = True
    if not any(outcome.verdict for report in found for outcome in report.outcomes):
        if trouble:
            return TROUBLE
        raise fail("nothing-to-check", f"no claim was found in {', '.join(sources) or 'nothing'}")
    _report(found, arguments)
    return TROUBLE if trouble else verdict_code(found, strict=arguments.strict)


def _report(found: list[Report], arguments: Namespace) -> None:
    from derive.shells.output import write

    if arguments.format == "json":
        from derive.renderers import json_report

        write(json_report.json_report(found), arguments.output)
    else:
        from derive.renderers import text_report

        write(text_report.text_report(found), arguments.output)


COMMAND = Command("check", "prove every step, and fail if one is wrong", configure, run)
