"""`derive list`: the derivations that ship."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from derive.shells import options
from derive.shells.command import Command
from derive.shells.output import write


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    options.forms(parser, "text", "json")
    options.output(parser)


def run(arguments: Namespace) -> int:
    """Print one line for each."""
    from derive.shells import library

    found = library.entries()
    if arguments.format == "json":
        import json

        rows = [{"name": entry.name, "summary": entry.summary} for entry in found]
        text = json.dumps({"schema": 1, "derivations": rows}, ensure_ascii=False, indent=2)
    else:
        width = max((len(entry.name) for entry in found), default=0)
        text = "\n".join(f"{entry.name:<{width}}  {entry.summary}" for entry in found)
    write(text, arguments.output)
    return 0


COMMAND = Command("list", "list the derivations that ship", configure, run)
