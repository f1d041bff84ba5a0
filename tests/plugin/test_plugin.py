"""The pytest plugin, driven as users drive it: a run of pytest in a project of their own."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

MODEL = '''\
"""A coin with a mistake in the last claim."""

from derive import Model, sigmoid

with Model("coin") as m:
    z, u = m.symbols("z u")
    p = m.define("p", sigmoid(z))
    m.derive(p, z, expect=p * (1 - p))
    m.claim((u**2 - 1) / (u - 1), u + 1)
    m.claim((u + 1) ** 2, u**2 + 1)
'''


@pytest.fixture
def project(tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\nderive_files = notes/**/*.py\n")
    (tmp_path / "notes" / "deep").mkdir(parents=True)
    (tmp_path / "notes" / "deep" / "coin.py").write_text(MODEL)
    (tmp_path / "elsewhere.py").write_text(MODEL)
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "COV"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
        env={**kept, "PYTHONUTF8": "1"},
    )  # fmt: skip


def ids(folder: Path, *arguments: str) -> list[str]:
    shown = run(folder, "--collect-only", "-q", *arguments).stdout
    return [line for line in shown.splitlines() if "::" in line]


def test_one_item_for_each_claim_with_stable_ids(project):
    first = ids(project)
    assert "notes/deep/coin.py::component-1.expected" in first
    assert "notes/deep/coin.py::statement-2.1" in first
    assert all(line.startswith("notes/deep/coin.py::") for line in first)
    assert len(set(first)) == len(first)
    assert ids(project) == first


def test_a_failure_shows_line_verdict_and_counterexample(project):
    found = run(project)
    assert found.returncode == 1
    assert "notes/deep/coin.py:10:1: ✗ refuted" in found.stdout
    assert "m.claim((u + 1) ** 2, u**2 + 1)" in found.stdout
    assert "fails at" in found.stdout
    assert "u = 1" in found.stdout
    assert "Traceback" not in found.stdout + found.stderr
    assert "1 failed" in found.stdout


def test_strict_fails_conditional_claims_too(project):
    (project / "pytest.ini").write_text(
        "[pytest]\nderive_files = notes/**/*.py\nderive_strict = true\n"
    )
    assert "2 failed" in run(project).stdout


def test_selection_by_keyword_and_mark(project):
    assert ids(project, "-k", "statement") == [
        "notes/deep/coin.py::statement-1.1",
        "notes/deep/coin.py::statement-2.1",
    ]
    assert len(ids(project, "-m", "derive")) == len(ids(project))


def test_the_same_under_xdist_and_in_junit(project):
    pytest.importorskip("xdist")
    alone, spread = project / "alone.xml", project / "spread.xml"
    assert run(project, f"--junitxml={alone}").returncode == 1
    assert run(project, "-n", "2", f"--junitxml={spread}").returncode == 1
    assert cases(alone) == cases(spread)
    assert ("statement-2.1", "refuted", "failure") in cases(alone)
    assert ("statement-1.1", "conditional", "") in cases(alone)


def cases(file: Path) -> set[tuple[str, str, str]]:
    """Name, verdict and outcome of every test of a report."""
    return {
        (
            str(case.get("name")),
            next((p.get("value") or "" for p in case.iter("property")), ""),
            next((child.tag for child in case if child.tag in ("failure", "skipped")), ""),
        )
        for case in ElementTree.parse(file).iter("testcase")
    }


@pytest.mark.parametrize(
    "text, said",
    [
        ("from derive import Model\n1/0\n", "ZeroDivisionError"),
        ("from derive import Model\ndef (\n", "python-syntax"),
        ("from derive import Model\nx = 1\n", "no-model"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_clear_error(project, text, said):
    (project / "notes" / "broken.py").write_text(text)
    found = run(project, "notes/broken.py")
    assert found.returncode == 2
    assert said in found.stdout
    assert "help:" in found.stdout or "python-syntax" in found.stdout
    assert "collecting.py" not in found.stdout
    assert "Traceback" not in found.stdout


def test_a_wrong_setting_is_told(project):
    (project / "pytest.ini").write_text(
        "[pytest]\nderive_files = notes/**/*.py\nderive_time_limit = soon\n"
    )
    found = run(project)
    assert found.returncode != 0
    assert "'soon'" in found.stdout + found.stderr


def test_a_run_without_it_imports_nothing(tmp_path):
    (tmp_path / "test_one.py").write_text(
        "import sys\n\n"
        "def test_one():\n"
        "    ours = {m for m in sys.modules if m.split('.')[0] == 'derive'}\n"
        "    assert ours == {'derive', 'derive.pytest_plugin'}\n"
        "    heavy = {'sympy', 'flint', 'rich', 'mpmath', 'numpy'}\n"
        "    assert not heavy & set(sys.modules)\n"
    )
    (tmp_path / "notes.md").write_text("$$1 = 2$$\n")
    found = run(tmp_path)
    assert found.returncode == 0, found.stdout
    assert "1 passed" in found.stdout


def test_the_plugin_itself_imports_nothing():
    """Whatever is loaded after importing the plugin alone is Python's own and the package's front."""
    code = (
        "import sys; before = set(sys.modules); import derive.pytest_plugin;"
        "print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert set(loaded) <= {"__future__", "typing", "derive", "derive.pytest_plugin"} | stdlib(
        loaded
    )
    assert len(loaded) < 40


def stdlib(names: list[str]) -> set[str]:
    return {name for name in names if name.split(".")[0] in sys.stdlib_module_names}


NOTE = """\
# Note

$$
(x + 1)^2 = x^2 + 2x + 1
$$

$$
(x + 1)^2 = x^2 + 1 % expect refuted: the middle term is missing
$$

$$
(x - 1)^2 = x^2 - 2x + 1 % expect refuted: nothing is wrong here
$$

$$
(x + 2)^2 = x^2 + 2 % skip it is on the list
$$

$$
\\sqrt{x^2} = x
$$
"""


@pytest.fixture
def notes(project):
    (project / "pytest.ini").write_text("[pytest]\nderive_files = docs/**/*.md\n")
    (project / "docs").mkdir()
    (project / "docs" / "note.md").write_text(NOTE)
    return project


def test_documents_expectations_and_skips(notes):
    found = run(notes, "--junitxml=report.xml")
    assert "2 failed, 2 passed, 1 skipped" in found.stdout
    assert "it is on the list" in found.stdout
    assert "docs/note.md:12:1: ✗ not as expected" in found.stdout
    assert "docs/note.md:20:1: ✗ refuted" in found.stdout
    assert "\\sqrt{x^2} = x" in found.stdout
    assert "fails at" in found.stdout
    verdicts = [(verdict, outcome) for _, verdict, outcome in sorted(cases(notes / "report.xml"))]
    assert verdicts == [
        ("proved", ""), ("refuted", ""), ("proved", "failure"), ("", "skipped"),
        ("refuted", "failure"),
    ]  # fmt: skip


def test_documents_are_collected_without_a_prover(notes):
    (notes / "conftest.py").write_text(
        "import sys\n\n"
        "def pytest_sessionfinish(session):\n"
        "    print('loaded', sorted({'sympy', 'flint'} & set(sys.modules)))\n"
    )
    assert "loaded []" in run(notes, "--collect-only", "-q", "docs").stdout


def test_a_document_that_is_none_is_a_clear_error(notes):
    (notes / "docs" / "note.md").unlink()
    (notes / "docs" / "big.md").write_bytes(b"\0" * 40_000_000)
    found = run(notes, "docs")
    assert found.returncode == 2
    assert "MB" in found.stdout
    assert "Traceback" not in found.stdout
    assert "collecting.py" not in found.stdout
