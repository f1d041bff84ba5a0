"""The README is true: its Python runs, and its commands print what it says they print."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[tuple[Path, str]]:
    """Every fenced block of one language, with its page."""
    return [
        (page, text)
        for page in PAGES
        for found, text in BLOCK.findall(page.read_text(encoding="utf-8"))
        if found == language
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the page's own notes and model, as coin.py and, with a mistake, as wrong.py."""
    place = tmp_path_factory.mktemp("readme")
    model = next(text for page, text in blocks("python") if "Model(" in text)
    notes = next(text for _, text in blocks("markdown"))
    (place / "notes.md").write_text(notes, encoding="utf-8")
    (place / "coin.py").write_text(model)
    (place / "wrong.py").write_text(model.replace("expect=p - y", "expect=p + y"))
    return place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_runs(page, folder):
    """The Python of a page runs from top to bottom."""
    code = "\n".join(text for where, text in blocks("python") if where == page)
    if code:
        subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, timeout=120)


@pytest.mark.parametrize(
    "page, session", blocks("console"), ids=lambda value: getattr(value, "name", None)
)
def test_commands_print_what_is_shown(page, session, folder):
    """A line `$ command`, then what it prints; `…` alone on a line stands for any lines."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", session, re.MULTILINE):
        run = subprocess.run(
            command, shell=True, cwd=folder, env=environment, capture_output=True, text=True,
            encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip
        wanted = re.sub(r"^…$", "...", shown, flags=re.MULTILINE)
        assert doctest.OutputChecker().check_output(
            wanted, run.stdout, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        ), f"{page.name}: {command} printed\n{run.stdout}{run.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
