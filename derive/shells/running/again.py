"""The same question again: `derive check` on what has not changed says what it said.

The key is the command line with everything around it that can change the output.  What is kept is
the output, with digests of every document, folder and configuration file that it came from.  When
all of them are still the same, nothing has to be read, judged or written anew.
"""

from __future__ import annotations

import json
import os
import sys

from derive.shells.running import entries
from derive.shells.running.fingerprint import fingerprint
from derive.shells.running.key import digest
from derive.shells.running.witness import Witness, file, listing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

_PLAIN = {
    "--allow-empty", "--color", "--evidence", "--exclude", "--exit-zero", "--format",
    "--no-strict", "--quiet", "--readings", "--strict", "--time-limit", "--workers", "-q",
}  # fmt: skip
"""The options with which a run writes to stdout alone and depends on files alone."""
_SURROUNDINGS = (
    "CI", "COLUMNS", "FORCE_COLOR", "GITHUB_", "LANG", "LC_", "NO_COLOR", "PYTHON", "TERM",
    "TTY_",
)  # fmt: skip
"""How the names of variables begin that may change an output."""
_CONFIGURATION = "pyproject.toml"
_MOST = 16 << 20
"""Characters of output that are kept."""

witness: Witness | None = None
"""What the run under way sees, while one is."""


def answered(arguments: Sequence[str], run: Callable[[], int]) -> int:
    """The exit code of a command line, run only if it was not before."""
    root = entries.folder()
    question = None if root is None else _question(arguments)
    if root is None or question is None:
        return run()
    known = entries.get(root, question)
    if known is not None:
        code = _told(known)
        if code is not None:
            return code
    return _remembered(root, question, arguments, run)


def _question(arguments: Sequence[str]) -> str | None:
    """The key of a command line; None for one whose answer is not kept."""
    options = [each.partition("=")[0] for each in arguments if each.startswith("-")]
    if arguments[:1] != ["check"] or not _PLAIN.issuperset(options):
        return None
    try:
        encoding = (sys.stdout.encoding or "").lower()
        terminals = f"{sys.stdout.isatty()} {sys.stderr.isatty()}"
        here = os.getcwd()
    except (AttributeError, OSError, ValueError):
        return None
    if encoding not in ("utf-8", "utf8"):
        return None
    around = sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith(_SURROUNDINGS))
    return digest("run", fingerprint(), "\0".join(arguments), here, terminals, "\0".join(around))


def _told(known: str) -> int | None:
    """Say again what was said; None where something has changed."""
    try:
        record = json.loads(known)
        same = all(file(path) == seen for path, seen in record["files"].items()) and all(
            listing(path) == seen for path, seen in record["folders"].items()
        )
        said, code = record["said"], record["code"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not same or not isinstance(said, str) or code not in (0, 1):
        return None
    try:
        sys.stdout.write(said)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe left; Python must not complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return int(code)


def _remembered(root: str, question: str, arguments: Sequence[str], run: Callable[[], int]) -> int:
    """Run, and keep what was said if it depends on nothing but what was seen."""
    global witness
    before = _surroundings(arguments)
    witness = seen = Witness()
    out, err = sys.stdout, sys.stderr
    said: Any = _Heard(out)
    told: Any = _Heard(err)
    sys.stdout, sys.stderr = said, told
    try:
        code = run()
    finally:
        sys.stdout, sys.stderr = out, err
        witness = None
    whole = seen.complete and seen.files and not told.length and said.length <= _MOST
    if code in (0, 1) and whole and _surroundings(arguments) == before:
        files, folders = before
        record = {
            "files": {**files, **seen.files},
            "folders": folders,
            "said": "".join(said.parts),
            "code": code,
        }
        entries.put(root, question, json.dumps(record))
    return code


def _surroundings(arguments: Sequence[str]) -> tuple[dict[str, str | None], dict[str, str]]:
    """The configuration that holds here, and the folders that were named here or there."""
    files: dict[str, str | None] = {}
    here = os.getcwd()
    while True:
        path = os.path.join(here, _CONFIGURATION)
        files[path] = file(path)
        if os.path.dirname(here) == here:
            break
        here = os.path.dirname(here)
    named = [each for each in arguments[1:] if os.path.exists(each)]
    if not named:
        named = _configured()
    return files, {each: listing(each) for each in named if os.path.isdir(each)}


def _configured() -> list[str]:
    """What the configuration names to be checked."""
    from derive.ground.diagnostic import DeriveError
    from derive.shells.configuration import configuration

    try:
        return list(configuration().paths or ())
    except DeriveError:
        return []


class _Heard:
    """A stream that notes what is written to it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.parts: list[str] = []
        self.length = 0

    def write(self, text: str) -> int:
        """Write, and note it, unless it is progress, which is written over."""
        self.length += 0 if text.startswith("\r") else len(text)
        if self.length <= _MOST:
            self.parts.append(text)
        else:
            self.parts.clear()
        return int(self._stream.write(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
