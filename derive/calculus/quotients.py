"""Entries defined as quotients, said by their names: softmax.

From p_k = e^{z_k}/Σ_j e^{z_j} an author knows e^{z_k} = p_k Σ_j e^{z_j}; put into a derivative, the
sums cancel and p_i(δ_ij − p_j) is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.calculus.algebra import effort
from derive.calculus.lines import Line
from derive.calculus.summation import alike, simplified_inside, with_same_names
from derive.model.context import Context, Definition
from derive.model.matching import matched
from derive.model.term import Term, mul, rebuild, substitute, subterms


def quotients_named(start: Term, context: Context) -> tuple[Line, ...]:
    """The lines that say a result through the entries of a quotient; none where none helps."""
    for definition in context.definitions:
        if definition.target.head != "indexed" or definition.body.head != "div":
            continue
        images = dict(_tops(start, definition))
        if not images:
            continue
        written = with_same_names(_replaced(start, images))
        lines = [Line(written, ("in terms of the definition",), subject=definition.target.args[0])]
        lines += simplified_inside(written)
        if effort(lines[-1].term) < effort(start):
            return tuple(lines)
    return ()


def _replaced(node: Term, images: dict[Term, Term]) -> Term:
    """Replace also under sums: what holds for every index holds for one that is bound."""
    if node in images:
        return images[node]
    if node.head == "sum" and any(alike(node, image.args[1]) for image in images.values()):
        return node
    return rebuild(node, tuple(_replaced(a, images) for a in node.args))


def _tops(node: Term, definition: Definition) -> Iterator[tuple[Term, Term]]:
    """Each use of the numerator, with the entry times the denominator."""
    top = definition.body.args[0]
    for each in subterms(node):
        values = matched(top, each, definition.parameters.__contains__)
        if values is not None and all(p in values for p in definition.parameters):
            target = substitute(definition.target, values)
            yield each, mul(target, substitute(definition.body.args[1], values))
