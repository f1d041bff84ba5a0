"""The same question again: the same answer as long as nothing changed, and never otherwise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTE = "# Note\n\n$$(x + 1)^2 = x^2 + 2x + 1$$\n\n$$\\sqrt{x^2} = x$$\n"


def derive(folder: Path, *arguments: str, **environment: str):
    """A run, and the modules that it loaded."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "derive", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
        env={**os.environ, "PYTHONUTF8": "1", "DERIVE_CACHE_DIR": str(folder.parent / "cache"), **environment},
    )  # fmt: skip
    lines = run.stderr.splitlines()
    loaded = {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}
    run.stderr = "\n".join(line for line in lines if not line.startswith("import time:"))
    return run, loaded


@pytest.fixture
def folder(tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text(NOTE)
    (notes / "b.md").write_text("$$2 + 2 = 4$$\n")
    return notes


PROVER = {"sympy", "flint", "derive.proof.judge", "derive.calculus", "mpmath"}
READER = {"derive.readers.documents", "derive.readers.latex", "derive.model.term", "argparse"}


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "sarif", "github", "junit", "markdown"])
def test_a_warm_run_says_the_very_same_and_loads_neither_prover_nor_reader(folder, form):
    cold, loaded = derive(folder, "check", ".", "--format", form)
    assert "flint" in loaded
    assert cold.returncode == 1
    warm, loaded = derive(folder, "check", ".", "--format", form)
    assert (warm.stdout, warm.stderr, warm.returncode) == (cold.stdout, cold.stderr, 1)
    assert not loaded & (PROVER | READER)


def test_another_question_about_the_same_files_needs_no_prover(folder):
    derive(folder, "check", ".")
    warm, loaded = derive(folder, "check", ".", "--format", "json", "--strict")
    assert warm.returncode == 1
    assert "derive.model.term" in loaded
    assert not loaded & PROVER
    cold, _ = derive(folder, "check", ".", "--format", "json", "--strict", "--no-cache")
    assert essence(warm.stdout) == essence(cold.stdout)


def essence(text):
    import json

    found = json.loads(text)
    for each in found["relations"]:
        each["seconds"] = 0
    found.pop("statistics", None)
    return found


CHANGES = {
    "edited": lambda f: (f / "b.md").write_text("$$2 + 2 = 5$$\n"),
    "added": lambda f: (f / "c.md").write_text("$$1 = 2$$\n"),
    "added below": lambda f: ((f / "d").mkdir(), (f / "d" / "c.md").write_text("$$1 = 2$$\n")),
    "removed": lambda f: (f / "a.md").unlink(),
    "renamed": lambda f: (f / "a.md").rename(f / "z.md"),
    "configured": lambda f: (f / "pyproject.toml").write_text('[tool.derive]\nexclude = ["a.md"]\n'),
    "configured above": lambda f: (f.parent / "pyproject.toml").write_text(
        '[tool.derive]\nexclude = ["a.md"]\n'
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(folder, change):
    before, _ = derive(folder, "check", ".")
    assert derive(folder, "check", ".")[0].stdout == before.stdout
    CHANGES[change](folder)
    after, _ = derive(folder, "check", ".")
    fresh, _ = derive(folder, "check", ".", "--no-cache")
    assert after.stdout == fresh.stdout
    assert after.returncode == fresh.returncode
    assert after.stdout != before.stdout


def test_surroundings_that_change_the_output_count(folder):
    plain, _ = derive(folder, "check", ".")
    colored, _ = derive(folder, "check", ".", FORCE_COLOR="1")
    assert "\x1b[" in colored.stdout
    assert derive(folder, "check", ".")[0].stdout == plain.stdout
    assert derive(folder, "check", ".", FORCE_COLOR="1")[0].stdout == colored.stdout


@pytest.mark.parametrize(
    "options", [("-o", "out.txt"), ("--no-cache",), ("--statistics",), ("--no-c",), ("--out", "o.txt")]
)  # fmt: skip
def test_runs_that_do_more_than_print_are_run(folder, options):
    derive(folder, "check", "a.md", *options)
    (folder / "out.txt").unlink(missing_ok=True)
    _, loaded = derive(folder, "check", "a.md", *options)
    assert "argparse" in loaded
    assert (folder / "out.txt").exists() == (options == ("-o", "out.txt"))


def test_trouble_is_told_every_time(folder):
    for _ in range(2):
        run, _ = derive(folder, "check", "a.md", "missing.md")
        assert run.returncode == 2
        assert "missing.md" in run.stderr


def test_model_files_run_every_time(folder):
    (folder / "m.py").write_text(
        "import sys\nfrom derive import Model\nprint('it ran', file=sys.stderr)\n"
        "with Model('m') as m:\n    u = m.symbol('u')\n    m.claim(u, u)\n"
    )
    for _ in range(2):
        assert "it ran" in derive(folder, "check", "m.py")[0].stderr


def test_a_damaged_cache_is_only_slower(folder):
    before, _ = derive(folder, "check", ".")
    for path in (folder.parent / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-4] + b"oops")
    assert derive(folder, "check", ".")[0].stdout == before.stdout


def test_runs_at_the_same_time_share_a_cache(folder):
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "DERIVE_CACHE_DIR": str(folder.parent / "cache"),
    }
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "derive", "check", "."], cwd=folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]  # fmt: skip
    said = [run.communicate(timeout=120) for run in runs]
    assert {run.returncode for run in runs} == {1}
    assert len({out for out, _ in said}) == 1
    assert not any(err for _, err in said)


def test_the_command_cache(folder):
    derive(folder, "check", ".")
    told, _ = derive(folder, "cache", "info")
    assert "3 entries" in told.stdout
    cleared, loaded = derive(folder, "cache", "clear")
    assert "3 entries removed" in cleared.stdout
    assert not loaded & (PROVER | READER - {"argparse"})
    assert "0 entries" in derive(folder, "cache", "info")[0].stdout
