"""`[tool.derive]`: what a project says counts, what the command line says wins."""

import json

import pytest
from command import derive
from hypothesis import given
from hypothesis import strategies as st

from derive.ground.diagnostic import DeriveError
from derive.shells.configuration import KEYS, configuration
from derive.shells.patterns import matcher

MODEL = """\
from derive import Model
with Model('mine') as m:
    x = m.symbol('x')
    m.claim(x / x, 1)
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "mine.py").write_text(MODEL)
    (tmp_path / "below").mkdir()

    def configure(text: str):
        (tmp_path / "pyproject.toml").write_text(f"[tool.derive]\n{text}\n")
        return tmp_path

    return configure


def test_a_project_says_what_to_check_and_how(project):
    folder = project('paths = ["mine.py"]\nstrict = true\nformat = "json"\ntime-limit = 3')
    for where in (folder, folder / "below"):
        run = derive("check", cwd=where)
        assert run.returncode == 1
        (row,) = json.loads(run.stdout)["relations"]
        assert row["verdict"] == "conditional"
    assert derive("check", "--no-strict", cwd=folder).returncode == 0
    assert derive("check", "--format", "text", cwd=folder).stdout.startswith("mine.py:4:1: ~")


def test_without_a_table_nothing_changes(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'derive'\n")
    (tmp_path / "mine.py").write_text(MODEL)
    assert derive("check", "mine.py", cwd=tmp_path).returncode == 0


def test_the_nearest_table_counts(project):
    folder = project("strict = true")
    (folder / "below" / "pyproject.toml").write_text("[project]\nname = 'other'\n")
    assert configuration(folder / "below").strict is True
    (folder / "below" / "pyproject.toml").write_text("[tool.derive]\n")
    assert configuration(folder / "below").strict is None


WRONG = [
    ("time_limit = 5", "did you mean time-limit?"),
    ("srict = true", "did you mean strict?"),
    ("frobnicate = 1", "known are paths"),
    ('time-limit = "5"', "give a positive number of seconds"),
    ("time-limit = 0", "give a positive number of seconds"),
    ("time-limit = inf", "give a positive number of seconds"),
    ("time-limit = true", "give a positive number of seconds"),
    ("strict = 1", "give true or false"),
    ('paths = "docs"', "give a list of paths"),
    ("exclude = [1]", "give a list of patterns"),
    ('format = "xml"', "give one of text, json"),
    ("workers = 0", "give a number of processes"),
    ("strict = ", "it is no TOML"),
]


@pytest.mark.parametrize("text, advice", WRONG, ids=[text for text, _ in WRONG])
def test_what_is_not_known_is_an_error(text, advice, project):
    with pytest.raises(DeriveError) as caught:
        configuration(project(text))
    found = caught.value.diagnostic
    assert found.code == "bad-configuration"
    assert advice in str(found)


def test_a_table_that_is_none(tmp_path):
    for text in ("[tool]\nderive = 3\n", "tool = 3\n#derive"):
        (tmp_path / "pyproject.toml").write_text(text)
        with pytest.raises(DeriveError):
            configuration(tmp_path)


def test_the_error_reaches_a_user_as_a_message(project):
    run = derive("check", "mine.py", cwd=project("srict = true"))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("pyproject.toml:1:1: error[bad-configuration]")


def test_every_key_is_described():
    assert all(takes for takes, _ in KEYS.values())


MATCHES = [
    ("drafts", "docs/drafts", True),
    ("drafts", "docs/drafts/a.md", True),
    ("drafts", "docs/mydrafts/a.md", False),
    ("*.md", "docs/a.md", True),
    ("/*.md", "docs/a.md", False),
    ("/*.md", "a.md", True),
    ("docs/*.md", "docs/a.md", True),
    ("docs/*.md", "docs/b/a.md", False),
    ("docs/**", "docs/b/a.md", True),
    ("docs/**/a.md", "docs/a.md", True),
    ("docs/**/a.md", "docs/b/c/a.md", True),
    ("docs/", "docs/a.md", True),
    ("a?.md", "ab.md", True),
    ("a?.md", "a/.md", False),
    ("a.md", "axmd", False),
    ("[ab].md", "a.md", False),
]


@pytest.mark.parametrize("pattern, path, matches", MATCHES)
def test_patterns(pattern, path, matches):
    found = matcher([pattern])
    assert found is not None
    assert bool(found.fullmatch(path)) == matches


@given(st.text(min_size=1).filter(lambda t: t.strip("/")))
def test_any_text_is_a_pattern(text):
    assert matcher([text]) is not None
