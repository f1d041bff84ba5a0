"""One-sided matching: the values of a pattern's symbols that make it another term.

Matching is on the terms as written; no law is used, not even that sums may be reordered.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.model.context import Context
from derive.model.domain import Index
from derive.model.term import Term


def matched(pattern: Term, node: Term, stands: Callable[[Term], bool]) -> dict[Term, Term] | None:
    """The values of the symbols that may stand for others; None where the forms differ."""
    found: dict[Term, Term] = {}

    def visit(one: Term, other: Term) -> bool:
        if stands(one):
            return found.setdefault(one, other) is other
        if not one.args:
            return one is other
        if one.head != other.head or one.value != other.value or len(one.args) != len(other.args):
            return False
        return all(map(visit, one.args, other.args))

    return found if visit(pattern, node) else None


def is_index(node: Term, context: Context) -> bool:
    """Whether a term is a declared index: what is said of a free one holds for all its values."""
    return node.head == "symbol" and isinstance(context.type_of(str(node.value)), Index)
