"""Derivatives by arrays: those by the entries, in the layout that the author declared.

An inverse in what is differentiated is a family that looks independent of the variable; so what
the derivative gets through it is added: d(A⁻¹) = −A⁻¹ dA A⁻¹.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.entries.functions import (
    refuse_undefined,
    through_undefined,
    undefined_shown,
)
from derive.model.entries.opening import leads, reaches
from derive.model.entries.reading import Entries, NotLowered
from derive.model.term import ONE, Term, call, indexed


def derivative(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """The derivative by a number or by an entry of an array."""
    expression, *variables = node.args
    shape = entries.shapes.of(expression)
    arrays = [v for v in variables if entries.shapes.of(v)]
    refuse_undefined(entries, expression, variables)
    expression = _inverses_shown(entries, expression, tuple(variables))
    expression = undefined_shown(entries, expression, tuple(variables))
    for v in variables:
        name = v.args[0] if v.head == "indexed" else v
        if str(name.value) in entries.symmetric:
            raise NotLowered(f"the derivative by {v}, whose entries are not independent")
    if shape and arrays:
        # A column by a column: the variable's index first in denominator layout.
        own, of_variable = (j, i) if entries.context.layout == "denominator" else (i, j)
        inner = entries.entry(expression, own, ONE)
        places = {arrays[0]: (of_variable, ONE)}
    else:
        inner = entries.entry(expression, i, j)
        places = {}
        if not shape and entries.context.layout == "numerator" and len(arrays) == 1:
            i, j = j, i
    found = []
    ends = iter((i, j))
    for v in variables:
        if not entries.shapes.of(v):
            found.append(entries.scalar(v))
        elif v in places:
            found.append(entries.entry(v, *places[v]))
        elif len(arrays) > 1:
            found.append(entries.entry(v, next(ends), ONE))
        else:
            found.append(entries.entry(v, i, j))
    for v in found:
        through = through_undefined(entries, inner, v)
        inner = _with_inverses(entries, inner, v)
        if through is not t.ZERO:
            inner = inner + through
    return inner


def _with_inverses(entries: Entries, inner: Term, variable: Term) -> Term:
    """The derivative, with what it gets through inverses: d(A⁻¹) = −A⁻¹ dA A⁻¹."""
    total = t.derivative(inner, variable)
    for matrix, family in tuple(entries.inverses.items()):
        if not any(each.head == "indexed" and each.args[0] is family for each in t.subterms(inner)):
            continue
        name = variable.args[0] if variable.head == "indexed" else variable
        if not reaches(entries.context, matrix, name):
            continue
        if t.contains(inner, "derivative"):
            raise NotLowered(f"a second derivative through {call('inverse', matrix)}")
        size = entries.shapes.of(matrix)[0]
        k, m, p, q = (entries.fresh() for _ in range(4))
        change = t.derivative(entries.entry(matrix, p, q), variable)
        through = t.mul(
            t.derivative(inner, indexed(family, k, m)),
            indexed(family, k, p),
            change,
            indexed(family, q, m),
        )
        total = total - entries.summed(through, [(each, size) for each in (k, m, p, q)])
    return total


def _inverses_shown(entries: Entries, node: Term, stops: tuple[Term, ...]) -> Term:
    """A term with the definitions opened through which an inverse depends on a variable."""
    if node in stops:
        return node
    body = entries.context.unfold(node)
    if body is not None and _inverts(entries, body, stops):
        return _inverses_shown(entries, body, stops)
    if node.head == "derivative":
        stops = (*stops, *node.args[1:])
    return t.rebuild(node, tuple(_inverses_shown(entries, a, stops) for a in node.args))


def _inverts(entries: Entries, node: Term, stops: tuple[Term, ...]) -> bool:
    """Whether a term leads to an inverse that depends on one of the stops."""
    names = [v.args[0] if v.head == "indexed" else v for v in stops]

    def inverse_of_these(each: Term) -> bool:
        return _is_inverse(each) and any(
            reaches(entries.context, each.args[0], name) for name in names
        )

    return leads(entries.context, node, inverse_of_these, stops)


def _is_inverse(node: Term) -> bool:
    """Whether a term is A⁻¹, also written as a power."""
    if node.head == "pow":
        exponent = t.literal(node.args[1])
        return exponent is not None and exponent < 0
    return node.head == "call" and node.value == "inverse"
