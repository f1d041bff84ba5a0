r"""Fractions written with a slash: `\partial L / \partial w` is one, `a / b c` is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.differentials import differential, sign
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.ranks import NUMBER
from derive.readers.latex.tree import (
    Applied,
    Big,
    Bracket,
    Fraction,
    Mark,
    Node,
    Product,
    Span,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def drawn_together(reader: Reader, items: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
    r"""The factors with each `\partial L / \partial w` drawn together to a fraction."""
    signs = reader.lexicon.signs
    found: list[tuple[str, Node]] = []
    at = 0
    while at < len(items):
        operator, node = items[at]
        if operator == "/" and found:
            start = len(found) - 1
            while start > 0 and not found[start][0] and sign(found[start][1], signs) is None:
                start -= 1
            upper = [n for _, n in found[start:]]
            lower, end = _denominator(items, at, signs)
            whole = Fraction(_joined(upper), lower, span=Span(upper[0].span.start, lower.span.end))
            if differential(whole, signs) is not None:
                found[start:] = [(found[start][0], whole)]
                at = end
                continue
        found.append((operator, node))
        at += 1
    return found


def _denominator(items: list[tuple[str, Node]], at: int, signs: frozenset[str]) -> tuple[Node, int]:
    lower = [items[at][1]]
    end = at + 1
    if sign(lower[0], signs) is not None and end < len(items) and not items[end][0]:
        lower.append(items[end][1])
        end += 1
    return _joined(lower), end


def _joined(nodes: list[Node]) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    span = Span(nodes[0].span.start, nodes[-1].span.end)
    return Product((Mark(""),) * (len(nodes) - 1), tuple(nodes), span=span)


def open_end(reader: Reader, whole: Term, value: Term, node: Node) -> bool:
    """Whether a factor written right after a/b goes below the line with b, in the reading asked
    for; a number's fraction customarily ends before it, as in 1/2 x."""
    number = t.literal(whole.args[1]) is not None
    apart = isinstance(normal(node), Big | Fraction) or _array(reader, value)
    if apart or (number and isinstance(normal(node), Applied)):
        return False
    number = number and t.literal(whole.args[0]) is not None
    shown = f"{whole} times {value}"
    if number and defines(reader):
        reader.guess(f"`/` before several factors is read as {shown}")
        return False
    reader.customary = reader.customary and number
    reader.slashes = Obstacle(
        f"`/` before several factors: {shown}, or all of it below the line?",
        node,
        help="write \\frac{…}{…} or brackets",
        construct="a/bc",
    )
    return reader.choice.under


def defines(reader: Reader) -> bool:
    """Whether the relation that is read may define its left side: a name, or f(x)."""
    if not reader.sides or reader.continues:
        return False
    left = normal(reader.sides[0])
    if isinstance(left, Product) and len(left.factors) == 2:
        return isinstance(normal(left.factors[1]), Bracket) and reader.lexicon.is_bare(
            left.factors[0]
        )
    return reader.lexicon.is_bare(left)


def _array(reader: Reader, value: Term) -> bool:
    """Whether a term is a vector or a matrix, by which nothing can be divided."""
    ranks = reader.lexicon.ranks
    return ranks is not None and ranks.of(value) not in (None, NUMBER)
