"""Columns are bold, ones have their size only where nothing beside them tells it."""

import pytest

from derive.model.context import Context, Definition
from derive.model.domain import (
    BINARY,
    POSITIVE_INTEGER,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Vector,
)
from derive.model.relation import Relation
from derive.model.term import ONE, call, number, summation, symbol
from derive.renderers import givens, latex_given
from derive.renderers.fallback import spelled_out
from derive.renderers.inner_products import folded, general
from derive.renderers.latex_notation import latex
from derive.renderers.typeface import typeset
from derive.renderers.unicode import unicode

N, d, i, k = map(symbol, ("N", "d", "i", "k"))
X, w, x, y, a, theta, g = map(symbol, ("X", "w", "x", "y", "a", "theta", "g"))


def T(array):
    return call("transpose", array)


ones = call("ones", N)
CONTEXT = Context(
    {
        "X": Matrix(N, d),
        "x": Family((Range(ONE, N),), Vector(d)),
        "w": Vector(d),
        "theta": Vector(d),
        "y": Vector(N, Scalar(BINARY)),
        "a": Scalar(),
        "f": Function((Vector(d),)),
    },
    (
        Definition(x[i], call("row", X, i)),
        Definition(g, T(X) * (X * w - y)),
        Definition(call("f", symbol("u")), T(w) * symbol("u")),
    ),
)

WRITTEN = [
    (w, "𝐰", r"\mathbf{w}"),
    (w[1], "w₁", "w_1"),
    (x[i], "𝐱ᵢ", r"\mathbf{x}_i"),
    (x[i, k], "xᵢₖ", "x_{ik}"),
    (theta, "𝛉", r"\boldsymbol{\theta}"),
    (g, "𝐠", r"\mathbf{g}"),
    (X, "X", "X"),
    (a, "a", "a"),
    (call("f", symbol("u")), "f(𝐮)", r"f(\mathbf{u})"),
    (T(x[i]) * w, "𝐱ᵢᵀ𝐰", r"\mathbf{x}_i^\top \mathbf{w}"),
    (ones - y, "𝟏 − 𝐲", r"\mathbf{1} - \mathbf{y}"),
    (X * w + a * ones, "X𝐰 + a𝟏", r"X \mathbf{w} + a \mathbf{1}"),
    (T(ones) * (X * w), "𝟏ᵀ(X𝐰)", r"\mathbf{1}^\top(X \mathbf{w})"),
    (a * call("norm", w) ** 2, "a‖𝐰‖²", r"a \lVert \mathbf{w} \rVert^2"),
    (
        call("norm", w) * call("norm", theta),
        "‖𝐰‖·‖𝛉‖",
        r"\lVert \mathbf{w} \rVert \lVert \boldsymbol{\theta} \rVert",
    ),
    (T(ones) * ones, "𝟏_Nᵀ·𝟏_N", r"\mathbf{1}_N^\top \mathbf{1}_N"),
    (call("trace", call("identity", d)), "tr(I_d)", r"\mathrm{tr}(I_d)"),
    (T(X) * X + a * call("identity", d), "XᵀX + aI", r"X^\top X + a I"),
    (
        T(X) * call("diag", call("hadamard", y, ones - y)) * X,
        "Xᵀ diag(𝐲 ⊙ (𝟏 − 𝐲)) X",
        r"X^\top\,\mathrm{diag}(\mathbf{y} \odot (\mathbf{1}-\mathbf{y}))X",
    ),
]


@pytest.mark.parametrize("term, shown, typeset_as", WRITTEN, ids=[row[1] for row in WRITTEN])
def test_arrays_are_set_by_their_types(term, shown, typeset_as):
    with typeset(CONTEXT):
        assert unicode(term) == shown
        assert latex(term) == typeset_as


def test_a_terminal_without_bold_letters_gets_light_ones():
    with typeset(CONTEXT):
        assert spelled_out(unicode(T(ones) * (X * w - theta))) == "1^T(Xw - theta)"


def test_names_are_light_without_a_context():
    assert unicode(T(x[i]) * w) == "xᵢᵀw"


def test_what_is_given_says_the_shapes():
    with typeset(CONTEXT):
        assert list(givens.symbols(CONTEXT)) == [
            "X ∈ ℝ^{N×d}",
            "𝐱ᵢ the i-th row of X, for i = 1, …, N",
            "𝐰, 𝛉 ∈ ℝᵈ",
            "𝐲 ∈ {0, 1}ᴺ",
            "a ∈ ℝ",
        ]
        assert list(latex_given.phrases(CONTEXT)) == [
            r"$X \in \mathbf{R}^{N \times d}$",
            r"$\mathbf{x}_i$ the $i$-th row of $X$, $i = 1, \dots, N$",
            r"$\mathbf{w}$, $\boldsymbol{\theta} \in \mathbf{R}^d$",
            r"$\mathbf{y} \in \{0, 1\}^N$",
            "$a$ real",
        ]


def test_sums_over_entries_are_read_as_inner_products():
    sides = [summation(w[k] * x[i, k], k, ONE, upper) for upper in (d, N)]
    with typeset(CONTEXT):
        whole, other = (folded(Relation(side, ">", number(0))).left for side in sides)
        assert unicode(whole) == "𝐰ᵀ𝐱ᵢ"
        assert unicode(other) == "Σ_{k=1}^{N} wₖxᵢₖ"


def test_the_graph_shows_shapes():
    from derive.model.derivation import Derivation
    from derive.renderers import graph

    drawn = Derivation("g", "", CONTEXT.declare("i", Index(Range(ONE, N))), ())
    assert graph.text(drawn).splitlines() == [
        "𝐱ᵢ = X[i, :]ᵀ  (d)",
        "└─ X  (N × d)",
        "𝐠 = Xᵀ(X𝐰 − 𝐲)  (d)",
        "├─ X  (N × d)",
        "├─ 𝐰  (d)",
        "└─ 𝐲  (N)",
    ]
    assert '"X  (N × d)"' in graph.mermaid(drawn)
    assert 'label="𝐲  (N)"' in graph.dot(drawn)


def test_what_holds_at_every_index_is_told_once():
    entry = call("exp", X[i, k])
    primed = call("exp", X[symbol("i'"), k])
    fixed = call("exp", X[N, k])
    with typeset(CONTEXT.declare("N", Scalar(POSITIVE_INTEGER))):
        one, other, last = (general(Relation(e, ">", number(0))) for e in (entry, primed, fixed))
        assert one == other != last
        assert general(Relation(X[i, i], ">", number(0))) != general(
            Relation(X[i, k], ">", number(0))
        )
