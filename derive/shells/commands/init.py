"""`derive init FILE`: a declaration block for a document, as it was understood without one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from derive.ground.diagnostic import fail
from derive.shells import options
from derive.shells.command import Command


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("source", metavar="FILE", help="a document")
    options.output(parser)


def run(arguments: Namespace) -> int:
    """Print the block; the document itself is not changed."""
    from derive.readers.documents import propose
    from derive.shells.output import write
    from derive.shells.sources import is_document, locate

    path = locate(arguments.source)
    if not is_document(path):
        raise fail(
            "unreadable-file",
            f"{arguments.source} is a model file, which declares its own symbols",
            help="name a document",
        )
    statements = propose(path)
    if not statements:
        raise fail("nothing-to-check", f"{arguments.source} uses no name that needs a declaration")
    write(f"<!-- derive:\n{statements}\n-->", arguments.output)
    return 0


COMMAND = Command("init", "propose the declarations of a document", configure, run)
