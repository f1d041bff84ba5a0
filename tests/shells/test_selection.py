"""A folder stands for its documents: nothing hidden, nothing outside, no code."""

import os

import pytest

from derive.ground.diagnostic import DeriveError
from derive.shells.selection import selected

FILES = [
    "docs/b.md", "docs/a.tex", "docs/n.ipynb", "docs/r.rst", "docs/sub/c.MD", "docs/model.py",
    "docs/picture.png", "docs/.hidden.md", "docs/.git/d.md", "docs/node_modules/e.md",
    "docs/drafts/f.md", "outside/secret.md",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("$x = x$\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALL = ["docs/a.tex", "docs/b.md", "docs/drafts/f.md", "docs/n.ipynb", "docs/r.rst", "docs/sub/c.MD"]


def test_documents_of_a_folder(folder):
    assert selected(["docs"]) == ALL
    assert selected(["./docs/"]) == ALL


def test_a_file_that_is_named_is_always_checked(folder):
    assert selected(["docs/model.py", "docs/b.md"], ["*.md"]) == ["docs/model.py", "docs/b.md"]


def test_each_file_once_in_order(folder):
    assert selected(["docs/n.ipynb", "docs"]) == [
        "docs/n.ipynb",
        *(x for x in ALL if "ipynb" not in x),
    ]


def test_excluded(folder):
    assert selected(["docs"], ["drafts", "docs/*.tex"]) == [
        x for x in ALL if "drafts" not in x and "tex" not in x
    ]


def test_patterns_are_relative_to_the_configuration(folder, monkeypatch):
    monkeypatch.chdir(folder / "docs")
    found = selected(["."], ["docs/drafts"], base=str(folder))
    assert "drafts/f.md" not in found
    assert "b.md" in found


def test_links_that_lead_out_are_not_followed(folder):
    os.symlink(folder / "outside", folder / "docs" / "linked")
    os.symlink(folder / "outside" / "secret.md", folder / "docs" / "z.md")
    os.symlink(folder / "docs", folder / "docs" / "sub" / "loop")
    os.symlink("b.md", folder / "docs" / "y.md")
    assert set(selected(["docs"])) == {*ALL, "docs/y.md"}


def test_a_folder_without_documents_is_said(folder):
    (folder / "empty").mkdir()
    with pytest.raises(DeriveError, match="no document in the folder empty"):
        selected(["empty"])
