"""Importing the package and asking for help cost next to nothing."""

import resource
import subprocess
import sys

import pytest

HEAVY = {"sympy", "flint", "rich", "mpmath", "numpy", "markdown_it"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, timeout=60
    )


@pytest.mark.parametrize(
    "arguments",
    [("-c", "import derive"), ("-m", "derive", "--help"), ("-m", "derive", "list"), ("-m", "derive", "check", "--help"), ("-m", "derive", "completion", "bash")],
    ids=" ".join,
)  # fmt: skip
def test_imports_nothing_heavy(arguments):
    log = run("-X", "importtime", *arguments).stderr
    imported = {line.rpartition("|")[2].strip() for line in log.splitlines() if "|" in line}
    assert "derive" in imported
    assert not {name.split(".")[0] for name in imported} & HEAVY


def seconds(*arguments: str) -> float:
    """The processor time of one run, which a busy machine does not stretch as it does waiting."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_help_is_quick():
    runs = [(seconds("-c", "pass"), seconds("-m", "derive", "--help")) for _ in range(9)]
    bare, quick = map(min, zip(*runs, strict=True))
    assert quick < 3 * bare + 0.050
