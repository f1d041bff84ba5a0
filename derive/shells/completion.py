"""Completion for shells, as static scripts made from the parsers themselves.

A script knows the commands, their options and what these take; pressing Tab starts no Python.  It
is made anew with `derive completion SHELL` after an upgrade.
"""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    Action,
    ArgumentParser,
    _HelpAction,
    _SubParsersAction,
)
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, or what it takes without one."""

    flags: tuple[str, ...]
    """Such as `-o` and `--output`; empty for a positional argument."""
    help: str
    choices: tuple[str, ...] = ()
    """The values it may have, where they are few."""
    takes: str = ""
    """What a value is called; empty for a switch."""
    files: bool = False
    """Whether a value may be the name of a file."""
    repeats: bool = False
    """Whether it may be given several times."""


@dataclass(frozen=True, slots=True)
class Word:
    """A command with its options."""

    name: str
    help: str
    options: tuple[Option, ...]


_PATHS = ("FILE", "PATH", "BASE.json")
"""Parts of a value's name that say that files are meant."""


def words(parser: ArgumentParser) -> tuple[Word, ...]:
    """The commands of a parser."""
    return tuple(
        Word(name, helps.get(name, ""), tuple(_options(below)))
        for action in parser._actions
        if isinstance(action, _SubParsersAction)
        for helps in [{each.dest: each.help or "" for each in action._choices_actions}]
        for name, below in action.choices.items()
    )


def _options(parser: ArgumentParser) -> Iterator[Option]:
    for action in parser._actions:
        if action.help != SUPPRESS:
            yield _option(action)


def _option(action: Action) -> Option:
    takes = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    repeats = action.nargs in ("*", "+") or type(action).__name__ in ("_AppendAction", "_InOrder")
    return Option(
        tuple(action.option_strings),
        "show the help" if isinstance(action, _HelpAction) else _one_line(action.help or ""),
        tuple(map(str, action.choices or ())),
        takes,
        any(part in takes.split("|") for part in _PATHS),
        repeats,
    )


def _one_line(text: str) -> str:
    return " ".join(text.replace("%%", "%").split())
