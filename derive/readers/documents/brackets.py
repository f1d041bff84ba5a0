r"""Brackets as operands: grouping, absolute values, norms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.glyphs import normal
from derive.readers.documents.lists import column, listed
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import Bracket, Chain, Empty, Node, Sequence

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

_PAIRS = {("(", ")"), ("[", "]"), (r"\{", r"\}"), (".", "."), (r"\lbrace", r"\rbrace")}


def bracket(reader: Reader, node: Node) -> Term:
    """What stands in brackets."""
    assert isinstance(node, Bracket)
    body = normal(node.body)
    pair = (node.opening, node.closing)
    if isinstance(body, Empty):
        raise Obstacle("empty brackets", node, construct="empty brackets")
    if isinstance(body, Sequence) and reader.is_side(node) and listed(node) is not None:
        rows = reader.lexicon.rows
        reader.note(f"the list in brackets is read as a {'row' if rows else 'column'}")
        return arrays.transpose(column(reader, node)) if rows else column(reader, node)
    if isinstance(body, Sequence):
        raise Obstacle(
            f"a list in {node.opening}…{node.closing} that is no argument of a known function",
            node,
            help="declare the name before it as a function",
            construct="list in brackets",
        )
    if isinstance(body, Chain):
        raise Obstacle("a relation inside brackets", node, construct="relation in brackets")
    if pair in _PAIRS:
        return reader.term(body)
    if pair == ("|", "|"):
        inner = reader.term(body)
        if inner.head == "symbol" and reader.lexicon.column(inner):
            reader.note(f"|{inner}| of a vector is read as its length")
            return arrays.norm(inner)
        return t.call("abs", inner)
    if pair == (r"\|", r"\|"):
        return arrays.norm(reader.term(body))
    raise Obstacle(
        f"the brackets {node.opening}…{node.closing} are not read",
        node,
        construct=f"brackets {node.opening}{node.closing}",
    )
