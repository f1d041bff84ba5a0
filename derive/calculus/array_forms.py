"""From sums to arrays, and back to the names that a model has for them."""

from __future__ import annotations

from collections.abc import Iterator

from derive.calculus.lines import Line
from derive.calculus.products import times
from derive.calculus.vectorising import Vectorising
from derive.model.context import Context, Definition
from derive.model.domain import Function, Scalar
from derive.model.shapes import Misshapen, Shapes
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, call, fresh, neg, rebuild, substitute, subterms, symbol


def array_lines(start: Term, context: Context) -> Iterator[Line]:
    """The lines from sums of vectors to products of matrices, functions opened last."""
    current = start
    written = in_arrays(current, context)
    if written is not current:
        current = written
        yield Line(current, ("write as a matrix product",))
    opened = with_functions_opened(current, context)
    if opened is not current:
        name = next(d.name for d in context.definitions if _is_used(d, current))
        yield Line(opened, ("definition",), subject=symbol(name))


def in_arrays(node: Term, context: Context) -> Term:
    """Every sum that is a product of matrices, written as one."""
    match node.head:
        case "sum":
            body, index, low, high = node.args
            if low is not ONE:
                return node
            found = Vectorising(context, index, high).total(body)
            return node if found is None else found
        case "neg":
            return neg(in_arrays(node.args[0], context))
        case "add" | "div":
            return rebuild(node, tuple(in_arrays(a, context) for a in node.args))
        case "mul":
            return times(*(in_arrays(a, context) for a in node.args))
    return node


def with_functions_opened(node: Term, context: Context) -> Term:
    """f(X), one value a row, by the definition of f."""
    found: dict[Term, Term] = {}
    for each in subterms(node):
        definition = context.definition_of(each) if each.head == "call" else None
        kind = context.type_of(str(each.value))
        if definition is None or not isinstance(kind, Function) or len(each.args) != 1:
            continue
        if isinstance(kind.arguments[0], Scalar):
            continue
        opened = _row_by_row(each, context)
        if opened is not None:
            found[each] = opened
    return substitute(node, found) if found else node


def _row_by_row(use: Term, context: Context) -> Term | None:
    try:
        shape = Shapes(context).of(use.args[0])
    except Misshapen:
        return None
    if not shape or same_size(shape[1], ONE):
        return None
    index = fresh("i", tuple(symbol(name) for name in context.types))
    body = context.unfold(call(str(use.value), call("row", use.args[0], index)))
    return None if body is None else Vectorising(context, index, shape[0]).column(body)


def _is_used(definition: Definition, node: Term) -> bool:
    return definition.target.head == "call" and any(
        each.head == "call" and each.value == definition.name for each in subterms(node)
    )


def named(node: Term, context: Context) -> tuple[Term, Term | None]:
    """Bodies of array definitions replaced by their names; the last name used."""
    subject = None
    for definition in context.definitions:
        if definition.target.head != "symbol" or not definition.body.args:
            continue
        if any(each is definition.body for each in subterms(node)):
            node = substitute(node, {definition.body: definition.target})
            subject = definition.target
    return node, subject
