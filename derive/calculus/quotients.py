"""Entries defined as quotients, said by their names: softmax.

From p_k = e^{z_k}/Σ_j e^{z_j} an author knows e^{z_k} = p_k Σ_j e^{z_j}; put into a derivative, the
sums cancel and p_i(δ_ij − p_j) is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.calculus.algebra import effort, tidy
from derive.calculus.lines import Line
from derive.calculus.simplification import simplified
from derive.calculus.summation import abstracted
from derive.model.context import Context, Definition
from derive.model.term import Term, mul, substitute, subterms


def quotients_named(start: Term, context: Context) -> tuple[Line, ...]:
    """The lines that say a result through the entries of a quotient; none where none helps."""
    for definition in context.definitions:
        if definition.target.head != "indexed" or definition.body.head != "div":
            continue
        images = dict(_tops(start, definition))
        if not images:
            continue
        written = substitute(start, images)
        lines = [Line(written, ("in terms of the definition",), subject=definition.target.args[0])]
        names, plain = abstracted(written)
        back = {n: u for u, n in names.items()}
        found = simplified(tidy(plain))
        lines += [Line(substitute(x.term, back), x.rules, x.grain) for x in found]
        if effort(lines[-1].term) < effort(start):
            return tuple(lines)
    return ()


def _tops(node: Term, definition: Definition) -> Iterator[tuple[Term, Term]]:
    """Each use of the numerator, with the entry times the denominator."""
    top = definition.body.args[0]
    for each in subterms(node):
        values = _values(top, each, definition.parameters)
        if values is not None and all(p in values for p in definition.parameters):
            target = substitute(definition.target, values)
            yield each, mul(target, substitute(definition.body.args[1], values))


def _values(pattern: Term, node: Term, parameters: tuple[Term, ...]) -> dict[Term, Term] | None:
    found: dict[Term, Term] = {}

    def visit(one: Term, other: Term) -> bool:
        if one in parameters:
            return found.setdefault(one, other) is other
        if one is other:
            return True
        if one.head != other.head or one.value != other.value or len(one.args) != len(other.args):
            return False
        return bool(one.args) and all(map(visit, one.args, other.args))

    return found if visit(pattern, node) else None
