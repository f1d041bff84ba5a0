"""`derive show NAME|FILE`: the derivation, carried out, judged and printed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from derive.shells import options
from derive.shells.command import Command


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    options.source(parser)
    options.detail(parser)
    options.forms(parser, "text", "json")
    options.color(parser)
    options.output(parser)
    options.judging(parser)


def run(arguments: Namespace) -> int:
    """Print every derivation of the source."""
    from derive.shells.output import opened, write
    from derive.shells.sources import reports, verdict_code

    found = reports(arguments.source, arguments.time_limit)
    if arguments.format == "json":
        from derive.renderers import json_report

        write(json_report.json_report(found), arguments.output)
    else:
        from derive.renderers import terminal

        with opened(arguments.output) as stream:
            for report in found:
                terminal.show(
                    report.derivation,
                    report,
                    detail=arguments.detail,
                    color=arguments.color,
                    stream=stream,
                )
    return verdict_code(found, strict=arguments.strict)


COMMAND = Command("show", "print a derivation with every step and its verdict", configure, run)
