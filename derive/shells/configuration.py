"""`[tool.derive]` in `pyproject.toml`: what a project wants of `derive check`.

The nearest such file at or above the working folder counts.  Paths in it are relative to it.  What
the command line says wins; a key that is not known is an error, since a mistyped one would be
believed to be in force.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from derive.ground.diagnostic import DeriveError, fail
from derive.ground.place import Place
from derive.shells.outputs import FORMATS

NAME = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a project; None where it has none."""

    paths: tuple[str, ...] | None = None
    """What to check when nothing is named."""
    exclude: tuple[str, ...] | None = None
    """Patterns of what is left out of folders."""
    time_limit: float | None = None
    """Seconds that one claim may take."""
    strict: bool | None = None
    """Whether conditional claims fail."""
    format: str | None = None
    """The default output format."""
    workers: int | None = None
    """Processes to check files with."""
    file: Path | None = None
    """Where it was found."""

    @property
    def base(self) -> str:
        """The folder to which patterns are relative."""
        return str(self.file.parent) if self.file else "."


def _words(value: Any) -> tuple[str, ...] | None:
    ok = isinstance(value, list) and all(isinstance(each, str) and each for each in value)
    return tuple(value) if ok else None


def _number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 < value < float("inf") else None


def _count(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return value if is_count and 0 < value <= 1000 else None


def _truth(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _format(value: Any) -> str | None:
    return value if value in FORMATS else None


KEYS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "paths": ('a list of paths, such as ["docs"]', _words),
    "exclude": ('a list of patterns, such as ["docs/drafts/**"]', _words),
    "time-limit": ("a positive number of seconds", _number),
    "strict": ("true or false", _truth),
    "format": (f"one of {', '.join(FORMATS)}", _format),
    "workers": ("a number of processes", _count),
}
"""Key → what it takes, and how that is read: None for a value that is not such."""

assert {key.replace("-", "_") for key in KEYS} == {f.name for f in fields(Configuration)} - {"file"}


def configuration(start: Path | None = None) -> Configuration:
    """The configuration that holds in a folder, by default the working folder."""
    here = start or Path.cwd()
    for folder in (here, *here.parents):
        file = folder / NAME
        try:
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise _wrong(file, f"it can't be read: {error}", "write it in UTF-8") from None
        if "derive" in text and (found := _table(file, text)) is not None:
            return _read(file, found)
    return Configuration()


def _table(file: Path, text: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(text).get("tool", {}).get("derive")
    except (tomllib.TOMLDecodeError, AttributeError) as error:
        raise _wrong(file, f"it is no TOML: {error}", "correct it there") from None


def _read(file: Path, table: Any) -> Configuration:
    if not isinstance(table, dict):
        raise _wrong(file, "[tool.derive] is no table", "write [tool.derive] and keys below it")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in KEYS:
            from difflib import get_close_matches

            close = get_close_matches(key.replace("_", "-"), KEYS, n=1)
            advice = f"did you mean {close[0]}?" if close else f"known are {', '.join(KEYS)}"
            raise _wrong(file, f"[tool.derive] has no key {key!r}", advice)
        takes, read = KEYS[key]
        values[key.replace("-", "_")] = found = read(value)
        if found is None:
            raise _wrong(file, f"{key} = {value!r} is not what it takes", f"give {takes}")
    if values.get("paths") is not None:
        values["paths"] = tuple(_relative(file.parent / path) for path in values["paths"])
    return Configuration(**values, file=file)


def _relative(path: Path) -> str:
    """A path as a person in the working folder would give it."""
    return os.path.relpath(path)


def _wrong(file: Path, message: str, advice: str) -> DeriveError:
    where = Place(_relative(file), 1)
    return fail("bad-configuration", message, place=where, help=advice)
