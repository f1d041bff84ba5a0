"""What SymPy's own `diff` gives for the derivative identities of the table, sorted by hand's measure.

Each identity without definitions is written with MatrixSymbol of symbolic size and differentiated;
the answer is put at explicit random matrices of small size and compared with differences: `right`
(axes of length 1 aside), `transposed`, `wrong`, `unevaluated` (a derivative is left), `error` (while
differentiating) or `not explicit` (the answer can't be evaluated).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
import relations_cookbook
import relations_learning
from evaluate import Evaluator
from group import Group, Row
from points import point, sizes_of

from derive.model import domain as d
from derive.model import term as t
from derive.model.term import Term

sympy = pytest.importorskip("sympy")

GROUPS = (
    relations_cookbook.FIRST_AND_SECOND_ORDER,
    relations_cookbook.TRACES,
    relations_cookbook.INVERSES,
    relations_cookbook.NORMS,
    relations_learning.LEAST_SQUARES,
    relations_learning.CHAIN,
)
KINDS = ("right", "transposed", "wrong", "unevaluated", "error", "not explicit")


class Unwritten(Exception):  # noqa: N818
    """A construct without a counterpart among SymPy's matrix expressions."""


class Bridge:
    """Terms as SymPy matrix expressions, sizes as symbols."""

    def __init__(self, group: Group) -> None:
        self.types = group.context.types

    def size(self, node: Term) -> Any:
        value = t.literal(node)
        if value is not None:
            return int(value)
        return sympy.Symbol(str(node.value), integer=True, positive=True)

    def of(self, node: Term) -> Any:
        match node.head:
            case "number":
                return sympy.Rational(node.value.numerator, node.value.denominator)
            case "symbol":
                return self.symbol(node)
            case "add":
                parts = [self.of(a) for a in node.args]
                total = parts[0]
                for each in parts[1:]:
                    total = total + each
                return total
            case "neg":
                return -self.of(node.args[0])
            case "mul":
                total = self.of(node.args[0])
                for each in node.args[1:]:
                    other = self.of(each)
                    both = hasattr(total, "shape") and hasattr(other, "shape")
                    total = sympy.MatMul(total, other) if both else total * other
                return total
            case "div":
                return self.of(node.args[0]) / self.of(node.args[1])
            case "pow":
                base, exponent = node.args
                if base.head == "call" and base.value == "norm" and t.literal(exponent) == 2:
                    inner = self.of(base.args[0])
                    return sympy.Trace(inner.T * inner)
                return self.of(base) ** self.of(exponent)
            case "call":
                return self.call(node)
        raise Unwritten(node.head)

    def symbol(self, node: Term) -> Any:
        name = str(node.value)
        match self.types.get(name):
            case d.Vector(size):
                return sympy.MatrixSymbol(name, self.size(size), 1)
            case d.Matrix(rows, columns):
                return sympy.MatrixSymbol(name, self.size(rows), self.size(columns))
            case d.Scalar():
                return sympy.Symbol(name, real=True)
        return self.size(node)

    def call(self, node: Term) -> Any:
        name = str(node.value)
        inner = [self.of(a) for a in node.args]
        match name:
            case "transpose":
                return sympy.Transpose(inner[0])
            case "trace":
                return sympy.Trace(inner[0])
            case "inverse":
                return sympy.Inverse(inner[0])
            case "hadamard":
                return sympy.HadamardProduct(*inner)
            case "diag":
                return sympy.DiagMatrix(inner[0])
            case "identity":
                return sympy.Identity(inner[0])
            case "ones":
                return sympy.OneMatrix(inner[0], inner[1] if len(inner) > 1 else 1)
            case "norm":
                return sympy.sqrt(sympy.Trace(inner[0].T * inner[0]))
            case "exp" | "log" | "tanh":
                if hasattr(inner[0], "shape"):
                    z = sympy.Dummy()
                    return inner[0].applyfunc(sympy.Lambda(z, getattr(sympy, name)(z)))
                return getattr(sympy, name)(inner[0])
        raise Unwritten(name)


def identities() -> list[Row]:
    """The true rows whose left side is one derivative by symbols."""
    return [
        row
        for group in GROUPS
        for row in group.rows()
        if row.verdict in ("proved", "conditional")
        and row.relation.left.head == "derivative"
        and all(v.head == "symbol" for v in row.relation.left.args[1:])
    ]


def peer(row: Row) -> str:
    """What SymPy's derivative of the left side is worth."""
    expression, *variables = row.relation.left.args
    bridge = Bridge(row.group)
    try:
        answer = bridge.of(expression)
        # A number as a 1 × 1 matrix is differentiated as one.
        for variable in variables:
            answer = sympy.diff(answer, bridge.of(variable))
    except Unwritten:
        return "unwritten"
    except Exception:
        return "error"
    if answer.has(sympy.Derivative):
        return "unevaluated"
    return _compared(row, answer)


def _compared(row: Row, answer: Any) -> str:
    random = Random(row.text)
    kinds = set()
    for _ in range(3):
        values = _generic_point(row, random)
        expected = np.atleast_2d(Evaluator(row.group.context, values).of(row.relation.left))
        if not np.all(np.isfinite(expected)):
            continue
        try:
            found = _explicit(answer, values)
        except Exception:
            return "not explicit"
        kinds.add(_kind(np.squeeze(expected), np.squeeze(found)))
    return kinds.pop() if len(kinds) == 1 else "wrong"


def _kind(expected: Any, found: Any) -> str:
    for name, value in (("right", expected), ("transposed", expected.T)):
        if found.shape == value.shape and np.allclose(found, value, atol=1e-4, rtol=1e-4):
            return name
    return "wrong"


def _generic_point(row: Row, random: Random) -> dict[str, Any]:
    """A point whose sizes are not 1."""
    sizes = {*sizes_of(row.group.context)}
    while True:
        values = point(row.relation, row.group.context, random)
        if all(values[name] > 1 for name in sizes):
            return values


def _explicit(answer: Any, values: dict[str, Any]) -> Any:
    sizes = {
        s: int(values[s.name])
        for s in answer.free_symbols
        if isinstance(s, sympy.Symbol) and s.name in values and s.is_integer
    }
    put = {
        s: sympy.Float(values[s.name])
        for s in answer.free_symbols
        if isinstance(s, sympy.Symbol) and s.name in values and not s.is_integer
    }
    given = answer.subs({**sizes, **put})
    for symbol in given.atoms(sympy.MatrixSymbol):
        value = np.atleast_2d(values[str(symbol.name)])
        given = given.subs(symbol, sympy.ImmutableMatrix(value.tolist()))
    given = given.doit()
    if hasattr(given, "as_explicit"):
        given = given.as_explicit()
    if isinstance(given, sympy.NDimArray):
        flat = [float(sympy.sympify(each).evalf()) for each in sympy.flatten(given)]
        return np.array(flat).reshape(given.shape)
    if hasattr(given, "shape"):
        return np.array(sympy.Matrix(given).evalf().tolist(), dtype=float)
    return np.array([[float(given.evalf())]])


def test_sympy_beside_the_table(say: Callable[[str], None]) -> None:
    rows = identities()
    found = {row: peer(row) for row in rows}
    counts = Counter(found.values())
    shown = ", ".join(f"{n} {kind}" for kind, n in counts.most_common())
    say(f"SymPy {sympy.__version__} `diff` on {len(rows)} derivative identities: {shown}")
    for kind in (*KINDS[1:], "unwritten"):
        for row in rows:
            if found[row] == kind:
                say(f"  {kind:12} {row.text}")
    assert len(rows) >= 60
    assert set(counts) <= {*KINDS, "unwritten"}
    assert counts["unwritten"] <= len(rows) // 10
    assert counts["right"] < len(rows)
