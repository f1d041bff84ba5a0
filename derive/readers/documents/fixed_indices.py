"""Indices that an assumption fixes: `i = 1`, `i = j`."""

from __future__ import annotations

from dataclasses import replace

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Index, Range
from derive.model.relation import Relation


def same_indices(context: Context) -> list[Relation]:
    """Assumptions that two indices are the same: then one is read for the other."""
    return [
        a
        for a in context.assumptions
        if a.sign == "="
        and all(
            side.head == "symbol" and isinstance(context.types.get(str(side.value)), Index)
            for side in (a.left, a.right)
        )
    ]


def narrowed(context: Context) -> Context:
    """An index assumed to be a number ranges over that number alone."""
    types = dict(context.types)
    kept = []
    for relation in context.assumptions:
        name = str(relation.left.value)
        value = t.literal(relation.right)
        if relation.sign == "=" and isinstance(types.get(name), Index) and value is not None:
            types[name] = Index(Range(relation.right, relation.right))
        else:
            kept.append(relation)
    return replace(context, types=types, assumptions=tuple(kept))
