"""What authors say of their steps: which words are marks, and which row they belong to."""

import pytest

from derive.readers.sources import scan


def marks(text, kind="markdown"):
    source = scan(text, kind)
    formula = next(f for f in source.fragments if f.is_math)
    return [(m.kind, m.status, m.text.text, formula.text[: m.at][-1:]) for m in formula.marks]


ROWS = (
    "```math\n"
    "a = b \\\\   % by chain rule\n"
    "= c % expect refuted: index 1 for i\n"
    "% skip not now\n"
    "\\\\[2pt] d = 5\\% % just a remark\n"
    "% assume i = 1\n"
    "e % def J\n"
    "```"
)


def test_marks_of_rows():
    assert marks(ROWS) == [
        ("by", "", "chain rule", "b"),
        ("expect", "refuted", "index 1 for i", "c"),
        ("skip", "", "not now", "c"),
        ("assume", "", "i = 1", "%"),
        ("def", "", "J", "e"),
    ]


def test_comments_are_taken_out():
    formula = scan(ROWS).fragments[0]
    assert "chain" not in formula.text
    assert "remark" not in formula.text
    assert r"5\%" in formula.text
    assert formula.math.place(formula.text.index("e")).line == 7


@pytest.mark.parametrize(
    ("comment", "mark"),
    [
        ("claim", ("claim", "", "", "b")),
        ("assume", ("assume", "", "", "b")),
        ("def", ("def", "", "", "b")),
        ("skip later", ("skip", "", "later", "b")),
        ("expect ill-formed: no shape", ("expect", "ill-formed", "no shape", "b")),
        ("expect ambiguous", ("expect", "ambiguous", "", "b")),
        ("by the chain rule", ("by", "", "the chain rule", "b")),
    ],
)
def test_comments_after_a_formula(comment, mark):
    assert marks(f"so $a = b$<!-- derive: {comment} -->") == [mark]
    assert marks(f"so $$a = b$$, <!-- derive: {comment} -->") == [mark]
    assert marks(f"so $a = b$ % derive: {comment}\nand", "tex") == [mark]


def test_several_marks():
    text = "$a = b$<!-- derive: claim --> <!-- derive: expect refuted -->"
    assert [m[0] for m in marks(text)] == ["claim", "expect"]


def test_a_mark_without_a_formula_is_told():
    source = scan("$a$ is\n\nsome prose <!-- derive: claim -->")
    assert [(d.code, d.place.line, d.place.column) for d in source.diagnostics] == [
        ("mark-not-read", 3, 25)
    ]
    assert not source.fragments[0].marks


def test_an_unknown_finding_is_told():
    source = scan("$$\na = b % expect wrong: me\n$$", file="x.txt")
    (told,) = source.diagnostics
    assert (told.code, told.place.line, told.place.column) == ("mark-not-read", 2, 9)
    assert "refuted" in told.help


def test_percent_in_prose_formulas_is_kept():
    """In one line of prose a bare % would swallow the closing dollar: it is no comment."""
    assert scan("$5%$").fragments[0].text == "5%"


def test_marks_stay_when_macros_go():
    text = "$$\na % by one\n\\newcommand{\\x}{long body}\nb % by two\n$$"
    assert [m[3] for m in marks(text)] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "$$ % by one\na = b$$",
        "$$\n% by one\na = b\n$$",
        "\\begin{align}\n% by one\na\n\\end{align}",
    ],
)
def test_a_mark_before_the_first_row_belongs_to_it(text):
    assert marks(text) == [("by", "", "one", "a")]


def test_a_forgotten_colon_is_told():
    (told,) = scan("$a$\n<!-- derive claim -->").diagnostics
    assert (told.code, told.place.line) == ("mark-not-read", 2)
