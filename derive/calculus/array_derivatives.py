"""Derivatives by vectors, matrices and their entries: how each is put together.

What a whole array is used by decides: definitions of other arrays (then the gradient comes through
them), entries under a sum (then entry by entry), or the quantity itself (then by the rules).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derive.calculus.array_differentiation import shape_of
from derive.calculus.array_forms import named
from derive.calculus.array_paths import users
from derive.calculus.lines import Chain
from derive.calculus.products import plus
from derive.calculus.pullback import pullback
from derive.calculus.vectorising import Vectorising, matrix_of
from derive.model.context import Context, Definition
from derive.model.domain import Index
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, derivative, indexed, substitute, symbol

if TYPE_CHECKING:
    from derive.calculus.derivatives import Derivatives


def route(q: Term, v: Term, context: Context) -> str:
    """How ∂q/∂v is worked out: `direct`, `through`, `entries`, or `numbers` without arrays."""
    if v.head != "symbol" or not shape_of(v, context):
        return "numbers"
    if shape_of(q, context):
        return "direct"
    using = users(v, q, context)
    if using and all(_is_array(d, context) for d in using):
        return "through"
    if any(d.target.head == "indexed" for d in using) and not _has_rows_only(using):
        return "entries"
    return "direct"


def _has_rows_only(using: tuple[Definition, ...]) -> bool:
    """Whether entries are only names for rows of a matrix."""
    return all(
        d.body.head == "call" and d.body.value == "row" for d in using if d.target.head == "indexed"
    )


def _is_array(definition: Definition, context: Context) -> bool:
    return definition.target.head == "symbol" and bool(shape_of(definition.target, context))


def through(derivatives: Derivatives, q: Term, v: Term) -> Chain | None:
    """∂q/∂v through the arrays whose definitions use v."""
    context = derivatives.context
    using = users(v, q, context)
    rules: dict[str, None] = {}
    parts = []
    for d in using:
        derivatives.of(q, d.target)
        found = pullback(d.body, v, derivative(q, d.target), context)
        if found is None:
            return None
        rules.update(dict.fromkeys(found[0]))
        parts.append(found[1])
    chain = Chain(derivative(q, v))
    chain.then(plus(*parts), *(rules or {"chain rule over the graph": None}))
    results = {derivative(q, d.target): derivatives.of(q, d.target) for d in using}
    chain.then(substitute(chain.last, results), "insert components")
    folded, subject = named(chain.last, context)
    chain.then(folded, "definition", subject=subject)
    return chain


def by_entries(derivatives: Derivatives, q: Term, v: Term) -> Chain | None:
    """∂q/∂Z from ∂q/∂Z_nk for all n and k."""
    context = derivatives.context
    places = tuple(free_indices(v, context))
    shape = [size for size in shape_of(v, context) if not same_size(size, ONE)]
    if len(places) != len(shape):
        return None
    result = derivatives.of(q, indexed(v, *places))
    if len(places) == 2:
        whole = matrix_of(result, places[0], places[1], context)
    else:
        whole = Vectorising(context, places[0], shape[0]).column(result)
    if whole is None:
        return None
    chain = Chain(derivative(q, v))
    chain.then(whole, "entry by entry")
    return chain


def free_indices(v: Term, context: Context) -> Iterator[Term]:
    """Declared indices that run over the rows and columns of an array, each another one."""
    taken: set[str] = set()
    for size in shape_of(v, context):
        if same_size(size, ONE):
            continue
        for name, kind in context.types.items():
            if isinstance(kind, Index) and name not in taken and same_size(kind.range.upper, size):
                taken.add(name)
                yield symbol(name)
                break
