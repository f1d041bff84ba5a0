"""From files to sources: bytes of every kind, refusals in plain words, folders."""

import pytest

from derive.ground.diagnostic import DeriveError
from derive.readers.sources import decoding, read
from derive.readers.sources.discovery import documents


def write(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def texts(source):
    return [f.text for f in source.fragments if f.is_math]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings(tmp_path, encoding):
    source = read(write(tmp_path, "a.md", "é $α = β$\n".encode(encoding)))
    assert texts(source) == ["α = β"]
    assert (source.fragments[0].place.line, source.fragments[0].place.column) == (1, 4)
    assert not source.diagnostics


def test_another_encoding_is_told_and_the_rest_is_read(tmp_path):
    source = read(write(tmp_path, "a.md", "ok\naé $x$\n\n$y$".encode("latin-1")))
    assert texts(source) == ["x", "y"]
    (told,) = source.diagnostics
    assert (told.code, told.place.line, told.place.column) == ("undecodable-text", 2, 2)


def test_control_characters_steer_nothing(tmp_path):
    source = read(write(tmp_path, "a.md", b"\x00$a$ \x01\x02 $b\x00$"))
    assert texts(source) == ["a", "b�"]


@pytest.mark.parametrize("name", ["absent.md", "folder.md", "notes.doc"])
def test_what_cannot_be_read_is_refused(tmp_path, name):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "notes.doc").write_text("x")
    with pytest.raises(DeriveError) as refusal:
        read(tmp_path / name)
    assert refusal.value.diagnostic.code == "unreadable-file"


def test_a_giant_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "LARGEST", 1024**2)
    with pytest.raises(DeriveError, match="1 MB"):
        read(write(tmp_path, "a.md", b"$a$ " * 300_000))


def test_a_broken_notebook_is_told(tmp_path):
    cell = '{"cells": [{"cell_type": "markdown", "source": "$a$"}'
    source = read(write(tmp_path, "a.ipynb", cell.encode()))
    assert texts(source) == ["a"]
    assert [d.code for d in source.diagnostics] == ["broken-notebook"]


def test_broken_python_is_told_and_not_run(tmp_path):
    marker = tmp_path / "ran"
    code = f"open({str(marker)!r}, 'w')\ndef f(:\n"
    assert [d.code for d in read(write(tmp_path, "a.py", code.encode())).diagnostics] == [
        "python-syntax"
    ]
    read(write(tmp_path, "b.py", f"'$a$'\nopen({str(marker)!r}, 'w')".encode()))
    assert not marker.exists()


def test_an_escape_that_eats_a_command_is_told(tmp_path):
    source = read(write(tmp_path, "a.py", b"'''Of $\\beta + \\nabla f$, \\n $\\alpha$'''"))
    assert texts(source) == ["\\beta + \\nabla f", "\\alpha"]
    assert [(d.code, d.place.column) for d in source.diagnostics] == [("eaten-backslash", 8)]


def test_folders(tmp_path):
    kept = ["a.md", "b/c.ipynb", "b/d.tex", "e.Rmd", "f.rst"]
    left = ["code.py", "x.txt", ".hidden/a.md", "node_modules/a.md", "b/.g.md", ".venv/h.md"]
    for name in kept + left:
        write(tmp_path / "root", name, b"$a$")
    outside = write(tmp_path, "outside/o.md", b"$a$")
    root = tmp_path / "root"
    (root / "link.md").symlink_to(outside)
    (root / "linked").symlink_to(outside.parent)
    (root / "self").symlink_to(root)
    (root / "inside.md").symlink_to(root / "a.md")
    (root / "broken.md").symlink_to(root / "none.md")
    found = [path.relative_to(root).as_posix() for path in documents(root)]
    assert found == sorted([*kept, "inside.md"], key=lambda name: name.split("/"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("$$\na &= b \\\\\n&= c\n$$", True),
        ("$$x \\in \\{0, 1\\}$$", True),
        ("$$\na\n- b\n$$", True),
        ("$$\na\n= b\n$$", False),
        ("```math\na \\\\ b\n```", False),
        ("---\na: b\n---\n$$a \\\\ b$$", False),
    ],
)
def test_what_github_would_mangle_is_noted_once(tmp_path, text, told):
    source = read(write(tmp_path, "a.md", f"{text}\n\n{text}".encode()))
    assert [(d.code, d.level) for d in source.diagnostics] == [("github-markup", "note")] * told
