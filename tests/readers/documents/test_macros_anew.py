r"""Commands that get another meaning further on: `\renewcommand`, `\def`."""

from derive.checker import check
from derive.readers.documents import derivation_of
from derive.readers.sources import scan

HALVES = r"\[ \half + \half = 1 \]"
THIRDS = r"\[ \half + \half = \frac23 \]"
FIRST = "\\newcommand{\\half}{\\frac12}\n\\begin{document}\n"
AGAIN = "\\renewcommand{\\half}{\\frac13}\n"


def verdicts(text, kind="tex"):
    outcomes = check(derivation_of(scan(text, kind))).outcomes
    return [o.verdict.status for o in outcomes]


def test_from_its_place_on():
    text = FIRST + HALVES + AGAIN + THIRDS + HALVES + "\\end{document}"
    assert verdicts(text) == ["proved", "proved", "refuted"]


def test_to_the_end_of_its_environment():
    text = FIRST + "\\begin{proof}\n" + AGAIN + THIRDS + "\\end{proof}\n" + HALVES + THIRDS
    assert verdicts(text + "\\end{document}") == ["proved", "proved", "refuted"]


def test_before_its_first_definition_it_means_that():
    text = "\\begin{document}\n" + HALVES + FIRST.partition("\\begin")[0] + AGAIN + THIRDS
    assert verdicts(text) == ["proved", "proved"]


def test_in_markdown_to_the_end():
    text = f"$\\newcommand{{\\half}}{{\\frac12}}$\n\n{HALVES}\n\n${AGAIN.strip()}$\n\n{THIRDS}\n"
    assert verdicts(text, "markdown")[-2:] == ["proved", "proved"]
