"""Conditions between numbers, and what is told by them: cases and indicators."""

from __future__ import annotations

from derive.model import term as t
from derive.model.entries.reading import Entries
from derive.model.term import ONE, ZERO, Term


def condition(entries: Entries, node: Term) -> Term:
    """A condition between numbers, said without arrays."""
    if node.head in t.RELATIONS:
        return t.rebuild(node, tuple(map(entries.scalar, node.args)))
    return t.rebuild(node, tuple(condition(entries, a) for a in node.args))


def cases(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """A distinction of cases, entry by entry."""
    last = len(node.args) - 1
    return t.rebuild(
        node,
        tuple(
            condition(entries, a)
            if k % 2 and not (k == last and last % 2 == 0)
            else entries.entry(a, i, j)
            for k, a in enumerate(node.args)
        ),
    )


def indicator(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """1 where a condition holds, else 0; of an array, for the entry."""
    told = node.args[0]
    if told.head in t.ORDERS:
        sides = (entries.entry(a, i, j) if entries.shapes.of(a) else a for a in told.args)
        told = t.rebuild(told, tuple(sides))
    return t.make("cases", (ONE, condition(entries, told), ZERO))
