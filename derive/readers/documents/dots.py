r"""Dots that stand for a pattern: `w_1 x_1 + w_2 x_2 + \dots + w_d x_d` is a sum over 1..d.

The first and the last term written have to be the same but for one number, 1 in the first, and
what is between has to fit; else the dots are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import Ellipsis, Mark, Node

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def total(reader: Reader, items: list[tuple[Mark, Node]], node: Node) -> Term:
    """A sum of terms with dots among them."""
    at = [k for k, (_, each) in enumerate(items) if isinstance(each, Ellipsis)]
    if len(at) != 1 or not 0 < at[0] < len(items) - 1:
        raise Obstacle("dots without a clear pattern", node, construct="dots")
    (gap,) = at
    if any(sign.text not in ("", "+") for sign, _ in items[1 : gap + 2]):
        raise Obstacle("dots between terms of different signs", node, construct="dots")
    last = reader.term(items[gap + 1][1])
    for start in range(gap):
        first = reader.term(items[start][1])
        found = pattern(first, last, "k")
        if found is None:
            continue
        body, index, upper = found
        between = [reader.term(each) for _, each in items[start + 1 : gap]]
        expected = [t.substitute(body, {index: t.number(k + 2)}) for k in range(len(between))]
        if between != expected:
            continue
        whole = t.summation(body, index, 1, upper)
        before = [_signed(reader, *item) for item in items[:start]]
        sign = items[start][0].text
        after = [_signed(reader, *item) for item in items[gap + 2 :]]
        return t.add(*before, t.neg(whole) if sign == "-" else whole, *after)
    raise Obstacle("dots without a clear pattern", node, construct="dots")


def _signed(reader: Reader, sign: Mark, node: Node) -> Term:
    value = reader.term(node)
    if sign.text == "-":
        return t.neg(value)
    if sign.text not in ("", "+"):
        raise Obstacle(f"the sign {sign.text} next to dots", node, construct="dots")
    return value


def pattern(first: Term, last: Term, wanted: str) -> tuple[Term, Term, Term] | None:
    """The common form of two terms, its index, and the index's last value."""
    taken = tuple(s for end in (first, last) for s in t.subterms(end) if s.head == "symbol")
    index = t.fresh(wanted, taken)
    found: list[Term] = []

    def walk(one: Term, other: Term) -> Term | None:
        if one is other:
            return one
        if t.is_number(one, 1) and (not found or found[0] is other):
            found.append(other)
            return index
        if one.head != other.head or one.value != other.value or len(one.args) != len(other.args):
            return None
        parts = [walk(a, b) for a, b in zip(one.args, other.args, strict=True)]
        if any(p is None for p in parts):
            return None
        return t.make(one.head, tuple(p for p in parts if p is not None), one.value)

    body = walk(first, last)
    if body is None or not found:
        return None
    if any(each.head not in ("symbol", "number") for each in found):
        return None
    return body, index, found[0]
