"""Sums of products of entries, Σ_k w_k x_ik, written as the product of columns that they are: 𝐰ᵀ𝐱ᵢ.

Conditions come from the prover as statements on entries, at any free index; a reader knows the
columns, and is told once what holds at every index.
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


def general(relation: Relation) -> Relation:
    """The relation with its free indices numbered: what holds for all n′ holds for all n."""
    fixed = typeface().fixed
    if fixed is None:
        return relation
    found: dict[Term, None] = {}
    for side in (relation.left, relation.right):
        free = t.free_symbols(side)
        for node in t.subterms(side):
            if node.head == "indexed":
                places = (s for place in node.args[1:] for s in t.free_symbols(place))
                found.update((s, None) for s in places if s in free and str(s.value) not in fixed)
    names = {name: t.symbol(f"index.{k}") for k, name in enumerate(found)}
    sides = (t.substitute(side, names) for side in (relation.left, relation.right))
    left, right = sides
    return Relation(left, relation.sign, right)
