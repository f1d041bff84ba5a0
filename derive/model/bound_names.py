"""Terms that differ only in what their sums call the index, told to be the same."""

from __future__ import annotations

from derive.model import term as t
from derive.model.relation import Relation
from derive.model.term import BINDERS, Term


def canonical(relation: Relation) -> Relation:
    """The relation with every bound index named by how deep it stands."""
    return Relation(numbered(relation.left), relation.sign, numbered(relation.right))


def numbered(node: Term) -> Term:
    """The term with every bound index named by how deep it stands."""
    return _numbered(node, 0)


def _numbered(node: Term, depth: int) -> Term:
    if node.head not in BINDERS or node.args[1].head != "symbol":
        return t.rebuild(node, tuple(_numbered(a, depth) for a in node.args))
    body, index, lower, upper = node.args
    name = t.symbol(f"bound.{depth}")
    inner = _numbered(t.substitute(body, {index: name}), depth + 1)
    ends = (_numbered(lower, depth), _numbered(upper, depth))
    return t.make(node.head, (inner, name, *ends))
