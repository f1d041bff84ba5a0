"""Sums of products of entries, Σ_k w_k x_ik, written as the product of columns that they are: 𝐰ᵀ𝐱ᵢ.

Conditions come from the prover as statements on entries; a reader knows the columns.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.relation import Relation
from derive.model.sizes import same_size
from derive.model.term import ONE, Term
from derive.renderers.typeface import Typeface, typeface


def folded(relation: Relation) -> Relation:
    """The relation with inner products in place of such sums."""
    face = typeface()
    if not face.sizes:
        return relation
    return Relation(_folded(relation.left, face), relation.sign, _folded(relation.right, face))


def _folded(node: Term, face: Typeface) -> Term:
    node = t.rebuild(node, tuple(_folded(a, face) for a in node.args))
    if node.head != "sum":
        return node
    body, index, lower, upper = node.args
    if body.head != "mul" or len(body.args) != 2 or lower is not ONE:
        return node
    columns = [_column(factor, index, upper, face) for factor in body.args]
    if columns[0] is None or columns[1] is None:
        return node
    return t.mul(t.call("transpose", columns[0]), columns[1])


def _column(entry: Term, index: Term, size: Term, face: Typeface) -> Term | None:
    """The column with this entry, where the index runs over all of it and over nothing else."""
    if entry.head != "indexed" or entry.args[-1] is not index:
        return None
    base, *places = entry.args[:-1]
    whole = face.sizes.get(str(base.value)) if base.head == "symbol" else None
    if whole is None or not same_size(whole, size) or index in places:
        return None
    if not face.bold(str(base.value), len(places)):
        return None
    return t.indexed(base, *places) if places else base
