"""Every bad model file gets one clear message with its place and exit code 2, never a traceback."""

import re

import pytest
from command import derive

HEADER = """\
from sympy import Eq, exp, log, symbols
from derive import Model, binary

with Model("mine") as m:
    w, x, b = m.symbols("w x b")
    y = m.symbol("y", binary)
"""

TROUBLE = {
    "cyclic definition": (
        HEADER
        + """\
    u, v = symbols("u v")
    m.define("u", v + 1)
    m.define("v", 2 * u)
    m.derive(u, x)
""",
        "error[cyclic-definition]: the definition of u needs itself: u → v → u",
        8,
    ),
    "undeclared symbol": (
        HEADER
        + """\
    c = symbols("c")
    z = m.define("z", w * x + c)
    m.derive(z, w)
""",
        "error[undeclared-symbol]: the symbol c is used in w*x + c but is neither",
        8,
    ),
    "no path": (
        HEADER
        + """\
    z = m.define("z", w * x + b)
    m.derive(z, y)
""",
        "error[no-path]",
        8,
    ),
    "syntax error": (
        HEADER + "    z = = 1\n",
        "error[python-syntax]: this is no valid Python: invalid syntax",
        7,
    ),
    "misspelt name": (
        HEADER + '    z = m.define("z", w * q)\n',
        "error[model-file-failed]: running the file raised NameError: name 'q' is not defined",
        7,
    ),
    "exception in a function of the file": (
        HEADER
        + """\
    def inverse(number):
        return 1 / number
    inverse(0)
""",
        "error[model-file-failed]: running the file raised ZeroDivisionError",
        8,
    ),
    "exception raised by a library": (
        HEADER + '    m.define("z", exp(w, x, b, y))\n',
        "error[model-file-failed]: running the file raised TypeError",
        7,
    ),
    "sys.exit": ("import sys\nsys.exit(3)\n", "raised SystemExit: 3", 2),
    "endless recursion": ("def f():\n    f()\nf()\n", "raised RecursionError", 2),
    "name twice": (HEADER + '    m.symbol("w")\n', "error[name-taken]", 7),
    "no model": ("x = 1\n", "error[no-model]", 1),
    "empty": ("", "error[no-model]", 1),
    "null byte": ("x = 1\0\n", "error[python-syntax]", 1),
}


@pytest.mark.parametrize("command", ["show", "check"])
@pytest.mark.parametrize("name", TROUBLE)
def test_one_message_with_the_place(name, command, tmp_path):
    text, message, line = TROUBLE[name]
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    run = derive(command, "mine.py", "-q", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stdout == ""
    place, _, rest = run.stderr.partition(": ")
    assert re.fullmatch(rf"mine\.py:{line}:\d+", place), run.stderr
    assert message in rest
    assert "Traceback" not in run.stderr
    assert len(run.stderr.splitlines()) <= 4


def test_what_a_file_prints_stays_off_stdout(tmp_path):
    (tmp_path / "mine.py").write_text('print("hello")\nraise ValueError("no")\n')
    run = derive("show", "mine.py", cwd=tmp_path)
    assert run.stdout == ""
    assert "hello" in run.stderr


def test_a_file_may_import_its_neighbours(tmp_path):
    (tmp_path / "neighbour.py").write_text("NAME = 'z'\n")
    (tmp_path / "mine.py").write_text(
        "from neighbour import NAME\n" + HEADER + "    m.derive(m.define(NAME, w * x + b), w)\n"
    )
    assert derive("graph", "mine.py", cwd=tmp_path).returncode == 0


def test_the_main_guard_stays_shut(tmp_path):
    (tmp_path / "mine.py").write_text("if __name__ == '__main__':\n    raise ValueError\n")
    assert "no-model" in derive("show", "mine.py", cwd=tmp_path).stderr
