"""Conditions in the names of their document.

A reader takes some things to be made of others that the document never names: distributions that
add up to one are weights over their sum, conditional ones quotients of a joint one.  What the
prover is left with speaks of the parts; a person is told of what the document names.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.model import term as t
from derive.model.bound_names import numbered
from derive.model.context import Context, Definition
from derive.model.matching import matched
from derive.model.relation import Relation
from derive.model.term import Term


def inferred(context: Context) -> tuple[Definition, ...]:
    """The definitions of functions that stand nowhere in the document: a reader inferred them."""
    return tuple(
        d
        for d in context.definitions
        if d.place is None and d.target.head == "call" and d.body.args
    )


def named(relation: Relation, definitions: Sequence[Definition]) -> Relation:
    """A relation with what equals an instance of a definition's body under its name."""
    left, right = (_named(side, definitions) for side in (relation.left, relation.right))
    return Relation(left, relation.sign, right)


def _named(node: Term, definitions: Sequence[Definition]) -> Term:
    def visit(inner: Term) -> Term:
        for each in definitions:
            found = _instance(each, inner)
            if found is not None:
                return found
        return inner

    return t.transform(node, visit)


def _instance(definition: Definition, node: Term) -> Term | None:
    """The name at the arguments for which its body is this very term, up to bound names."""
    formal = set(definition.parameters)
    if node.head != definition.body.head:
        return None
    values = matched(numbered(definition.body), numbered(node), lambda each: each in formal)
    if values is None or not formal <= values.keys():
        return None
    free = set(t.free_symbols(node))
    if any(symbol not in free for value in values.values() for symbol in t.free_symbols(value)):
        # What varies with an index that the body sums over is no argument.
        return None
    return t.substitute(definition.target, values)
