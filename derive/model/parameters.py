"""A function's definition in which its parameters are all that it depends on.

`f(z) := P` with `P := e^z` says that f(−z) is e^{−z}, although z does not occur in P: before
another argument takes the place of z, whatever depends on z is written out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from derive.model.term import (
    BINDERS,
    Term,
    bound_index,
    contains,
    free_symbols,
    fresh,
    make,
    rebuild,
    substitute,
    subterms,
)

if TYPE_CHECKING:
    from derive.model.context import Context, Definition


def freed(context: Context, definition: Definition) -> Definition | None:
    """Return the definition with its parameters in sight, or None where no term says it:
    a derivative by a quantity can't be taken anew at another argument."""
    formal = definition.parameters
    if not _hides(context, definition.body, formal):
        return definition
    if contains(definition.body, "derivative"):
        return None
    return replace(definition, body=_written_out(context, definition.body, formal))


def _hides(context: Context, node: Term, formal: tuple[Term, ...]) -> bool:
    """Whether a defined quantity in a term comes down to a parameter that it is not given."""
    if node in formal:
        return False
    known = context.definition_of(node)
    if known is not None:
        rest = tuple(p for p in formal if p not in known.parameters)
        if rest and _shows(context, known.body, rest):
            return True
    return any(_hides(context, each, formal) for each in node.args)


def _shows(context: Context, node: Term, formal: tuple[Term, ...]) -> bool:
    """Whether a parameter occurs in a term, or in what it comes down to."""
    free = free_symbols(node)
    if any(p in free if p.head == "symbol" else p in set(subterms(node)) for p in formal):
        return True
    return _hides(context, node, formal)


def _written_out(context: Context, node: Term, formal: tuple[Term, ...]) -> Term:
    if node in formal:
        return node
    if node.head in ("symbol", "indexed", "call") and _hides(context, node, formal):
        body = context.unfold(node)
        if body is not None:
            return _written_out(context, body, formal)
    index = bound_index(node)
    if node.head in BINDERS and index is not None:
        body, _, *limits = node.args
        if index in context.borrowed():
            renamed = fresh(str(index.value), (index, *formal, *free_symbols(body)))
            body, index = substitute(body, {index: renamed}), renamed
        ends = (_written_out(context, each, formal) for each in limits)
        return make(node.head, (_written_out(context, body, formal), index, *ends), node.value)
    if node.head == "indexed":
        rest = (_written_out(context, each, formal) for each in node.args[1:])
        return rebuild(node, (node.args[0], *rest))
    return rebuild(node, tuple(_written_out(context, each, formal) for each in node.args))
