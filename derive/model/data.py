"""Terms and contexts as plain JSON data, and back.

The form is for certificates and caches: every term becomes nested lists with its head first, so
that it can be read without any parser, and reading back gives the very same term.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derive.model.context import Context, Definition
from derive.model.domain import (
    Domain,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Type,
    Value,
    Vector,
)
from derive.model.relation import Relation
from derive.model.term import Term, make

Data = Any
"""What JSON can hold: lists, dicts, strings, numbers, booleans, None."""

_LEAVES = ("number", "symbol", "constant")
_VALUED = ("call", "matrix")
"""Heads with a value and arguments: a function's name, the size of a matrix."""


def term_data(node: Term) -> Data:
    """A term as nested lists: `["add", ["symbol", "x"], ["number", "1/2"]]`."""
    if node.head in _LEAVES:
        return [node.head, str(node.value)]
    args = [term_data(a) for a in node.args]
    return [node.head, str(node.value), *args] if node.head in _VALUED else [node.head, *args]


def term_from(data: Data) -> Term:
    """The term for nested lists; raises `ValueError` for anything else."""
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        raise ValueError(f"{data!r} is no term")
    head, *rest = data
    if head in _LEAVES:
        if len(rest) != 1 or not isinstance(rest[0], str):
            raise ValueError(f"{data!r} is no {head}")
        return make(head, (), _literal(rest[0]) if head == "number" else rest[0])
    if head in _VALUED:
        if not rest or not isinstance(rest[0], str):
            raise ValueError(f"{data!r} names no function")
        return make(head, tuple(map(term_from, rest[1:])), rest[0])
    return make(head, tuple(map(term_from, rest)))


def _literal(text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is no number") from None


def relation_data(relation: Relation) -> Data:
    """A relation: left side, sign, right side."""
    return [term_data(relation.left), relation.sign, term_data(relation.right)]


def relation_from(data: Data) -> Relation:
    """The relation for its data."""
    left, sign, right = data
    return Relation(term_from(left), sign, term_from(right))


def _bound(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _fraction(value: str | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def domain_data(domain: Domain) -> Data:
    """A domain, field by field."""
    return {
        "lower": _bound(domain.lower),
        "upper": _bound(domain.upper),
        "lower_open": domain.lower_open,
        "upper_open": domain.upper_open,
        "integer": domain.integer,
        "excluded": [str(v) for v in domain.excluded],
        "values": None if domain.values is None else [str(v) for v in domain.values],
    }


def domain_from(data: Data) -> Domain:
    """The domain for its data."""
    return Domain(
        _fraction(data["lower"]),
        _fraction(data["upper"]),
        data["lower_open"],
        data["upper_open"],
        data["integer"],
        tuple(map(Fraction, data["excluded"])),
        None if data["values"] is None else tuple(map(Fraction, data["values"])),
    )


def _range_data(span: Range) -> Data:
    return [term_data(span.lower), term_data(span.upper)]


def _range_from(data: Data) -> Range:
    lower, upper = data
    return Range(term_from(lower), term_from(upper))


def type_data(kind: Type) -> Data:
    """A type, by its kind."""
    match kind:
        case Scalar(domain):
            return {"scalar": domain_data(domain)}
        case Index(span):
            return {"index": _range_data(span)}
        case Vector(size, element):
            return {"vector": term_data(size), "element": type_data(element)}
        case Matrix(rows, columns, element, symmetric):
            return {
                "matrix": [term_data(rows), term_data(columns)],
                "element": type_data(element),
                "symmetric": symmetric,
            }
        case Family(ranges, value):
            return {"family": [*map(_range_data, ranges)], "element": type_data(value)}
        case Function(arguments, result, lifted):
            return {
                "function": [*map(type_data, arguments)],
                "result": type_data(result),
                "lifted": lifted,
            }


def type_from(data: Data) -> Type:
    """The type for its data."""
    if "index" in data:
        return Index(_range_from(data["index"]))
    if "family" in data:
        return Family(tuple(map(_range_from, data["family"])), _value_from(data["element"]))
    if "function" in data:
        arguments = tuple(map(_value_from, data["function"]))
        return Function(arguments, _value_from(data["result"]), data["lifted"])
    return _value_from(data)


def _value_from(data: Data) -> Value:
    if "scalar" in data:
        return Scalar(domain_from(data["scalar"]))
    element = Scalar(domain_from(data["element"]["scalar"]))
    if "vector" in data:
        return Vector(term_from(data["vector"]), element)
    rows, columns = map(term_from, data["matrix"])
    return Matrix(rows, columns, element, data["symmetric"])


def context_data(context: Context) -> Data:
    """A whole context: types, definitions, assumptions."""
    return {
        "types": {name: type_data(kind) for name, kind in context.types.items()},
        "definitions": [[term_data(d.target), term_data(d.body)] for d in context.definitions],
        "assumptions": [relation_data(a) for a in context.assumptions],
        "layout": context.layout,
    }


def context_from(data: Data) -> Context:
    """The context for its data."""
    return Context(
        {name: type_from(kind) for name, kind in data["types"].items()},
        tuple(Definition(term_from(t), term_from(b)) for t, b in data["definitions"]),
        tuple(map(relation_from, data["assumptions"])),
        data["layout"],
    )
