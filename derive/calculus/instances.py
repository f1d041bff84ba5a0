"""Results for general indices, used where an index is bound or has another name.

∂f(x_i)/∂w, worked out for a free i, is what stands under Σ_i; ∂P_nk/∂Z_mj serves every choice of
its indices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derive.model.context import Context
from derive.model.domain import Index
from derive.model.matching import is_index, matched
from derive.model.term import Term, derivative, free_symbols, rebuild, substitute, symbol


def instance(pattern: Term, node: Term, context: Context) -> dict[Term, Term] | None:
    """The values of a pattern's free indices that make it the node."""
    return matched(pattern, node, lambda each: is_index(each, context))


def inserted(line: Term, results: Iterable[tuple[Term, Term]], context: Context) -> Term:
    """Derivatives that were worked out replaced by what they came to."""
    known = tuple(results)

    def visit(node: Term) -> Term:
        if node.head == "derivative":
            for goal, result in known:
                values = instance(goal, node, context)
                if values is not None:
                    return substitute(result, values)
            return node
        return rebuild(node, tuple(map(visit, node.args)))

    return visit(line)


def general(node: Term, variable: Term, context: Context) -> Term:
    """A quantity under a binder with declared indices for the bound ones."""
    taken = {*free_symbols(variable)}
    names: dict[Term, Term] = {}
    for each in _places(node):
        if each.head != "symbol" or each in names or each in taken:
            continue
        if is_index(each, context):
            taken.add(each)
            names[each] = each
            continue
        free = next(iter(_free(taken | {*names.values()}, context)), None)
        if free is not None:
            names[each] = free
    return substitute(node, names)


def _places(node: Term) -> Iterator[Term]:
    """The index positions of a term, in order."""
    if node.head == "indexed":
        yield from node.args[1:]
    for each in node.args:
        yield from _places(each)


def _free(taken: set[Term], context: Context) -> Iterator[Term]:
    for name, kind in context.types.items():
        if isinstance(kind, Index) and symbol(name) not in taken:
            yield symbol(name)


def goals(worked: Iterable[tuple[Term, Term, Term]]) -> Iterator[tuple[Term, Term]]:
    """Derivative terms with their results, from quantities, variables and results."""
    for quantity, variable, result in worked:
        yield derivative(quantity, variable), result
