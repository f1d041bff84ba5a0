"""Functions of vectors and matrices: opened by their definition, or a value of their own.

f(x_i) without a definition is a number that depends on i alone through the entries of x_i, so it
becomes a family over i.  How it changes with those entries nobody said: it has no derivative here.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Family, Function, Index, Range, Scalar
from derive.model.entries.reading import Entries, NotLowered, needed
from derive.model.shapes import Shape, of_value, same
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, call, indexed


def of_arrays(
    entries: Entries, node: Term, formal: list[Shape], actual: list[Shape], i: Term, j: Term
) -> Term:
    """A function of vectors: its definition, at one row for a matrix of rows."""
    if not all(map(same, formal, actual)):
        node = call(str(node.value), call("row", node.args[0], i))
        return entries.entry(node, j, ONE) if entries.shapes.of(node) else entries.scalar(node)
    return opened(entries, node, i, j)


def opened(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """A value of a function of arrays, by its definition where it has one."""
    body = entries.context.unfold(node)
    if body is not None:
        return entries.entry(body, i, j)
    return _value(entries, node, i, j)


def _value(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """The value of an undefined function of arrays: a name of its own, a family if need be."""
    places = _indices_in(node, entries.context)
    _refuse_hidden(entries, node)
    holes = {name: t.symbol(f"·{k}") for k, name in enumerate(places)}
    name = str(t.substitute(node, holes))
    kind = entries.context.type_of(str(node.value))
    assert isinstance(kind, Function)
    own = needed(entries.shapes.of(node), i, j)
    spans = [_span(entries, p) for p in places] + [
        Range(ONE, entries.scalar(size))
        for size in entries.shapes.of(node)
        if not same_size(size, ONE)
    ]
    element = Scalar(kind.result.domain)
    # With indices in it, one name is several values, which may be equal too.
    entries.values.setdefault(str(node.value), set()).update({name, *map(str, places)})
    entries.opaque[name] = Family(tuple(spans), element) if spans else element
    return indexed(t.symbol(name), *places, *own) if spans else t.symbol(name)


def _refuse_hidden(entries: Entries, node: Term) -> None:
    """A value that changes with a bound index other than by the entries it is given."""

    def visit(each: Term) -> None:
        if each.head == "symbol" and str(each.value) in entries.shapes.local:
            raise NotLowered(f"{node}, which changes with {each}")
        picked = each.head == "indexed" or (each.head == "call" and each.value in ("row", "column"))
        for a in each.args[:1] if picked else each.args:
            visit(a)

    visit(node)


def _span(entries: Entries, index: Term) -> Range:
    kind = entries.context.type_of(str(index.value))
    return kind.range if isinstance(kind, Index) else Range(ONE, t.constant("infinity"))


def refuse_undefined(entries: Entries, expression: Term, variables: list[Term]) -> None:
    """An undefined function of arrays hides how it depends on the variable."""
    for node in t.subterms(entries.context.unfold_all(expression)):
        kind = entries.context.type_of(str(node.value)) if node.head == "call" else None
        if not isinstance(kind, Function) or entries.context.definition_of(node) is not None:
            continue
        if any(of_value(a) for a in kind.arguments) and any(
            entries.context.depends(node, v) for v in variables
        ):
            raise NotLowered(f"the derivative of {node}, a function without a definition")


def _indices_in(node: Term, context: Context) -> tuple[Term, ...]:
    """The index-like names that a call of an undefined function depends on."""
    found: dict[Term, None] = {}
    for each in t.subterms(node):
        if each.head == "indexed" or (each.head == "call" and each.value in ("row", "column")):
            for place in each.args[1:]:
                for name in t.free_symbols(place):
                    found.setdefault(name)
    return tuple(found)
