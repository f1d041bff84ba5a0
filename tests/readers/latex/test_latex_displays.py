"""Rows and statements: what a display says, and what sets its statements apart."""

import pytest

from derive.readers.latex import collect_macros, parse_display, show


def said(source, macros=()):
    """Rows of statements: a letter for the joint, the words, then the reading."""
    marks = {
        "start": "",
        "comma": ", ",
        "semicolon": "; ",
        "space": "_ ",
        "implies": "=> ",
        "iff": "<=> ",
    }
    return [
        [
            marks.get(s.joint, "") + "".join(f"'{w}' " for w in s.words) + show(s.body)
            for s in row.statements
        ]
        for row in parse_display(source, dict(macros)).rows
    ]


DISPLAYS = [
    # Statements of one row.
    (r"z = wx + b.", [["z = wx + b"]]),
    (r"a = 1, \quad b = 2; c = 3", [["a = 1", "_ b = 2", "; c = 3"]]),
    (r"f(x) = x^2,\ x > 0", [["f(x) = x^2", ", x > 0"]]),
    (r"a = b \Rightarrow c = d \iff e = f", [["a = b", "=> c = d", "<=> e = f"]]),
    (r"a_i = b_i \quad \forall i \in S", [["a_i = b_i", r"_ \forall i \in S"]]),
    (r"a_i > 0 \; \forall i", [["a_i > 0", r"\forall i"]]),
    (r"a = b \quad \text{if } x > 0", [["a = b", "_ 'if' x > 0"]]),
    (r"\text{where } z = w \text{ is real}", [["'where' z = w", "'is real' "]]),
    (r"a = b && \text{(chain rule)}", [["a = b", "_ '(chain rule)' "]]),
    (r"a = \quad b \qquad = c", [["a = b = c"]]),
    (r"\text{if $x > 0$ then } y = 1", [["'if' x > 0", "'then' y = 1"]]),
    (r"f = x \hspace{1in} \rightarrow \hspace{1in} f' = 1", [["f = x", "=> f' = 1"]]),
    # Lists that stay together.
    (r"x, y \in \mathbb{R}", [[r"x, y \in \mathbb{R}"]]),
    (r"i = 1, \dots, N", [[r"i = 1, \dots, N"]]),
    (r"x_1, \dots, x_n \in \mathbb{R}^d", [[r"x_1, \dots, x_n \in \mathbb{R}^d"]]),
    (r"i,j = 1,2,3", [["i, j = 1, 2, 3"]]),
    (r"i = 1,\dots,N, j = 1,\dots,M", [[r"i = 1, \dots, N", r", j = 1, \dots, M"]]),
    (r"w = 1, v = 2", [["w = 1", ", v = 2"]]),
    (r"p(x, y), \{1, 2\}", [[r"p(x, y), \{1, 2\}"]]),
    (r"\sigma : \mathbb{R} \to (0, 1)", [[r"\sigma : \mathbb{R} \to (0, 1)"]]),
    # Rows.
    (r"a &= b \\ &= c \\[5pt] & \le d", [["a = b"], [" = c"], [r" \le d"]]),
    (r"a = b + \\ c \\ - d \\ + e \\ = f", [["a = b + c - d + e"], [" = f"]]),
    (r"a = b \\ -c = d", [["a = b"], ["-c = d"]]),
    (r"a =& b \\ =& c", [["a = b"], [" = c"]]),
    (r"a &= b & c &= d", [["a = b", "_ c = d"]]),
    (r"a = \big[ b + \\ & c \big] \\ = d", [["a = [b + c]"], [" = d"]]),
    (r"\begin{align} a &= b \\ c &= d \end{align}", [["a = b"], ["c = d"]]),
    (r"f = \begin{aligned}[t] a \\ = b \end{aligned}", [["f = a"], [" = b"]]),
    (r"\begin{array}{rcl} a &=& b \\ &=& c \end{array}", [["a = b"], [" = c"]]),
    (r"\begin{equation}\begin{split} a &= b \\ &= c\end{split}\end{equation}", [["a = b"], [" = c"]]),
    (r"x = \begin{bmatrix} a \\ b \end{bmatrix} \\ y = 1", [[r"x = \begin{bmatrix} a \\ b \end{bmatrix}"], ["y = 1"]]),
    (r"a = b \\\\ c = d", [["a = b"], ["c = d"]]),
    # Words that are names.
    (r"\text{RSS}(\beta) = 1", [[r"\mathrm{RSS}(\beta) = 1"]]),
    (r"\text{Squared Error} = e^2", [[r"\mathrm{Squared Error} = e^2"]]),
    (r"a = \text{softmax}(z)", [[r"a = \operatorname{softmax}(z)"]]),
    (r"\text{MSE} = \text{bias}^2", [[r"\mathrm{MSE} = \mathrm{bias}^2"]]),
]  # fmt: skip


@pytest.mark.parametrize("source, rows", DISPLAYS, ids=[source for source, _ in DISPLAYS])
def test_statements(source, rows):
    assert [[text.lstrip() for text in row] for row in said(source)] == [
        [text.lstrip() for text in row] for row in rows
    ]
    assert not parse_display(source).problems


def test_a_row_that_begins_with_a_sign_continues():
    rows = parse_display(r"a &= b \\ &= c").rows
    assert [row.statements[0].continues for row in rows] == [False, True]


def test_comments_belong_to_their_row():
    source = (
        "a &= b % expect refuted\n \\\\ \n% alone: for the next\n &= c \\\\ % by chain rule\n &= d"
    )
    rows = parse_display(source).rows
    assert [[c.text for c in row.comments] for row in rows] == [
        ["expect refuted"],
        ["alone: for the next", "by chain rule"],
        [],
    ]
    comment = rows[0].comments[0]
    assert source[comment.span.start : comment.span.end] == "% expect refuted"


def test_tags_and_labels_are_kept():
    row = parse_display(r"\label{eq:a} a = b \tag{1}").rows[0]
    assert (row.tag, row.labels, show(row)) == ("1", ("eq:a",), "a = b")


def test_spans_of_statements():
    source = r"\text{where } a = 1, \quad b = 2"
    first, second = parse_display(source).rows[0].statements
    assert (
        source[second.span.start : second.span.end].strip() == r"\quad b = 2"
        or source[second.body.span.start : second.body.span.end] == "b = 2"
    )
    assert source[first.body.span.start : first.body.span.end] == "a = 1"


MACROS = r"""
\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
\renewcommand*\vec[1]{\mathbf{#1}}
\def\half{\frac12}
\gdef\sq#1{#1^2}
\DeclareMathOperator{\softmax}{softmax}
\DeclareMathOperator*{\amax}{arg\,max}
\newcommand{\norm}[2][2]{\lVert #2 \rVert_{#1}}
\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}
\let\eps=\epsilon
\newcommand\loop{\loop x}
\newcommand\grow{\grow\grow}
"""


@pytest.mark.parametrize(
    "source, reading",
    [
        (r"\pd{L}{w_i} = \half \sq x", r"\frac{\partial L}{\partial w_i} = \frac{1}{2} x^2"),
        (r"\pd Lw", r"\frac{\partial L}{\partial w}"),
        (r"\vec x + \vec{w}", r"\mathbf{x} + \mathbf{w}"),
        (r"\softmax(z) + \amax_k z_k", r"\operatorname{softmax}(z) + \operatorname{argmax}_k z_k"),
        (r"\norm{x} + \norm[1]{y}", r"\left\| x \right\|_2 + \left\| y \right\|_1"),
        (r"\abs{x} < \eps", r"\left| x \right| < \epsilon"),
        (r"\def\q{p} \q + \R", r"p + \mathbb{R}"),
    ],
)
def test_macros(source, reading):
    display = parse_display(source, collect_macros(MACROS))
    assert " ".join(show(row) for row in display.rows) == reading
    assert not display.problems


@pytest.mark.parametrize("name", [r"\loop", r"\grow"])
def test_a_macro_within_itself_is_told(name):
    display = parse_display(f"a + {name}", collect_macros(MACROS))
    assert [problem.code for problem in display.problems] == ["too-large"]
    assert display.problems[0].span == (4, 4 + len(name))


def test_what_a_macro_brings_stands_where_it_was_called():
    source = r"a + \pd{L}{w} + c"
    body = parse_display(source, collect_macros(MACROS)).rows[0].statements[0].body
    fraction = body.terms[1]
    assert source[fraction.span.start : fraction.span.end] == r"\pd{L}{w}"


def test_a_long_fragment_is_refused_in_words():
    display = parse_display("x+" * 20_000)
    assert [problem.code for problem in display.problems] == ["too-large"]
