"""Every hostile input gets a clear answer in bounded time, and does nothing.

An ordinary run tries every fifth; `--all-hostile` tries all of them.
"""

import os
import re
import subprocess
import sys
import time

import pytest
from inputs import Hostile, hostile

ALL = list(hostile())
LIMIT = 45.0
"""Seconds for one input, on a busy machine; with a limit of one second for each claim."""
MEMORY = 2 << 30

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_there_are_many_and_their_names_differ():
    assert len(ALL) >= 200
    assert len({each.name for each in ALL}) == len(ALL)


def check(folder, name, *options):
    def limit():
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2, MEMORY * 2))

    return subprocess.run(
        [sys.executable, "-m", "derive", "check", "--time-limit", "1", *options, "--", name],
        cwd=folder, capture_output=True, check=False, timeout=LIMIT, preexec_fn=limit,
        stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


SOME = 5


def pytest_generate_tests(metafunc):
    if "each" in metafunc.fixturenames:
        every = metafunc.config.getoption("--all-hostile")
        metafunc.parametrize("each", ALL if every else ALL[::SOME], ids=lambda each: each.name)


def test_a_clear_answer(each: Hostile, tmp_path):
    folder = tmp_path / "here"
    folder.mkdir()
    each.make(folder)
    before = sorted(p.name for p in tmp_path.rglob("*"))
    start = time.monotonic()
    found = check(folder, each.file)
    assert time.monotonic() - start < LIMIT
    said, told = found.stdout.decode(), found.stderr.decode()
    assert found.returncode in each.codes, f"{found.returncode}\n{said[-2000:]}\n{told[-2000:]}"
    for text in (said, told):
        assert "Traceback" not in text
        assert "internal-error" not in text, text[-2000:]
        assert "derive itself failed" not in text, text[-2000:]
        assert not STEERS.search(text)
        assert "root:x:0" not in text
        assert "SECRET" not in text
    if found.returncode == 2:
        assert "error[" in told
        assert len(told) < 20_000
    assert sorted(p.name for p in tmp_path.rglob("*")) == before


MARKED = [each for each in ALL if each.name.startswith(("markup", "steer"))]


@pytest.mark.parametrize("form", ["json", "sarif", "github", "junit", "markdown"])
def test_no_format_passes_anything_on(form, tmp_path):
    """All inputs with markup or control sequences in one run, in each format."""
    for number, each in enumerate(MARKED):
        folder = tmp_path / str(number)
        folder.mkdir()
        each.make(folder)
    found = check(tmp_path, ".", "--format", form)
    text = found.stdout.decode()
    assert found.returncode in (1, 2)
    assert text
    assert not STEERS.search(text)
    if form in ("markdown", "junit"):
        assert "<script" not in text
        assert "<img" not in text
        assert "<svg" not in text
    if form == "github":
        assert all(line.count("::") < 3 or line.startswith("::") for line in text.splitlines())
