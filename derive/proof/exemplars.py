"""Undefined functions of arrays, each given one meaning as an example.

Their values are free quantities, which is right for a proof: whatever g means, the claim holds.  A
point where g(x + y) and g(y + x) differ refutes nothing, as the values of one function depend on
each other.  A claim refuted for one meaning of g is refuted; so one is tried that keeps different
arguments apart: g(u, v) = 1 + Σ u_i + Σ u_i² + 2 (Σ v_i + Σ v_i²).
"""

from __future__ import annotations

from dataclasses import replace

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import REAL, Function, Value
from derive.model.shapes import of_value
from derive.model.term import Term


def with_examples(context: Context, names: frozenset[str]) -> Context | None:
    """The context with definitions for some functions; None where their values are limited."""
    found = []
    for name in sorted(names):
        kind = context.type_of(name)
        if not isinstance(kind, Function) or kind.result.domain != REAL:
            return None
        found.append(_example(name, kind))
    return replace(context, definitions=(*context.definitions, *found))


def _example(name: str, kind: Function) -> Definition:
    parameters = tuple(t.symbol(f"{name}.{k + 1}") for k in range(len(kind.arguments)))
    value: Term = t.ONE
    for k, (each, formal) in enumerate(zip(parameters, kind.arguments, strict=True)):
        value = value + t.number(k + 1) * (_total(each, formal) + arrays.norm(each) ** 2)
    shape = of_value(kind.result)
    body = value * arrays.ones(*shape) if shape else value
    return Definition(t.call(name, *parameters), body)


def _total(each: Term, formal: Value) -> Term:
    """The sum of the entries."""
    shape = of_value(formal)
    if not shape:
        return each
    return arrays.transpose(arrays.ones(shape[0])) * each * arrays.ones(shape[1])
