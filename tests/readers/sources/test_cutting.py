"""Every formula of a document is found, at its place, and nothing else."""

from itertools import pairwise

import pytest
from cut_samples import SAMPLES

from derive.readers.sources import scan

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=[s.name for s in SAMPLES])


def formulas(source):
    return [fragment for fragment in source.fragments if fragment.is_math]


@each_sample
def test_finds_the_formulas(sample):
    found = formulas(scan(sample.text, sample.kind))
    seen = [(f.place.line, f.place.column, f.kind, f.text.strip()) for f in found]
    assert seen == list(sample.formulas)


@each_sample
def test_every_character_stands_where_it_says(sample):
    """A character of a formula is the one at its place, or an escape that starts there."""
    text = sample.text
    for fragment in formulas(scan(sample.text, sample.kind)):
        math = fragment.math
        for character, start, end in zip(math.text, math.origin, math.ends, strict=False):
            assert text[start:end] == character or (text[start] in "\\&%" and end > start + 1)
        assert math.origin[0] >= fragment.start
        assert math.origin[-1] <= fragment.end


@each_sample
def test_the_place_covers_the_formula(sample):
    lines = sample.text.split("\n")
    for fragment in formulas(scan(sample.text, sample.kind)):
        place = fragment.place
        if place.line == place.end_line and "\\" not in fragment.text:
            cut = lines[place.line - 1][place.column - 1 : place.end_column - 1]
            assert fragment.text.strip() in (
                cut,
                cut.replace("\\|", "|"),
                cut.replace("&lt;", "<").replace("&amp;", "&"),
                "L = a^2",
            )


@each_sample
def test_order_and_nesting(sample):
    found = formulas(scan(sample.text, sample.kind))
    for earlier, later in pairwise(found):
        assert earlier.start < earlier.end <= later.start


def test_prose_around():
    source = scan("Set it to zero: $a$, where $b$ is big.\n\n$$c$$\n\nwhere $d$ is small.")
    a, b, c, d = formulas(source)
    assert (a.before, a.after) == ("Set it to zero:", ", where $b$ is big.")
    assert b.before.endswith("where")
    assert c.after == "where $d$ is small."
    assert c.before.endswith("where $b$ is big.")
    assert (a.paragraph == b.paragraph, c.paragraph == b.paragraph) == (True, False)
    assert (c.alone, d.alone) == (True, False)


def test_displays_with_nothing_between_are_joined():
    text = "$$a = b$$\n\n> $$= c$$\n\n<!-- a remark -->\n\nthen\n$$= d$$\n```\ncode\n```\n$$= e$$"
    assert [f.joined for f in formulas(scan(text))] == [False, True, False, False]


def test_sections_nest():
    source = scan("# A\n$a$\n## B `x`\n$b$\n\nC\n=\n$c$\n\n> ## D\n$d$")
    assert [(h.level, h.title, h.parent) for h in source.headings] == [
        (1, "A", -1),
        (2, "B `x`", 0),
        (1, "C", -1),
        (2, "D", 2),
    ]
    assert [f.heading for f in formulas(source)] == [0, 1, 2, 3]
    a, b, c, d = source.headings
    assert a.end == b.end == c.start
    assert c.end == d.end == len(source.page.text)


def test_tex_sections():
    source = scan("\\section{A}\\subsection*{B $x$}\\section[s]{C}", "tex")
    assert [(h.level, h.title, h.parent) for h in source.headings] == [
        (3, "A", -1),
        (4, "B $x$", 0),
        (3, "C", -1),
    ]


def test_cells_are_numbered():
    cell = '{"cell_type": "%s", "source": "$a$"}'
    text = '{"cells": [' + ", ".join(cell % k for k in ("markdown", "code", "markdown")) + "]}"
    assert [f.cell for f in formulas(scan(text, "notebook"))] == [1, 3]


def test_macros():
    text = "\n".join(
        (
            r"\newcommand{\R}{\mathbb{R}} % \newcommand{\no}{x}",
            r"\newcommand*\norm[1]{\lVert #1 \rVert}",
            r"\renewcommand{\opt}[2][0]{#1 + #2}",
            r"\def\w{\mathbf{w}} \gdef\pair#1#2{(#1, #2)}",
            r"\DeclareMathOperator*{\argmin}{arg\,min}",
            r"\let\eps\varepsilon",
            r"\newcommand{\broken}{",
        )
    )
    found = [
        (m.name, m.arguments, m.default, m.body.text, m.operator) for m in scan(text, "tex").macros
    ]
    assert found == [
        (r"\R", 0, None, r"\mathbb{R}", False),
        (r"\norm", 1, None, r"\lVert #1 \rVert", False),
        (r"\opt", 2, "0", "#1 + #2", False),
        (r"\w", 0, None, r"\mathbf{w}", False),
        (r"\pair", 2, None, "(#1, #2)", False),
        (r"\argmin", 0, None, r"arg\,min", True),
        (r"\eps", 0, None, r"\varepsilon", False),
    ]
