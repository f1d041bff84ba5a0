"""`derive check [NAME|PATH …]`: every claim judged; the exit code is the gate."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from derive.ground.diagnostic import fail
from derive.shells import options
from derive.shells.command import Command
from derive.shells.exit_codes import FINDINGS, TROUBLE

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
    options.running(parser)
    parser.add_argument(
        "--evidence",
        action="store_true",
        help="put a certificate on every verdict of the JSON, to be replayed by anyone",
    )
    parser.add_argument(
        "--replay",
        action="store_true",
        help="replay the certificate of every verdict with the trusted core",
    )


def run(arguments: Namespace) -> int:
    """Check each source; one that can't be used does not keep the others from being checked."""
    from derive.shells import library
    from derive.shells.messages import complain
    from derive.shells.running.from_options import results
    from derive.shells.running.task import Settings
    from derive.shells.sources import verdict_code

    sources = arguments.sources or [entry.name for entry in library.entries()]
    found: list[Report] = []
    trouble = False
    settings = Settings(arguments.time_limit, arguments.replay or arguments.evidence)
    for result in results(sources, arguments, settings):
        if result.trouble is not None:
            complain(result.trouble)
            trouble = True
        found += result.reports
    if not any(outcome.verdict for report in found for outcome in report.outcomes):
        if trouble:
            return TROUBLE
        raise fail("nothing-to-check", f"no claim was found in {', '.join(sources) or 'nothing'}")
    _report(found, arguments)
    if arguments.replay and not _replay(found):
        return FINDINGS
    return TROUBLE if trouble else verdict_code(found, strict=arguments.strict)


def _replay(found: list[Report]) -> bool:
    """Replay every certificate and say what came of it; whether all stand."""
    from derive.checker.evidence import replayed
    from derive.shells.messages import say

    sound = True
    for report in found:
        result = replayed(report)
        say(
            f"{report.derivation.name}: {result.accepted} certificates replayed, "
            f"{len(result.without)} verdicts without one"
        )
        for step, reason in result.rejected:
            say(f"error: the certificate of {step} was rejected: {reason}")
            sound = False
    return sound


def _report(found: list[Report], arguments: Namespace) -> None:
    from derive.shells.output import write

    if arguments.format == "json":
        from derive.renderers import json_report

        write(json_report.json_report(found), arguments.output)
    else:
        from derive.renderers import text_report

        write(text_report.text_report(found), arguments.output)


COMMAND = Command("check", "prove every step, and fail if one is wrong", configure, run)
