"""Declaration blocks: every statement, every type, and what is said of lines that are neither."""

import pytest

from derive.readers.sources import scan
from derive.readers.sources.statement import (
    ArrayType,
    FunctionType,
    IndexType,
    IntervalType,
    Let,
    NamedType,
    SetType,
)


def statement(line):
    source = scan(f"```derive\n{line}\n```")
    assert not source.diagnostics
    (said,) = source.fragments[0].statements
    return said


def shown(value):
    """A type in few words."""
    match value:
        case NamedType(name):
            return name
        case IntervalType(low, high, opened, closed, integer):
            return f"{'(['[not opened]}{low}; {high}{')]'[not closed]}" + " int" * integer
        case SetType(members):
            return "{" + "; ".join(map(str, members)) + "}"
        case IndexType(None, None):
            return "index"
        case IndexType(low, high):
            return f"{low} to {high}"
        case ArrayType(entries, shape):
            return f"{shown(entries)} by " + " by ".join(map(str, shape))
        case FunctionType(arguments, result, lifting):
            return f"{'; '.join(map(shown, arguments))} -> {shown(result)} {lifting or ''}".strip()


TYPES = {
    "real": "real",
    "positive integer": "positive integer",
    "nonnegative": "nonnegative",
    "(0, 1)": "(0; 1)",
    "[0, \\infty)": "[0; \\infty)",
    "(-1, 1]": "(-1; 1]",
    "[1, 9] integer": "[1; 9] int",
    "{0, 1}": "{0; 1}",
    "\\{-1, 1\\}": "{-1; 1}",
    "index": "index",
    "index 1..N": "1 to N",
    "index in 0..T-1": "0 to T-1",
    "1, \\dots, N": "1 to N",
    "real^d": "real by d",
    "real^(N x d)": "real by N by d",
    "\\mathbb{R}^{N \\times (d+1)}": "real by N by (d+1)",
    "\\mathbb{R}": "real",
    "(0, 1)^K": "(0; 1) by K",
    "{0, 1}^(N x K)": "{0; 1} by N by K",
    "real -> real": "real -> real",
    "real^d -> (0, 1), rowwise": "real by d -> (0; 1) rowwise",
    "(0, 1), {0, 1} -> nonnegative": "(0; 1); {0; 1} -> nonnegative",
    "real -> (0, 1), elementwise": "real -> (0; 1) elementwise",
    "\\mathbb{R}^d \\to \\mathbb{R}": "real by d -> real",
}


@pytest.mark.parametrize(("written", "meant"), TYPES.items())
def test_types(written, meant):
    said = statement(f"let q : {written}")
    assert isinstance(said, Let)
    assert shown(said.type) == meant


def test_families():
    said = statement("let w_i, x_{ij} : real for i in 1..2, j in 0..d - 1   # weights")
    assert [n.text for n in said.names] == ["w_i", "x_{ij}"]
    assert [(c.index.text, c.lower.text, c.upper.text) for c in said.clauses] == [
        ("i", "1", "2"),
        ("j", "0", "d - 1"),
    ]
    said = statement("let A_{ij} : positive for i, j in 1..N")
    assert [(c.index.text, c.upper.text) for c in said.clauses] == [("i", "N"), ("j", "N")]


@pytest.mark.parametrize(
    ("line", "kind", "parts"),
    [
        ("def \\sigma(t) := 1/(1 + e^{-t})", "Def", ("\\sigma(t)", "1/(1 + e^{-t})")),
        ("def J = a = b", "Def", ("J", "a = b")),
        ("def f(x) \\coloneqq x", "Def", ("f(x)", "x")),
        ("alias \\mathrm{X} = X", "Alias", ("\\mathrm{X}", "X")),
        ("assume i \\neq j", "Assume", ("i \\neq j",)),
        ("end assume", "EndAssume", ()),
        ("derivative \\delta, D", "DerivativeSign", ("\\delta", "D")),
        ("option layout = numerator", "Option", ("layout", "numerator")),
    ],
)
def test_statements(line, kind, parts):
    said = statement(line)
    assert type(said).__name__ == kind
    values = [getattr(said, name) for name in said.__slots__ if name != "whole"]
    flat = [v for value in values for v in (value if isinstance(value, tuple) else (value,))]
    assert tuple(map(str, flat)) == parts
    assert said.whole.text == line


@pytest.mark.parametrize(
    ("line", "column", "advice"),
    [
        ("w : real", 1, "let NAME"),
        ("let w real", 1, "let NAME"),
        ("let w : foo", 9, "real^(N x d)"),
        ("let w, : real", 5, "let NAME"),
        ("let w : real for i", 18, "for i in 1..N"),
        ("let w : real^(a x b x c)", 15, "real^(N x d)"),
        ("let f : real -> real, twice", 23, "rowwise"),
        ("let f : {} -> real", 9, "{0, 1}"),
        ("def J", 1, "def NAME"),
        ("alias X", 1, "alias NAME"),
        ("assume", 1, "assume RELATION"),
        ("end assume i = 1", 12, "end assume"),
        ("derivative", 1, "\\delta"),
        ("option colour = red", 8, "layout"),
        ("option layout = sideways", 17, "numerator"),
        ("claim a = b", 1, "assume RELATION"),
    ],
)
def test_a_line_that_is_no_statement_is_told_with_its_place(line, column, advice):
    source = scan(f"<!-- derive:\nlet ok : real\n{line}\nlet fine : real\n-->")
    (told,) = source.diagnostics
    assert (told.code, told.place.line, told.place.column) == ("declaration-not-read", 3, column)
    assert advice in told.help
    assert len(source.fragments[0].statements) == 2


BLOCKS = {
    "markdown": "```derive\nlet x : real\n\nlet y : real  # it\n```",
    "comment": "text <!-- derive: let x : real\nlet y : real -->",
    "quote": "> ```derive\n> let x : real\n> let y : real\n> ```",
    "tex": "% derive: let x : real\n%   let y : real\n",
    "rst": "text\n\n.. derive:\n\n   let x : real\n   let y : real\n\nmore",
    "docstrings": 'def f():\n    r"""\n    .. derive:\n       let x : real\n       let y : real\n    """\n',
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks_of_each_kind(kind):
    source = scan(BLOCKS[kind], kind if kind in ("tex", "rst", "docstrings") else "markdown")
    assert not source.diagnostics
    found = [s for f in source.fragments for s in f.statements]
    assert [s.names[0].text for s in found] == ["x", "y"]
    lines = BLOCKS[kind].split("\n")
    for said in found:
        place = said.names[0].place()
        assert lines[place.line - 1][place.column - 1] == said.names[0].text


def test_a_block_without_an_end_is_told():
    (told,) = scan("$a$\n\n<!-- derive: let x : real\n").diagnostics
    assert (told.code, told.place.line) == ("unclosed-comment", 3)
