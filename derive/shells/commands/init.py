"""`derive init FILE`: a declaration block for a document, as it was understood without one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from derive.ground.diagnostic import fail
from derive.shells import options
from derive.shells.command import Command

_COMMENTS = {
    ".md": ("<!-- derive:", "", "-->"),
    ".tex": ("% derive:", "%   ", ""),
    ".rst": (".. derive:", "   ", ""),
}
"""How a comment begins, what its lines begin with, and how it ends, by the suffix of the file."""


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
    write(_block(statements, path.suffix.lower()), arguments.output)
    return 0


def _block(statements: str, suffix: str) -> str:
    """The statements as a comment of the kind of document that they are for."""
    opening, margin, closing = _COMMENTS.get(suffix, _COMMENTS[".md"])
    lines = [opening, *(f"{margin}{line}" for line in statements.splitlines()), closing]
    return "\n".join(lines).rstrip("\n")


COMMAND = Command("init", "propose the declarations of a document", configure, run)
