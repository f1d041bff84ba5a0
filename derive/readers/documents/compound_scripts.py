r"""Superscripts of two parts: `a^{[1]T}` is the transpose of `a^{[1]}`, `W^{(2)\top}` of `W^{(2)}`.

A label in brackets says which of several quantities is meant, and what follows it in the same
superscript is done to that one; it is read as if it were written outside.
"""

from __future__ import annotations

import re

from derive.readers.documents.survey import TRANSPOSES
from derive.readers.latex.tree import Bracket, Name, Node, Product, Scripted

_TURNED = re.compile(r"[\])}]\s*\{?\s*(?:T|\\top|\\intercal|\\math)|(?:T|\\top)\s*\}?\s*[\[(]")
"""A label next to what may be a transpose."""


def may_have(text: str) -> bool:
    """Whether the text of a formula may hold such a superscript."""
    return _TURNED.search(text) is not None


def unfolded(node: Node) -> Node:
    """A name whose superscript is a label and a transpose, as the transpose of the labelled one."""
    if not isinstance(node, Scripted) or not isinstance(node.sup, Product):
        return node
    parts = node.sup.factors
    if len(parts) != 2 or node.sup.operators[0].text:
        return node
    label, turn = parts
    if not isinstance(label, Bracket) or label.opening not in ("[", "("):
        # The same said the other way round, as in W^{T(2)}.
        label, turn = turn, label
    if not isinstance(label, Bracket) or label.opening not in ("[", "("):
        return node
    if not isinstance(turn, Name) or turn.key not in TRANSPOSES:
        return node
    inner = Scripted(node.base, node.sub, label, node.primes, span=node.span)
    return Scripted(inner, None, turn, span=node.span)
