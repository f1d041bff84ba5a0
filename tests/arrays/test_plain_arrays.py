"""Vectors and matrices in plain notation: whatever is written reads back to the very same term."""

import pytest
import relations_algebra
import relations_cookbook
import relations_learning
import relations_sums
from group import Group

from derive.ground.diagnostic import DeriveError
from derive.model import term as t
from derive.model.domain import (
    BINARY,
    POSITIVE_INTEGER,
    Family,
    Function,
    Matrix,
    Range,
    Scalar,
    Vector,
)
from derive.model.plain import plain
from derive.model.relation import Relation
from derive.model.term import ONE, call, number, symbol
from derive.readers.plain import parse, parse_declaration, parse_relation

N, d, i, j, A, B, X, w, y = map(symbol, ("N", "d", "i", "j", "A", "B", "X", "w", "y"))

READINGS = [
    ("transpose(X)*(X*w - y)", call("transpose", X) * (X * w - y)),
    ("inverse(A)*B", call("inverse", A) * B),
    ("norm(X*w - y)**2/2", call("norm", X * w - y) ** 2 / 2),
    ("(A*B)[i, j]", t.indexed(A * B, i, j)),
    ("transpose(A)[i, j]", t.indexed(call("transpose", A), i, j)),
    ("hadamard(A, B, A)", call("hadamard", A, B, A)),
    ("ones(N) + zeros(N)", call("ones", N) + call("zeros", N)),
    (
        "delta(i, j)*indicator(i <= j)",
        call("delta", i, j) * call("indicator", t.make("le", (i, j))),
    ),
    ("Matrix([[1, w], [y, 2]])", t.make("matrix", (ONE, w, y, number(2)), "2x2")),
    ("Matrix([w, y])", t.make("matrix", (w, y), "2x1")),
    ("Maximum(w[i], (i, 1, N))", t.make("maximum", (w[i], i, ONE, N))),
]


@pytest.mark.parametrize("text, term", READINGS, ids=[row[0] for row in READINGS])
def test_readings(text, term):
    assert parse(text) is term
    assert parse(plain(term)) is term


TYPES = [
    ("w : real^d", Vector(d)),
    ("X : real^(N x d)", Matrix(N, d)),
    ("X : real^(N × d)", Matrix(N, d)),
    ("S : real^(d x d) symmetric", Matrix(d, d, symmetric=True)),
    ("v : real^(2*d)", Vector(number(2) * d)),
    ("p : (0, 1)^3", None),
    ("y : {0, 1}^N", Vector(N, Scalar(BINARY))),
    ("c : (positive integer)^N", Vector(N, Scalar(POSITIVE_INTEGER))),
    ("x : real^d for i in 1..N", Family((Range(ONE, N),), Vector(d))),
    ("f : real^d -> real, rowwise", Function((Vector(d),), lifted="rowwise")),
    ("f : real^(N x d), real -> real^d", Function((Matrix(N, d), Scalar()), Vector(d))),
    ("g : real -> real, elementwise", Function((Scalar(),), lifted="elementwise")),
]


@pytest.mark.parametrize("text, kind", TYPES, ids=[row[0] for row in TYPES])
def test_declarations(text, kind):
    (name,), found = parse_declaration(text)
    assert kind is None or found == kind
    assert parse_declaration(f"{name} : {found}") == ((name,), found)


WRONG = [
    ("S : real^(n x m) symmetric", "not square"),
    ("w : real^", "a size"),
    ("X : real^(N x d", "expected"),
    ("f : real^d -> real, backwards", "rowwise"),
]


@pytest.mark.parametrize("text, words", WRONG)
def test_wrong_declarations_are_told(text, words):
    with pytest.raises(DeriveError, match=words):
        parse_declaration(text)


@pytest.mark.parametrize(
    "text, words",
    [
        ("hadamard(A)", "2 or more"),
        ("Matrix([[1, 2], [3]])", "different lengths"),
        ("transpose(A, B)", "1 argument"),
    ],
)
def test_wrong_calls_are_told(text, words):
    with pytest.raises(DeriveError, match=words):
        parse(text)


GROUPS = [
    each
    for module in (relations_algebra, relations_cookbook, relations_learning, relations_sums)
    for each in vars(module).values()
    if isinstance(each, Group)
]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_the_table_of_relations_reads_back(group):
    context = group.context
    functions = {d.name: Function((Scalar(),)) for d in context.definitions if d.target.args}
    types = {**functions, **context.types}
    for row in group.rows():
        relation = Relation(
            renamed(row.relation.left), row.relation.sign, renamed(row.relation.right)
        )
        assert parse_relation(str(relation), types=types) == relation
    for name, kind in context.types.items():
        assert parse_declaration(f"{name}_ : {kind}") == ((f"{name}_",), kind)


def renamed(node):
    """In plain notation E is Euler's number."""
    return t.substitute(node, {symbol("E"): symbol("E_")})
