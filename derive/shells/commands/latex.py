"""`derive latex NAME|FILE`: the derivation, typeset."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from derive.ground.diagnostic import fail
from derive.shells import options
from derive.shells.command import Command


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    options.source(parser)
    parser.add_argument(
        "--fragment", action="store_true", help="only the body, for a document of your own"
    )
    options.detail(parser)
    options.output(parser)
    options.judging(parser)


def run(arguments: Namespace) -> int:
    """Write the LaTeX of every derivation of the source."""
    from derive.shells.output import write
    from derive.shells.sources import reports, verdict_code

    found = reports(arguments.source, arguments.time_limit)
    if len(found) > 1 and not arguments.fragment:
        raise fail(
            "several-models",
            f"{arguments.source} states {len(found)} derivations, a standalone document holds one",
            help="use --fragment and put them into a document of your own",
        )
    from derive.renderers import latex

    make = latex.fragment if arguments.fragment else latex.standalone
    text = "\n".join(make(r.derivation, r, detail=arguments.detail) for r in found)
    write(text, arguments.output)
    return verdict_code(found, strict=arguments.strict)


COMMAND = Command("latex", "typeset a derivation", configure, run)
