"""The options of `derive check`: formats together, comparison, figures, exit codes."""

import json

import pytest
from command import derive

RIGHT = """\
from derive import Model
with Model('mine') as m:
    x = m.symbol('x')
    m.claim(x + x, 2 * x)
"""
CONDITIONAL = RIGHT.replace("x + x, 2 * x", "x / x, 1")
WRONG = RIGHT.replace("2 * x", "3 * x")
EMPTY = "from derive import Model\nModel('mine').symbol('x')\n"

FILES = {"right.py": RIGHT, "conditional.py": CONDITIONAL, "wrong.py": WRONG, "empty.py": EMPTY}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


CODES = [
    (["right.py"], 0),
    (["conditional.py"], 0),
    (["conditional.py", "--strict"], 1),
    (["conditional.py", "--strict", "--no-strict"], 0),
    (["wrong.py"], 1),
    (["right.py", "wrong.py"], 1),
    (["wrong.py", "--exit-zero"], 0),
    (["empty.py"], 2),
    (["empty.py", "--exit-zero"], 2),
    (["empty.py", "--allow-empty"], 0),
    (["right.py", "empty.py"], 0),
    (["nowhere.py"], 2),
    (["nowhere.py", "--exit-zero", "--allow-empty"], 2),
    (["right.py", "nowhere.py"], 2),
    (["wrong.py", "--diff", "nowhere.json"], 2),
    (["right.py", "--format", "json", "--format", "sarif"], 2),
    (["right.py", "-o", "a", "-o", "b"], 2),
    (["right.py", "--format", "json", "-o", "a", "--format", "sarif", "-o", "./a"], 2),
]


@pytest.mark.parametrize("arguments, code", CODES, ids=[" ".join(a) for a, _ in CODES])
def test_exit_codes(arguments, code, folder):
    run = derive("check", "-q", *arguments, cwd=folder)
    assert run.returncode == code, run.stderr
    assert ("error[" in run.stderr) == (code == 2)
    assert "Traceback" not in run.stderr


def test_several_formats_in_one_run(folder):
    run = derive(
        "check", "wrong.py", "--format", "github", "--format", "sarif", "-o", "x.sarif",
        "--format", "json", "-o", "x.json", "--format", "junit", "-o", "x.xml", cwd=folder,
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stdout.startswith("::error file=wrong.py,line=4,")
    (result,) = json.loads((folder / "x.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    (row,) = json.loads((folder / "x.json").read_text(encoding="utf-8"))["relations"]
    assert result["partialFingerprints"]["deriveRelation/v1"] == row["fingerprint"]
    assert "<failure" in (folder / "x.xml").read_text(encoding="utf-8")


def test_a_file_for_results_is_opened_before_anything_is_checked(folder):
    run = derive("check", "right.py", "--format", "json", "-o", "/nowhere/x.json", cwd=folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert "error[unwritable-output]" in run.stderr


def test_files_are_whole_even_when_there_is_nothing_to_tell(folder):
    run = derive("check", "empty.py", "--format", "sarif", "-o", "x.sarif", cwd=folder)
    assert run.returncode == 2
    assert json.loads((folder / "x.sarif").read_text(encoding="utf-8"))["runs"][0]["results"] == []


def test_statistics_go_beside_the_results(folder):
    run = derive("check", "right.py", "wrong.py", "--statistics", "--format", "json", cwd=folder)
    assert json.loads(run.stdout)["summary"]["claims"] == 2
    assert "claims       2" in run.stderr
    assert "50.0 %" in run.stderr


def test_readings_are_shown(folder):
    run = derive("check", "right.py", "--readings", cwd=folder)
    assert "right.py:4:1: proved: x + x = 2*x" in run.stdout


@pytest.mark.parametrize("form, ending", [("json", "json"), ("jsonl", "jsonl")])
def test_comparison_with_a_saved_report(form, ending, folder):
    (folder / "mine.py").write_text(WRONG)
    base = f"base.{ending}"
    saved = derive(
        "check", "mine.py", "--format", form, "-o", base, "--exit-zero", cwd=folder
    )  # fmt: skip
    assert saved.returncode == 0

    same = derive("check", "mine.py", "--diff", base, cwd=folder)
    assert (same.returncode, same.stdout) == (0, "1 as before\n")

    (folder / "mine.py").write_text("\n\n" + WRONG)
    moved = derive("check", "mine.py", "--diff", base, cwd=folder)
    assert (moved.returncode, moved.stdout) == (0, "1 as before\n")

    (folder / "mine.py").write_text(RIGHT)
    better = derive("check", "mine.py", "--diff", base, cwd=folder)
    assert better.returncode == 0
    assert better.stdout == (
        "newly proved:\n  mine.py:4:1: refuted → proved: x + x = 2*x\n\n1 newly proved, 0 as before\n"
    )

    (folder / "mine.py").write_text(WRONG + "    m.claim(x - x, 0)\n")
    more = derive("check", "mine.py", "--diff", base, cwd=folder)
    assert (more.returncode, more.stdout) == (0, "1 new, 1 as before\n")

    (folder / "mine.py").write_text(WRONG + "    m.claim(x * x, x)\n")
    worse = derive("check", "mine.py", "--diff", base, cwd=folder)
    assert worse.returncode == 1
    assert "newly refuted:\n  mine.py:5:1: none → refuted: x*x = x\n" in worse.stdout

    other = derive("check", "right.py", "--diff", base, cwd=folder)
    assert "gone" not in other.stdout  # mine.py was not looked at

    (folder / "mine.py").unlink()
    gone = derive("check", "right.py", "--diff", base, cwd=folder)
    assert "1 gone" in gone.stdout


def test_the_comparison_leaves_other_formats_alone(folder):
    derive("check", "wrong.py", "--format", "json", "-o", "base.json", cwd=folder)
    run = derive("check", "wrong.py", "--diff", "base.json", "--format", "json", cwd=folder)
    assert run.returncode == 0
    assert json.loads(run.stdout)["summary"]["refuted"] == 1
    assert run.stderr == "1 as before\n"


NO_BASE = [
    "", "[]", "{}", "nonsense", '{"schema": 2, "relations": []}', '{"schema": 1, "relations": [{}]}', "[" * 100_000,
    '{"schema": 1, "relations": [{"fingerprint": "", "file": "", "line": 1, "column": 1, "source": "", "verdict": [], "standing": ""}]}',
]  # fmt: skip


@pytest.mark.parametrize("text", NO_BASE, ids=lambda text: text[:20] or "empty")
def test_what_is_no_report_is_no_baseline(text, folder):
    (folder / "base.json").write_text(text)
    run = derive("check", "right.py", "--diff", "base.json", cwd=folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert "error[unreadable-baseline]" in run.stderr


def test_colour_only_when_asked_or_on_a_terminal(folder):
    assert "\x1b" not in derive("check", "wrong.py", cwd=folder).stdout
    assert "\x1b[" in derive("check", "wrong.py", "--color", "always", cwd=folder).stdout
    run = derive("check", "wrong.py", cwd=folder, FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b" not in run.stdout
