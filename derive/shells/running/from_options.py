"""The run that a command line asks for: its workers, its cache, its progress."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from time import monotonic

from derive.shells.running import again
from derive.shells.running.progress import Progress, Watch
from derive.shells.running.run import run
from derive.shells.running.store import Store, folder
from derive.shells.running.task import Result, Settings

_OFTEN = 0.2
"""Seconds between two lines of progress."""


def results(sources: Sequence[str], arguments: Namespace, settings: Settings) -> Iterator[Result]:
    """Each source with its reports or what is wrong with it, in order, as they come."""
    place = None if arguments.no_cache else folder()
    found = run(
        sources,
        settings,
        store=None if place is None else Store(place),
        workers=arguments.workers,
        watch=None if arguments.quiet else shown(len(sources)),
    )
    for result in found:
        if again.witness is not None:
            again.witness.note(result, settings)
        yield result


def shown(total: int) -> Watch | None:
    """Progress on stderr, for a person who looks on: one line that is written over."""
    if total < 2 or not sys.stderr.isatty():
        return None
    last = [monotonic()]

    def watch(progress: Progress) -> None:
        over = progress.done == progress.total
        if not over and monotonic() - last[0] < _OFTEN:
            return
        last[0] = monotonic()
        text = "" if over else str(progress)
        print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)

    return watch
