"""A user's Python file, run, and the models that it makes.

The file is code and runs with the user's own rights, so it is only run when named.  Its folder is
importable while it runs, `__name__` is not `"__main__"`, and what it prints goes to stderr, so
that results on stdout stay clean.  Whatever it raises becomes one message with the user's line.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from pathlib import Path
from traceback import walk_tb
from types import CodeType, ModuleType

from derive.ground.diagnostic import DeriveError, fail
from derive.ground.place import Place
from derive.model.problem import Problem

MODULE = "__derive_model_file__"
"""The `__name__` of a model file while it runs."""


def load(path: str | Path) -> tuple[Problem, ...]:
    """The problems that a file states, in the order in which it makes its models."""
    from derive.readers.authoring import collecting

    file = str(path)
    code = _compiled(file)
    with collecting() as models:
        _run(code, file)
    if not models:
        raise fail(
            "no-model",
            "this file makes no derive.Model, so there is nothing to carry out",
            place=Place(file, 1),
            help='start one with: with derive.Model("name") as m: …',
        )
    return tuple(model.problem() for model in models)


def _compiled(file: str) -> CodeType:
    try:
        source = Path(file).read_bytes()
    except OSError as error:
        raise fail("unreadable-file", f"{file} can't be read: {error.strerror}") from None
    try:
        return compile(source, file, "exec", dont_inherit=True)
    except SyntaxError as error:
        place = Place(file, error.lineno or 1, error.offset or 1)
        raise fail("python-syntax", f"this is no valid Python: {error.msg}", place=place) from None
    except (ValueError, RecursionError, MemoryError) as error:
        message = f"this is no valid Python: {error}"
        raise fail("python-syntax", message, place=Place(file, 1)) from None


def _run(code: CodeType, file: str) -> None:
    module = ModuleType(MODULE)
    module.__file__ = file
    try:
        with _surroundings(module, file):
            exec(code, module.__dict__)
    except DeriveError as error:
        found = error.diagnostic
        place = found.place or _user_place(error, file)
        raise DeriveError(replace(found, place=place)) from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise fail(
            "model-file-failed",
            f"running the file raised {_described(error)}",
            place=_user_place(error, file),
            help="derive runs the file as Python does; correct this line and try again",
        ) from None


@contextmanager
def _surroundings(module: ModuleType, file: str) -> Iterator[None]:
    """What Python gives a script: its folder on the path, its module known by name."""
    path, folder = list(sys.path), str(Path(file).resolve().parent)
    sys.path.insert(0, folder)
    sys.modules[MODULE] = module
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        sys.modules.pop(MODULE, None)
        sys.path[:] = path


def _user_place(error: BaseException, file: str) -> Place:
    """The innermost line of the user's own file, which may have called much else."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if _is_in(frame, file)]
    return Place(file, lines[-1] if lines else 1)


def _is_in(frame: object, file: str) -> bool:
    code = getattr(frame, "f_code", None)
    return code is not None and code.co_filename == file


def _described(error: BaseException) -> str:
    message = " ".join(str(error).split())
    shown = message if len(message) <= 300 else message[:300] + "…"
    return f"{type(error).__name__}: {shown}" if shown else type(error).__name__
