"""`derive graph NAME|FILE`: which quantity depends on which."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from derive.shells import options
from derive.shells.command import Command


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    options.source(parser)
    options.forms(parser, "text", "mermaid", "dot")
    options.output(parser)


def run(arguments: Namespace) -> int:
    """Write the dependency graph of every model of the source."""
    from derive.shells.output import write
    from derive.shells.sources import derivations

    drawn = list(derivations(arguments.source))
    from derive.renderers import graph

    make = {"text": graph.text, "mermaid": graph.mermaid, "dot": graph.dot}[arguments.format]
    write("\n".join(map(make, drawn)), arguments.output)
    return 0


COMMAND = Command("graph", "draw the dependency graph", configure, run)
