"""Random values for the names of a context: sizes 1 to 4, entries in their domains."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np
from evaluate import Evaluator, squeezed

from derive.model import domain as d
from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term


def point(relation: Relation, context: Context, random: Random) -> dict[str, Any]:
    """Values for everything that is declared and not defined, and for all sizes."""
    values: dict[str, Any] = {}
    for name in dict.fromkeys((*sizes_of(context), *_limits(relation, context))):
        values.setdefault(name, float(random.choice((1, 2, 2, 3, 3, 4))))
    evaluator = Evaluator(context, values)
    defined = {x.name for x in context.definitions}
    for name, kind in context.types.items():
        if name in values or name in defined:
            continue
        match kind:
            case d.Index(span):
                low, high = evaluator.integer(span.lower), evaluator.integer(span.upper)
                values[name] = float(random.randint(low, max(low, high)))
            case d.Family(ranges, element):
                spans = [
                    range(evaluator.integer(r.lower), evaluator.integer(r.upper) + 1)
                    for r in ranges
                ]
                keys: list[tuple[int, ...]] = [()]
                for span in spans:
                    keys = [(*key, k) for key in keys for k in span]
                values[name] = {key: _value(element, evaluator, random) for key in keys}
            case d.Function():
                pass
            case _:
                values[name] = _value(kind, evaluator, random)
    return values


def _value(kind: d.Value, evaluator: Evaluator, random: Random) -> Any:
    if isinstance(kind, d.Scalar):
        return _number(kind.domain, random)
    sizes = (kind.size, t.ONE) if isinstance(kind, d.Vector) else (kind.rows, kind.columns)
    shape = tuple(map(evaluator.integer, sizes))
    found = np.array([_number(kind.domain, random) for _ in range(shape[0] * shape[1])])
    found = found.reshape(shape)
    if isinstance(kind, d.Matrix) and kind.symmetric:
        found = (found + found.T) / 2
    return squeezed(found)


def _number(domain: d.Domain, random: Random) -> float:
    if domain.values is not None:
        return float(random.choice(domain.values))
    low = -2.0 if domain.lower is None else float(domain.lower)
    high = low + 4.0 if domain.upper is None else float(domain.upper)
    if domain.integer:
        return float(random.randint(round(low) + (low not in domain), round(high)))
    if domain.lower is None and domain.upper is not None:
        low = high - 4.0
    # Away from the ends, where differences would step outside.
    return low + (0.08 + 0.84 * random.random()) * (high - low)


def sizes_of(context: Context) -> Iterator[str]:
    """The names of the sizes in the declared types."""
    for kind in context.types.values():
        for size in _terms(kind):
            yield from (str(s.value) for s in t.free_symbols(size))


def _terms(kind: d.Type) -> Iterator[Term]:
    match kind:
        case d.Vector(size):
            yield size
        case d.Matrix(rows, columns):
            yield from (rows, columns)
        case d.Index(span):
            yield from (span.lower, span.upper)
        case d.Family(ranges, element):
            for each in ranges:
                yield from (each.lower, each.upper)
            yield from _terms(element)
        case d.Function(arguments, result):
            for value in (*arguments, result):
                yield from _terms(value)


def _limits(relation: Relation, context: Context) -> Iterator[str]:
    sides = [relation.left, relation.right, *(x.body for x in context.definitions)]
    for side in sides:
        bound = {n.args[1] for n in t.subterms(side) if n.head in t.BINDERS}
        for node in t.subterms(side):
            if node.head in t.BINDERS:
                for limit in node.args[2:]:
                    for s in t.free_symbols(limit):
                        if s not in bound and str(s.value) not in context.types:
                            yield str(s.value)
