"""The pre-commit hook and the GitHub action: valid files, and their commands run by hand."""

import json
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml
from command import ENVIRONMENT, derive

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent

MODEL = """\
from derive import Model
with Model('mine') as m:
    x = m.symbol('x')
    m.claim(x + x, {} * x)
"""


@pytest.fixture
def folder(tmp_path):
    for name, factor in (("right.py", 2), ("wrong.py", 3), ("a right one.py", 2)):
        (tmp_path / name).write_text(MODEL.format(factor))
    return tmp_path


# pre-commit


def hook() -> dict:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


def committed(folder: Path, args: list[str], *names: str) -> subprocess.CompletedProcess[str]:
    """What pre-commit does: the entry, the arguments, the names of files."""
    entry = hook()["entry"].split()
    assert shutil.which(entry[0], path=str(SCRIPTS))
    return subprocess.run(
        [SCRIPTS / entry[0], *entry[1:], *args, *names],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_hook_is_what_pre_commit_takes():
    found = hook()
    assert {"id", "name", "entry", "language"} <= set(found)
    assert found["language"] == "python"
    # The tags that the library `identify` gives to the endings that are read.
    assert found["types_or"] == ["markdown", "mdx", "quarto", "tex", "jupyter", "rst"]


def test_the_hook_lets_right_files_pass_and_stops_wrong_ones(folder):
    args = hook()["args"]
    assert committed(folder, args, "right.py", "a right one.py").returncode == 0
    wrong = committed(folder, args, "right.py", "wrong.py")
    assert wrong.returncode == 1
    assert "wrong.py:4:1: ✗ refuted" in wrong.stdout


def test_the_hook_takes_arguments_and_odd_names(folder):
    (folder / "-q.py").write_text(MODEL.format(3))
    assert committed(folder, ["--strict", "--"], "right.py").returncode == 0
    run = committed(folder, hook()["args"], "-q.py")
    assert run.returncode == 1
    assert "-q.py:4:1: ✗ refuted" in run.stdout


# The action


def action() -> dict:
    return yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def test_the_action_is_valid():
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "github-actions.json"
    jsonschema.validate(action(), json.loads(schema.read_text(encoding="utf-8")))


def test_no_input_becomes_text_of_a_script():
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_is_used():
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"inputs\.([a-z-]+)", text))
    assert used == set(action()["inputs"])


def act(folder: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The step that checks, run as a runner would; and the folder for its files."""
    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    (step,) = [s for s in action()["runs"]["steps"] if s.get("id") == "check"]
    temporary = folder / "runner temp"
    temporary.mkdir(exist_ok=True)
    values = {name: str(row.get("default", "")) for name, row in action()["inputs"].items()}
    values |= inputs
    environment = {
        name: re.sub(r"\$\{\{ inputs\.(\S+) \}\}", lambda found: values[found[1]], text)
        for name, text in step["env"].items()
    }
    environment["DERIVE_CACHE_DIR"] = str(temporary / "cache")
    run = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env={
            **ENVIRONMENT, **environment, "DERIVE": str(SCRIPTS / "derive"),
            "RUNNER_TEMP": str(temporary), "GITHUB_OUTPUT": str(temporary / "output"),
            "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
        },
    )  # fmt: skip
    return run, temporary


def test_the_action_annotates_reports_and_fails(folder):
    run, temporary = act(folder, paths="right.py\na right one.py\nwrong.py\n", sarif="x.sarif")
    assert run.returncode == 1, run.stderr
    assert run.stdout.startswith("::error file=wrong.py,line=4")
    assert "wrong.py:4:1: ✗ refuted" in run.stdout
    assert (temporary / "output").read_text() == "exit-code=1\n"
    assert "derive fails" in (temporary / "summary.md").read_text(encoding="utf-8")
    assert json.loads((folder / "x.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_passes_what_is_right(folder):
    run, temporary = act(folder, paths="right.py", arguments="--strict\n", summary="false")
    assert (run.returncode, "::" in run.stdout) == (0, False)
    assert not (temporary / "summary.md").exists()


def test_inputs_of_the_action_are_not_executed(folder):
    run, _ = act(folder, paths="$(touch gone)\n`touch gone`; touch gone", arguments="--strict")
    assert run.returncode == 2
    assert not (folder / "gone").exists()


# The page about it


def blocks(language: str) -> list[str]:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def test_the_workflow_on_the_page_is_valid_and_fits_the_action():
    workflow, steps, hooks = map(yaml.safe_load, blocks("yaml"))
    schema = files("check_jsonschema") / "builtin_schemas" / "vendor" / "github-workflows.json"
    workflow["on"] = workflow.pop(True)  # YAML 1.1 takes the word for a truth value
    jsonschema.validate(workflow, json.loads(schema.read_text(encoding="utf-8")))
    (job,) = workflow["jobs"].values()
    (used,) = [s for s in job["steps"] if s.get("uses", "").startswith("OWNER/")]
    assert set(used["with"]) <= set(action()["inputs"])
    assert [s for s in steps["steps"] if "derive check" in s.get("run", "")]
    (entry,) = hooks["repos"][0]["hooks"]
    assert entry["id"] == hook()["id"]


def test_the_configuration_on_the_page_is_read(folder):
    from derive.shells.configuration import KEYS, configuration

    (text,) = blocks("toml")
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    found = configuration(folder)
    assert all(getattr(found, key.replace("-", "_")) is not None for key in KEYS)


def test_every_format_is_on_the_page():
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    help = derive("check", "--help", COLUMNS="200").stdout
    (choices,) = set(re.findall(r"--format \{(.*?)\}", help))
    assert all(f"| `{name}` |" in page for name in choices.split(","))
