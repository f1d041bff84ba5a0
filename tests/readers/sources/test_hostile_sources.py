"""Whatever stands in a file: no exception, exact places, time in proportion to its length."""

import random
import time

import pytest
from cut_samples import SAMPLES

from derive.readers.sources import scan

KINDS = ("markdown", "tex", "notebook", "rst", "docstrings")

PIECES = [
    "$",
    "$$",
    "$a",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\\\(",
    "\\\\[",
    "`",
    "``",
    "```",
    "~~~",
    "```math\n",
    "```derive\n",
    "<!--",
    "-->",
    "<!--derive:",
    "\n",
    "\n\n",
    ">\n\\begin{align}",
    "\\end{align}",
    "\\begin{verbatim}",
    "%",
    "\\",
    "{",
    "}",
    '"',
    "'''",
    '"""',
    "\x00",
    "\x01",
    "\u2028",
    "é",
    "𝛼",
    "\r\n",
    "{%",
    "%}",
    "{{",
    "<p>",
    "<pre>",
    "</pre>\n<script",
    ":math:`",
    "..",
    "math::",
    "\\newcommand{\\a}",
    "\\def\\b#1",
    "\\let\\a\\b",
    "---",
    "+++",
    "-",
    "#",
    "=",
    "let",
    "assume",
    "expect",
    "refuted",
    "by\n\\ud83e",
    "\\u00",
    "&lt;",
    "![a](https://latex.codecogs.com/svg.latex?",
    "%20",
    "%ff",
    ")",
    "\\section{",
    "\\verb|",
    "*",
    "_",
    "since\nx_1=2",
    '{"cells":[',
    '{"source":',
    '"cell_type":',
    '"markdown"',
    "[",
    "]",
    ",",
    ":",
    "def",
    "f():",
    "\t",
    " ",
    "    ",
]


def check(text, kind):
    source = scan(text, kind)
    at = 0
    for fragment in source.fragments:
        assert at <= fragment.start <= fragment.end <= len(text)
        at = fragment.start
        math = fragment.math
        assert len(math.origin) == len(math.ends) + 1 == len(math.text) + 1
        assert list(math.origin) == sorted(math.origin)
        assert all(fragment.start <= place <= fragment.end for place in math.origin)
        assert all(0 <= mark.at <= len(math.text) for mark in fragment.marks)
        assert str(fragment.place)
    for told in source.diagnostics:
        assert str(told)
    return len(source.fragments)


def test_random_pieces():
    chance = random.Random(5)
    found = 0
    for _ in range(3000):
        text = "".join(chance.choices(PIECES, k=chance.randrange(60)))
        found += sum(check(text, kind) for kind in KINDS)
    assert found > 1000


def test_mutated_samples():
    chance = random.Random(6)
    for sample in SAMPLES:
        for _ in range(30):
            letters = list(sample.text)
            for _ in range(chance.randrange(1, 8)):
                at = chance.randrange(len(letters) + 1)
                letters[at : at + chance.randrange(4)] = chance.choice(PIECES)
            check("".join(letters), sample.kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_prefix_of_a_document_is_a_document(kind):
    for sample in SAMPLES:
        if sample.kind == kind:
            for end in range(len(sample.text)):
                check(sample.text[:end], kind)


REPEATED = (
    "$", "$a ", "$$", "$$a ", "$$\n\n", "\\(", "\\[", "\\\\(", "`", "` `` ", "```\n", "<!--", "<!-- derive: ",
    "$a$<!-- derive: claim -->", "> ", "\\begin{align}", "{%", "{{", "<a ", "<p", "<script>",
    "![a](https://latex.codecogs.com/svg.latex?", "![", "a\n=\n", "$\\text{a", "a = \\b\n", "since ",
    "\\newcommand{\\a}", "\\def\\a{", "$a$ ", "    a\n\n", "%", "\\section{", "\\verb|", ":math:`",
    ".. math::\n", '{"cells":[', '"', '"""', "% derive: let x : real\n", "$$% by a\n",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_length(kind):
    """Four times the text may take a few times more than four times as long, never sixteen."""
    slow = []
    for piece in REPEATED:
        short, long = (_seconds(piece * (size // len(piece)), kind) for size in (8_000, 32_000))
        if long > 0.2 and long > 10 * short:
            slow.append((piece, short, long))
    assert not slow


def _seconds(text, kind):
    before = time.process_time()
    scan(text, kind)
    return time.process_time() - before
