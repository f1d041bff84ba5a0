"""The labelled identities that lie beside the repository, with a context for each."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from derive.model import domain as d
from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term

FILE = Path(__file__).parents[3] / "shared" / "cases" / "identities.jsonl"

_NAMED = {
    "real": d.REAL,
    "pos": d.POSITIVE,
    "nonneg": d.NONNEGATIVE,
    "unit": d.UNIT,
    "nonzero": d.NONZERO,
    "bin": d.BINARY,
    "int": d.INTEGER,
    "posint": d.POSITIVE_INTEGER,
}


def load() -> list[tuple[dict, Relation, Context]]:
    """Every case with its relation and context."""
    return [read(json.loads(line)) for line in FILE.read_text().splitlines()]


def read(case: dict) -> tuple[dict, Relation, Context]:
    """One case: SymPy expressions through the bridge, domains as types."""
    names: dict = {}
    exec("from sympy import *\nfrom sympy.core.symbol import Str", names)
    exec("from sympy.matrices.expressions.matexpr import MatrixElement", names)
    exec("from sympy.functions.elementary.piecewise import ExprCondPair", names)
    from derive.model.sympy_bridge import from_sympy

    left, right = (from_sympy(eval(case[side], names)) for side in ("lhs", "rhs"))
    nodes = [n for side in (left, right) for n in t.subterms(side)]
    spans = _family_spans(nodes)
    types: dict[str, d.Type] = {}
    for name, spec in case["domains"].items():
        if spec[0] == "index":
            continue
        domain = _domain(spec)
        count = next(
            (len(n.args) - 1 for n in nodes if n.head == "indexed" and n.args[0].value == name), 0
        )
        if count:
            unknown = d.Range(t.ZERO, t.constant("infinity"))
            ranges = tuple(spans.get((name, k), unknown) for k in range(count))
            types[name] = d.Family(ranges, d.Scalar(domain))
        else:
            types[name] = d.Scalar(domain)
    free = {*t.free_symbols(left), *t.free_symbols(right)}
    for name, spec in case["domains"].items():
        if spec[0] == "index" and t.symbol(name) in free:
            types[name] = d.Index(_index_range(t.symbol(name), nodes, spans))
    return case, Relation(left, "=", right), Context(types)


def _domain(spec: list) -> d.Domain:
    if spec[0] == "ival":
        return d.interval(Fraction(str(spec[1])), Fraction(str(spec[2])))
    if spec[0] == "gt":
        return d.interval(Fraction(str(spec[1])), None)
    return _NAMED[spec[0]]


def _family_spans(nodes: list[Term]) -> dict[tuple[str, int], d.Range]:
    """A family's range in each place is what a sum runs through there."""
    spans: dict[tuple[str, int], d.Range] = {}
    for binder in nodes:
        if binder.head not in t.BINDERS:
            continue
        body, index, low, high = binder.args
        for member in t.subterms(body):
            if member.head == "indexed":
                for k, place in enumerate(member.args[1:]):
                    if index in t.free_symbols(place):
                        ends = (t.substitute(place, {index: end}) for end in (low, high))
                        spans.setdefault((str(member.args[0].value), k), d.Range(*ends))
    return spans


def _index_range(index: Term, nodes: list[Term], spans: dict) -> d.Range:
    for node in nodes:
        if node.head == "indexed":
            for k, place in enumerate(node.args[1:]):
                span = spans.get((str(node.args[0].value), k))
                if span is not None and index in t.free_symbols(place):
                    shift = t.substitute(place, {index: t.ZERO})
                    return d.Range(span.lower - shift, span.upper - shift)
    return d.Range(t.ONE, t.symbol("N"))
