"""From what is named on the command line to derivations: a shipped name, a file, a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from derive.ground.diagnostic import DeriveError, fail
from derive.readers.sources.kinds import KINDS, kind_of
from derive.shells import library
from derive.shells.exit_codes import FINDINGS, HOLDS

if TYPE_CHECKING:
    from derive.model.derivation import Derivation, Report
    from derive.model.problem import Problem

MODEL = ".py"
"""The kind of file that states a derivation in code."""


def locate(name: str) -> Path:
    """The file that a shipped name or a path stands for."""
    shipped = library.find(name)
    if shipped is not None:
        return shipped.path
    path = Path(name)
    if os.path.isdir(path):
        raise fail(
            "unreadable-file",
            f"{name} is a folder",
            help="name a file in it: model files are code, and run only when they are named",
        )
    if os.path.exists(path) and kind_of(path) is None:
        raise fail(
            "unreadable-file",
            f"{name} is no kind of file that is read",
            help=f"documents end in {', '.join(KINDS)}",
        )
    if not os.path.exists(path):
        raise _unknown(name)
    return path


def _unknown(name: str) -> DeriveError:
    if os.sep in name or kind_of(name) is not None:
        return fail("unreadable-file", f"there is no file {name}")
    from difflib import get_close_matches

    names = [entry.name for entry in library.entries()]
    close = get_close_matches(name.replace("_", "-"), names, n=3, cutoff=0.5)
    if close:
        advice = f"did you mean {' or '.join(close)}?"
    else:
        advice = f"shipped are {', '.join(names)}" if names else "name a file"
    return fail("unknown-name", f"no derivation is called {name}, and no file", help=advice)


def problems(name: str) -> tuple[Problem, ...]:
    """The problems that a shipped name or a file states."""
    from derive.readers.python_file import load

    return load(_short(locate(name)))


def _short(path: Path) -> Path:
    """The path as a person would give it: relative where it lies below this folder."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path


def derivations(name: str) -> Iterator[Derivation]:
    """The derivations of a shipped name or a file: carried out, or as the document has them."""
    path = locate(name)
    if is_document(path):
        from derive.readers.documents import load

        yield load(_short(path))
        return
    from derive.calculus import carry_out

    for problem in problems(name):
        yield carry_out(problem)


def is_document(path: Path) -> bool:
    """Whether a file is read, and never run.

    A Python file is one when it does not speak of this package and its docstrings hold
    mathematics; any other is a model, which runs since it was named.
    """
    if path.suffix != MODEL:
        return True
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    if "derive" in text:
        return False
    from derive.readers.sources import read

    try:
        return any(each.kind in ("inline", "display") for each in read(path).fragments)
    except DeriveError:
        return False


def reports(name: str, time_limit: float) -> list[Report]:
    """The same, verified."""
    from derive.checker import check

    return [check(each, time_limit=time_limit) for each in derivations(name)]


def verdict_code(found: Iterable[Report], *, strict: bool) -> int:
    """The exit code that reports come to."""
    from derive.model.standing import stands

    failing = any(stands(report, strict=strict).failing for report in found)
    return FINDINGS if failing else HOLDS
