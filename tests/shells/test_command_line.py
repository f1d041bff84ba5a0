"""The command line as a user meets it: results, exit codes, messages."""

import json
import signal
import subprocess
import sys

import pytest
from command import ENVIRONMENT, derive

from derive.shells import library
from derive.shells.command_line import main

NAMES = ["linear-regression", "logistic-regression", "poisson-regression", "tanh-neuron", "two-layer-network"]  # fmt: skip

USAGE = [
    ([], "give a command"),
    (["shwo"], "did you mean derive show?"),
    (["frobnicate"], "there is no command 'frobnicate'"),
    (["show"], "required: NAME|FILE"),
    (["show", "logistic-regresion"], "did you mean logistic-regression"),
    (["show", "logistic_regresion"], "did you mean logistic-regression"),
    (["latex", "xyzzy"], "shipped are"),
    (["graph", "nowhere.py"], "there is no file nowhere.py"),
    (["show", "/nowhere/at/all"], "there is no file /nowhere/at/all"),
    (["show", "."], ". is a folder"),
    (["check", "--format", "xml"], "invalid choice: 'xml'"),
    (["check", "--frobnicate"], "--frobnicate"),
    (["check", "--time-limit", "0"], "no positive number of seconds"),
    (["check", "--time-limit", "soon"], "no positive number of seconds"),
    (["explain", "chian", "rule"], "'chain rule'"),
    (["prove", "a(1 - a) = 0"], "for a product write a*(…)"),
    (["prove", "x/x"], "a relation sign"),
    (["prove", "x[i] = 1"], "x : real for i in 1..N"),
    (["prove", "x = 1", "--let", "x : reel"], "no domain is called `reel`"),
    (["prove", "x = 1", "--assume", "x"], "--assume:1:2"),
    (["list", "-o", "/nowhere/out.txt"], "/nowhere/out.txt can't be written: No such file"),
    (["list", "-o", "/"], "can't be written: Is a directory"),
    (["explain", "usage", "-o", "/nowhere/out.txt"], "error[unwritable-output]"),
    (["latex", "tanh-neuron", "-o", "/nowhere/out.tex"], "error[unwritable-output]"),
    (["show", "tanh-neuron", "-o", "/nowhere/out.txt"], "error[unwritable-output]"),
]


@pytest.mark.parametrize(
    "arguments, advice", USAGE, ids=[" ".join(u[0]) or "nothing" for u in USAGE]
)
def test_what_can_not_be_done_is_said_once(arguments, advice):
    run = derive(*arguments)
    assert run.returncode == 2
    assert run.stdout == ""
    assert advice in run.stderr
    assert "error[" in run.stderr
    assert "Traceback" not in run.stderr


def test_other_files_are_refused(tmp_path):
    (tmp_path / "notes.doc").write_text("x = 1")
    run = derive("check", "notes.doc", cwd=tmp_path)
    assert run.returncode == 2
    assert "error[unreadable-file]: notes.doc is no kind of file" in run.stderr


def test_nothing_to_check_is_not_green(tmp_path):
    (tmp_path / "empty").mkdir()
    assert derive("check", "empty", cwd=tmp_path).returncode == 2
    (tmp_path / "mine.py").write_text("from derive import Model\nModel('mine').symbol('x')\n")
    run = derive("check", "mine.py", cwd=tmp_path)
    assert run.returncode == 2
    assert "error[nothing-to-check]" in run.stderr


def test_help_and_version():
    run = derive("--help")
    assert run.returncode == 0
    assert all(f"    {name} " in run.stdout for name in ("show", "latex", "check", "prove"))
    assert derive("--version").stdout.startswith("derive 0.")


def test_list():
    shipped = [entry.name for entry in library.entries()]
    assert {*NAMES} < {*shipped}
    lines = derive("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == shipped
    rows = json.loads(derive("list", "--format", "json").stdout)["derivations"]
    assert [row["name"] for row in rows] == shipped
    assert all(row["summary"] for row in rows)


def test_explain():
    assert "law: " in derive("explain", "chain", "rule").stdout
    assert "what to do: " in derive("explain", "cyclic-definition").stdout
    assert {"proved", "syntax", "chain rule"} <= {
        line.strip() for line in derive("explain").stdout.splitlines()
    }


@pytest.mark.parametrize("name", NAMES)
def test_show_and_check_what_ships(name):
    run = derive("show", name)
    assert (run.returncode, run.stderr) == (0, "")
    assert "\x1b" not in run.stdout
    checked = derive("check", name, "-q")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_check_everything_as_json():
    run = derive("check", "--format", "json", "--strict")
    assert run.returncode == 0
    document = json.loads(run.stdout)
    assert document["schema"] == 1
    summary = document["summary"]
    assert summary["proved"] == summary["claims"] > 100


WRONG = """\
from sympy import exp, log
from derive import Model, binary

with Model("mine") as m:
    z = m.symbol("z")
    y = m.symbol("y", binary)
    a = m.define("a", 1 / (1 + exp(-z)))
    L = m.define("L", -(y * log(a) + (1 - y) * log(1 - a)))
    m.derive(L, z, expect=a + y)
"""


def test_a_wrong_expectation_is_refuted(tmp_path):
    (tmp_path / "mine.py").write_text(WRONG)
    for command in ("show", "check"):
        run = derive(command, "mine.py", "-q", cwd=tmp_path)
        assert run.returncode == 1, run.stderr
        assert "refuted" in run.stdout
        assert "y = 1" in run.stdout
    run = derive("check", "mine.py", "--format", "json", cwd=tmp_path)
    assert run.returncode == 1
    (found,) = [r for r in json.loads(run.stdout)["relations"] if r["verdict"] == "refuted"]
    assert found["counterexample"]
    assert found["values"]


def test_one_bad_source_does_not_hide_the_others(tmp_path):
    (tmp_path / "mine.py").write_text(WRONG)
    run = derive("check", "nowhere.py", "mine.py", cwd=tmp_path)
    assert run.returncode == 2
    assert "refuted" in run.stdout
    assert "nowhere.py" in run.stderr


def test_conditional_claims_fail_under_strict(tmp_path):
    (tmp_path / "mine.py").write_text(
        "from derive import Model\n"
        "with Model('mine') as m:\n"
        "    x = m.symbol('x')\n"
        "    m.claim(x / x, 1)\n"
    )
    assert derive("check", "mine.py", cwd=tmp_path).returncode == 0
    assert derive("check", "mine.py", "--strict", cwd=tmp_path).returncode == 1


def test_output_files(tmp_path):
    run = derive("latex", "tanh-neuron", "-o", "out.tex", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "")
    assert r"\begin{document}" in (tmp_path / "out.tex").read_text(encoding="utf-8")
    fragment = derive("latex", "tanh-neuron", "--fragment").stdout
    assert r"\begin{document}" not in fragment
    assert "L" in fragment


def test_a_file_may_state_several_models(tmp_path):
    one = "with Model('{}') as m:\n    x = m.symbol('x')\n    m.claim(x + x, 2 * x)\n"
    text = "from derive import Model\n" + one.format("first") + one.format("second")
    (tmp_path / "mine.py").write_text(text)
    shown = derive("show", "mine.py", cwd=tmp_path).stdout
    assert shown.index("first") < shown.index("second")
    run = derive("latex", "mine.py", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "use --fragment" in run.stderr
    assert derive("latex", "mine.py", "--fragment", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("form", ["text", "mermaid", "dot"])
def test_graph(form):
    run = derive("graph", "logistic-regression", "--format", form)
    assert run.returncode == 0
    assert all(name in run.stdout for name in ("L", "a", "z", "w"))


def test_a_reader_that_leaves_is_no_trouble():
    command = f"{sys.executable} -m derive show logistic-regression | head -1"
    run = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=ENVIRONMENT,
    )
    assert run.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_narrow_encodings_lose_signs_but_don_t_fail(encoding):
    run = derive("show", "tanh-neuron", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert run.returncode == 0


def test_control_characters_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "mine.py").write_text("raise ValueError('\\x1b[2Jgone')\n")
    run = derive("show", "mine.py", cwd=tmp_path)
    assert "\x1b" not in run.stderr
    assert r"\x1b[2Jgone" in run.stderr


def test_an_interrupted_run_says_so(tmp_path):
    (tmp_path / "mine.py").write_text(
        "import sys, time\nprint('running', flush=True)\ntime.sleep(60)\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-m", "derive", "show", "mine.py"],
        cwd=tmp_path, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stderr is not None
    assert run.stderr.readline() == "running\n"
    run.send_signal(signal.SIGINT)
    stdout, stderr = run.communicate(timeout=60)
    assert (run.returncode, stdout) == (2, "")
    assert stderr == "error[interrupted]: stopped from the keyboard\n"


def test_a_fault_of_ours_is_called_so(monkeypatch, capsys):
    def broken():
        raise LookupError("out of luck")

    monkeypatch.setattr(library, "entries", broken)
    assert main(["list"]) == 2
    message = capsys.readouterr().err
    assert "error[internal-error]: derive itself failed: LookupError: out of luck" in message
    assert "this is our bug" in message
