"""`derive cache info|clear`: what the cache holds, and how to empty it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from derive.ground.diagnostic import fail
from derive.shells.command import Command
from derive.shells.exit_codes import HOLDS


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("action", choices=("info", "clear"), help="show it, or empty it")


def run(arguments: Namespace) -> int:
    """Do it and say what was found."""
    from derive.shells.messages import safe
    from derive.shells.output import write
    from derive.shells.running.store import VARIABLE, Store, folder

    place = folder()
    if place is None:
        raise fail(
            "no-cache-folder",
            "this platform names no folder for caches, so nothing is kept",
            help=f"set {VARIABLE} to a folder",
        )
    store = Store(place)
    if arguments.action == "clear":
        gone = store.clear()
        write(f"{safe(str(place))}: {gone.entries} entries removed, {_size(gone.size)}", None)
    else:
        held = store.usage()
        most = f"at most {_size(store.most)}"
        write(f"{safe(str(place))}: {held.entries} entries, {_size(held.size)}, {most}", None)
    return HOLDS


def _size(count: int) -> str:
    if count < 10_000:
        return f"{count} bytes"
    return f"{count / 1e3:.0f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"


COMMAND = Command("cache", "show or clear the answers that are kept between runs", configure, run)
