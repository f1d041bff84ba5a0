"""Documents on the command line: checked, proposed for, and single relations in LaTeX."""

import json

import pytest

from derive.shells.command_line import main

NOTES = r"""# Notes

$$z = w_1 x_1 + w_2 x_2 + b$$

$$\frac{\delta z}{\delta w_i} = x_i$$
"""

WRONG = NOTES + "\n$$\\frac{\\delta z}{\\delta w_i} = x_1$$\n"


@pytest.fixture
def notes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text):
        (tmp_path / "notes.md").write_text(text, encoding="utf-8")
        return "notes.md"

    return write


def test_check_reports_place_and_verdict(notes, capsys):
    assert main(["check", "--format", "json", notes(WRONG)]) == 1
    report = json.loads(capsys.readouterr().out)
    claims = [r for r in report["relations"] if r["kind"] == "claim"]
    assert [(r["line"], r["verdict"]) for r in claims] == [(5, "proved"), (7, "refuted")]
    assert claims[1]["file"] == "notes.md"


def test_check_of_a_document_that_holds(notes):
    assert main(["check", "-q", notes(NOTES)]) == 0


def test_init_proposes_what_was_inferred(notes, capsys):
    assert main(["init", notes(NOTES)]) == 0
    block = capsys.readouterr().out
    assert block.startswith("<!-- derive:")
    assert "derivative \\delta" in block
    assert "real for i in 1..2" in block


def test_what_init_proposes_can_be_pasted(notes, capsys):
    main(["init", notes(NOTES)])
    block = capsys.readouterr().out
    assert main(["check", "-q", notes(f"{block}\n{NOTES}")]) == 0


@pytest.mark.parametrize(
    ("relation", "options", "code"),
    [
        (r"\frac{x}{x} = 1", [], 0),
        (r"\frac{x}{x} = 1", ["--strict"], 1),
        (r"\sqrt{x^2} = x", [], 1),
        (r"\sqrt{x^2} = x", ["--let", "x : positive"], 0),
        (r"\frac{d}{dx} \log x = \frac{1}{x}", ["--assume", "x > 0"], 0),
        (r"\frac{d}{dx} \log x = \frac{2}{x}", ["--assume", "x > 0"], 1),
        (r"z = \frac{2}{1}", [], 1),
    ],
)
def test_prove_takes_latex(relation, options, code, capsys):
    assert main(["prove", relation, *options]) == code
