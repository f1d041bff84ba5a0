"""`derive check` on documents as a user writes them, through every surface of the command line."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
from command import derive
from shells.test_integrations import committed, hook

HEAD = "# Squares\n\nLet $x \\in \\mathbb{R}$.\n\n"

DOCUMENTS = {
    "right.md": HEAD + "$$\n(x + 1)^2 = x^2 + 2x + 1\n$$\n",
    "wrong.md": HEAD
    + "$$\n\\begin{aligned}\n(x + 1)^2 &= (x + 1)(x + 1) \\\\\n  &= x^2 + x + 1\n\\end{aligned}\n$$\n",
    "expected.md": HEAD
    + "$$\n(x + 1)^2 = x^2 + 1 % expect refuted: the middle term is missing\n$$\n",
    "unmet.md": HEAD + "$$\n(x + 1)^2 = x^2 + 2x + 1 % expect refuted: it is not\n$$\n",
    "skipped.md": HEAD + "$$\nx = x + 1 % skip on purpose\n$$\n\n$$\nx + x = 2x\n$$\n",
    "half.md": HEAD + "$$\n\\frac{x}{x} = 1\n$$\n",
    "plain.md": "# Nothing\n\nNo mathematics here.\n",
    "right.tex": "\\documentclass{article}\n\\begin{document}\nLet $x \\in \\mathbb{R}$.\n"
    "\\[ (x - 1)(x + 1) = x^2 - 1 \\]\n\\end{document}\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


CODES = [
    (["right.md"], 0),
    (["right.tex"], 0),
    (["wrong.md"], 1),
    (["expected.md"], 0),
    (["unmet.md"], 1),
    (["skipped.md"], 0),
    (["half.md"], 0),
    (["half.md", "--strict"], 1),
    (["plain.md"], 2),
    (["plain.md", "--allow-empty"], 0),
    (["plain.md", "right.md"], 0),
    (["."], 1),
    ([".", "--exclude", "wrong.md", "--exclude", "unmet*"], 0),
    ([".", "--exit-zero"], 0),
]


@pytest.mark.parametrize("arguments, code", CODES, ids=[" ".join(a) for a, _ in CODES])
def test_exit_codes(arguments, code, folder):
    run = derive("check", *arguments, cwd=folder)
    assert run.returncode == code, run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_the_wrong_link_is_marked_in_its_line(folder):
    text = derive("check", "wrong.md", cwd=folder).stdout
    block = text[text.index("wrong.md:8:") :].splitlines()
    assert "✗ refuted" in block[0]
    assert block[1].startswith("    8 |   &= x^2 + x + 1")
    marked = block[1][block[2].index("^") : block[2].rindex("^") + 1]
    assert marked.lstrip("&= ") == "x^2 + x + 1"
    assert "      read as     (x + 1)(x + 1) = x² + x + 1" in block
    assert "      fails at    x = 1" in block
    assert block[5:7] == ["      left side   4", "      right side  3"]
    assert "      chain       link 2 of 2, the first wrong one" in block


def test_one_summary_line_for_each_file(folder):
    lines = derive("check", ".", cwd=folder).stdout.rpartition("\n\n")[2].splitlines()
    assert [line.split()[1] for line in lines[:-1]] == sorted(DOCUMENTS)
    assert re.match(r"8 sources, \d+ claims: ", lines[-1])


def test_places_are_the_same_in_every_format(folder):
    run = derive(
        "check", "wrong.md", "unmet.md", "--format", "json", "--format", "sarif", "-o", "x.sarif",
        "--format", "github", "-o", "x.log", "--format", "junit", "-o", "x.xml",
        "--format", "markdown", "-o", "x.md", "--format", "text", "-o", "x.txt", cwd=folder,
    )  # fmt: skip
    assert run.returncode == 1
    rows = json.loads(run.stdout)["relations"]
    wanted = {
        (r["file"], r["line"], r["column"]) for r in rows if r["standing"] in ("finding", "unmet")
    }
    assert len(wanted) == 2
    results = json.loads((folder / "x.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert wanted == {
        (p["artifactLocation"]["uri"], p["region"]["startLine"], p["region"]["startColumn"])
        for r in results
        if r["level"] == "error"
        for p in [r["locations"][0]["physicalLocation"]]
    }
    errors = re.findall(
        r"::error file=(.*?),line=(\d+),.*?col=(\d+)", (folder / "x.log").read_text("utf-8")
    )
    assert wanted == {(file, int(line), int(column)) for file, line, column in errors}
    root = ElementTree.parse(folder / "x.xml").getroot()
    failures = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert {(f, n) for f, n, _ in wanted} == {(c.get("file"), int(c.get("line"))) for c in failures}
    for name in ("x.md", "x.txt"):
        text = (folder / name).read_text(encoding="utf-8")
        assert all(f"{file}:{line}:{column}" in text for file, line, column in wanted)


def test_checking_a_document_needs_no_sympy(folder):
    program = (
        "import sys; from derive.shells.command_line import main; code = main(sys.argv[1:]); "
        "assert 'sympy' not in sys.modules; sys.exit(code)"
    )
    for form in ("text", "json", "sarif"):
        run = subprocess.run(
            [sys.executable, "-c", program, "check", "wrong.md", "--no-cache", "--format", form],
            cwd=folder, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert run.returncode == 1, run.stderr


def test_readings_can_be_read_again(folder):
    text = derive("check", "right.md", "--readings", cwd=folder).stdout
    assert "right.md:6:1: proved: (x + 1)**2 = x**2 + 2*x + 1" in text


def test_the_hook_on_documents(folder):
    args = hook()["args"]
    assert committed(folder, args, "right.md", "plain.md", "right.tex").returncode == 0
    assert committed(folder, args, "plain.md").returncode == 0
    assert committed(folder, args, "right.md", "wrong.md").returncode == 1


def test_a_mended_formula_shows_in_the_comparison(folder):
    derive("check", "wrong.md", "--format", "json", "-o", "base.json", cwd=folder)
    text = DOCUMENTS["wrong.md"].replace("x + 1\n\\end", "2x + 1\n\\end")
    (folder / "wrong.md").write_text("More words.\n\n" + text, encoding="utf-8")
    run = derive("check", "wrong.md", "--diff", "base.json", cwd=folder)
    assert run.returncode == 0
    assert "refuted → proved" in run.stdout
    assert "1 newly proved, 1 as before" in run.stdout


HOSTILE = "# \x1b[2J\n\n$$\nx = \x1b]0;gone\x07 \u202e y\n$$\n\n$$\n\\text{::error::no} = 1\n$$\n"


def test_nothing_in_a_document_steers(folder):
    (folder / "evil.md").write_text(HOSTILE, encoding="utf-8")
    for form in ("text", "json", "jsonl", "sarif", "github", "junit", "markdown"):
        run = derive("check", "evil.md", "--format", form, cwd=folder)
        for character in "\x1b\x07\u202e":
            assert character not in run.stdout + run.stderr
        assert not re.search(r"^\s*::error::no", run.stdout, re.MULTILINE)
