"""Completion, asked of the shells themselves."""

import shutil
import subprocess

import pytest
from command import derive

from derive.renderers.formats import FORMATS
from derive.shells import outputs
from derive.shells.command_line import make_parser
from derive.shells.commands import COMMANDS
from derive.shells.completion import words

NAMES = [command.name for command in COMMANDS]

ASKED = [
    (["derive", ""], set(NAMES)),
    (["derive", "ch"], {"check"}),
    (["derive", "check", "--form"], {"--format"}),
    (["derive", "check", "--format", ""], set(FORMATS)),
    (["derive", "check", "--format", "s"], {"sarif"}),
    (["derive", "show", "--color", "al"], {"always"}),
    (["derive", "check", "tanh-n"], {"tanh-neuron"}),
    (["derive", "check", "my n"], {"my notes.md"}),
    (["derive", "check", "--diff", "my"], {"my notes.md"}),
    (["derive", "explain", "cyclic"], {"cyclic-definition"}),
    (["derive", "check", "--time-limit", "1"], set()),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("completion")
    (place / "my notes.md").write_text("")
    for shell in ("bash", "zsh", "fish"):
        run = derive("completion", shell, "-o", f"derive.{shell}", cwd=place)
        assert (run.returncode, run.stdout) == (0, "")
    return place


def ask(shell: str, folder, *arguments: str) -> str:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    run = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stderr == ""
    return run.stdout


@pytest.mark.parametrize("line, found", ASKED, ids=[" ".join(line) for line, _ in ASKED])
def test_bash_completes(line, found, folder):
    script = (
        'source derive.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _derive; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    options = ["--norc", "--noprofile", "-c", script, "bash", *line]
    lines = ask("bash", folder, *options).splitlines()
    assert {each for each in lines if each} == found


@pytest.mark.parametrize("line, found", ASKED, ids=[" ".join(line) for line, _ in ASKED])
def test_fish_completes(line, found, folder):
    if line[-1] == "my n":
        line = [*line[:-1], "my\\ n"]
    script = f"source derive.fish; complete -C '{' '.join(line)}'"
    answers = ask("fish", folder, "--no-config", "-c", script).splitlines()
    assert {each.partition("\t")[0].replace("\\", "") for each in answers} == found


def test_zsh_reads_its_script(folder):
    ask("zsh", folder, "-n", "derive.zsh")
    script = "autoload -U compinit; compinit -u -d dump; source derive.zsh; echo $_comps[derive]"
    assert ask("zsh", folder, "-f", "-c", script).strip() == "_derive"


def test_scripts_know_every_command_and_option(folder):
    found = words(make_parser())
    assert [word.name for word in found] == NAMES
    for shell in ("bash", "zsh", "fish"):
        text = (folder / f"derive.{shell}").read_text(encoding="utf-8")
        for word in found:
            for flag in (flag for option in word.options for flag in option.flags):
                assert (flag if shell != "fish" else flag.lstrip("-")) in text


def test_formats_are_those_that_there_are():
    assert tuple(FORMATS) == outputs.FORMATS
