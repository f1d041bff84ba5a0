"""What a command of the command line is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `derive`, with its options and what it does."""

    name: str
    help: str
    """One line for the list of commands."""
    configure: Callable[[ArgumentParser], None]
    """Adds the arguments."""
    run: Callable[[Namespace], int]
    """Does it and returns the exit code: 0, 1 or 2."""
