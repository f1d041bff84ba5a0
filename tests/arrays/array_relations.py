"""Short notation for relations of vectors and matrices.

x, a: n; A: n n; X: N d; S: n n symmetric; y: N bin; c: real; i: 1..n; v[1..N]: d
"""

from __future__ import annotations

import re

from derive.model import arrays
from derive.model import domain as d
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.functions import ARITY
from derive.model.relation import Relation
from derive.model.term import Term

_SIGN = re.compile(r"(!=|<=|>=|<|>|=)")
DOMAINS = {"real": d.REAL, "pos": d.POSITIVE, "unit": d.UNIT, "bin": d.BINARY, "int": d.INTEGER}
SHORT = {"T": "transpose", "tr": "trace", "inv": "inverse", "had": "hadamard", "I": "identity"}


class _Names(dict):  # type: ignore[type-arg]
    def __init__(self, functions: set[str]) -> None:
        super().__init__()
        self.functions = functions

    def __missing__(self, name: str) -> object:
        name = SHORT.get(name, name)
        if name in ARITY or name in arrays.OPERATIONS or name in self.functions:
            return lambda *args: t.call(name, *map(t.term, args))
        return t.symbol(name)


def expression(text: str, functions: set[str] = frozenset()) -> Term:  # type: ignore[assignment]
    """A term from Python-like text."""
    numbered = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)(?!\w)", r"_n('\1')", text).strip()
    names = _Names(set(functions))
    names.update(
        _n=t.decimal,
        D=lambda u, *vs: t.derivative(t.term(u), *vs),
        Sum=lambda u, i, a, b: t.summation(t.term(u), i, a, b),
        M=lambda *rows: arrays.literal_matrix([[*map(t.term, row)] for row in rows]),
        upto=lambda i, n: t.call("indicator", Relation(t.term(i), "<=", t.term(n)).as_condition()),
    )
    return t.term(eval(numbered, {"__builtins__": {}}, names))


def relation(text: str, functions: set[str] = frozenset()) -> Relation:  # type: ignore[assignment]
    """A relation such as `T(A*B) = T(B)*T(A)`."""
    left, sign, right = _SIGN.split(text, maxsplit=1)
    return Relation(expression(left, functions), sign, expression(right, functions))


def context(
    types: str, where: str = "", assuming: str = "", layout: str = "denominator"
) -> Context:
    """Types, definitions and assumptions, each separated by semicolons."""
    found: dict[str, d.Type] = {}
    for part in filter(None, (p.strip() for p in types.split(";"))):
        names, kind = (s.strip() for s in part.split(":"))
        for name in re.split(r",\s*(?![^\[]*\])", names):
            base, _, ranges = name.partition("[")
            value = _type(kind)
            if ranges:
                spans = tuple(map(_range, ranges.rstrip("]").split(",")))
                value = d.Family(spans, value)  # type: ignore[arg-type]
            found[base.strip()] = value
    functions = {name for name, kind in found.items() if isinstance(kind, d.Function)}
    definitions = []
    for part in filter(None, (p.strip() for p in where.split(";"))):
        left, right = part.split(":=")
        call = re.match(r"\s*(\w+)\(", left)
        if call:
            functions.add(call[1])
        definitions.append(Definition(expression(left, functions), expression(right, functions)))
    given = tuple(relation(p, functions) for p in assuming.split(";") if p.strip())
    return Context(found, tuple(definitions), given, layout)


def functions_of(known: Context) -> set[str]:
    """The names that a context declares or defines as functions."""
    declared = {name for name, kind in known.types.items() if isinstance(kind, d.Function)}
    return declared | {x.name for x in known.definitions if x.target.head == "call"}


def _type(kind: str) -> d.Type:
    if "->" in kind:
        arguments, _, result = kind.partition("->")
        result, _, lifted = result.partition(" by ")
        formal = tuple(_type(a.strip()) for a in arguments.split("&"))
        return d.Function(formal, _type(result.strip()), lifted.strip())  # type: ignore[arg-type]
    if ".." in kind:
        return d.Index(_range(kind))
    words = kind.split()
    element = d.Scalar()
    if words[-1] in DOMAINS:
        element = d.Scalar(DOMAINS[words.pop()])
    symmetric = words[-1:] == ["symmetric"]
    sizes = [expression(w) for w in (words[:-1] if symmetric else words)]
    if not sizes:
        return element
    if len(sizes) == 1:
        return d.Vector(sizes[0], element)
    return d.Matrix(sizes[0], sizes[1], element, symmetric)


def _range(text: str) -> d.Range:
    low, high = text.split("..")
    return d.Range(expression(low), expression(high))
