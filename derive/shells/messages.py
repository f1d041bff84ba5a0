"""What is said to a person besides results: one message on stderr, never a traceback.

Control characters in names and texts are shown, not sent, so that nothing read from a file can
steer the terminal.
"""

from __future__ import annotations

import sys

from derive.ground.diagnostic import Diagnostic
from derive.ground.visible import inert, visible


def complain(diagnostic: Diagnostic) -> None:
    """Print a diagnostic."""
    _tell(safe(str(diagnostic)))


def progress(text: str, *, quiet: bool = False) -> None:
    """Say how far a run is, to a person who looks on and has not asked for quiet."""
    if not quiet and sys.stderr.isatty():
        _tell(safe(text))


def say(text: str) -> None:
    """Say something beside the results, whoever looks on."""
    _tell(safe(text))


def safe(text: str) -> str:
    """The text with control characters made visible, and no command for a build server."""
    return "\n".join(map(inert, visible(text).split("\n")))


def _tell(text: str) -> None:
    sys.stdout.flush()
    print(text, file=sys.stderr, flush=True)
