"""The options that several commands share, each said once."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

SOURCE = "a shipped derivation (see derive list) or a Python file with a derive.Model"
GRAINS = ("goals", "steps", "full")
TIME_LIMIT = 10.0
"""Seconds that one claim may take, unless somebody says otherwise."""


def source(parser: ArgumentParser) -> None:
    """What to work on."""
    parser.add_argument("source", metavar="NAME|FILE", help=SOURCE)


def output(parser: ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of to stdout")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress on stderr")


def forms(parser: ArgumentParser, *choices: str) -> None:
    """In which format; the first is the default."""
    parser.add_argument("--format", choices=choices, default=choices[0], help="output format")


def color(parser: ArgumentParser) -> None:
    """Whether to colour."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto: in a terminal, unless NO_COLOR is set",
    )


def detail(parser: ArgumentParser) -> None:
    """How fine the steps."""
    parser.add_argument(
        "--detail", choices=GRAINS, default="steps", help="how fine the steps are (default: steps)"
    )


def judging(parser: ArgumentParser) -> None:
    """How claims are judged and what counts as success."""
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        default=TIME_LIMIT,
        metavar="S",
        help="seconds that one claim may take (default: 10)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="count conditional claims as failures too"
    )


def running(parser: ArgumentParser) -> None:
    """How many sources are checked at a time, and whether answers are kept."""
    parser.add_argument(
        "--workers",
        type=_count,
        metavar="N",
        help="processes to check files with (default: one, more when there is enough to do)",
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="neither use nor keep answers of earlier runs"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 1000:
        raise ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is no positive number of seconds")
    return value
