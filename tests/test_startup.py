"""Importing the package and asking for help cost next to nothing."""

import subprocess
import sys
import time

import pytest

HEAVY = {"sympy", "flint", "rich", "mpmath", "numpy", "markdown_it"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, timeout=60
    )


@pytest.mark.parametrize(
    "arguments",
    [("-c", "import derive"), ("-m", "derive", "--help"), ("-m", "derive", "list"), ("-m", "derive", "check", "--help")],
    ids=" ".join,
)  # fmt: skip
def test_imports_nothing_heavy(arguments):
    log = run("-X", "importtime", *arguments).stderr
    imported = {line.rpartition("|")[2].strip() for line in log.splitlines() if "|" in line}
    assert "derive" in imported
    assert not {name.split(".")[0] for name in imported} & HEAVY


def best_of(count: int, *arguments: str) -> float:
    def once() -> float:
        start = time.perf_counter()
        run(*arguments)
        return time.perf_counter() - start

    return min(once() for _ in range(count))


def test_help_is_quick():
    bare = best_of(7, "-c", "pass")
    assert best_of(7, "-m", "derive", "--help") < 3 * bare + 0.050
