"""Whether to colour: as asked, and by itself only on a terminal that wants it."""

from __future__ import annotations

import os
import sys


def colored(choice: str, path: str | None) -> bool:
    """Whether an output is coloured; `auto` means on a terminal, unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    if path not in (None, "-") or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
