"""Walking over surface trees: the parts of a node, and all nodes below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from derive.readers.latex.tree import Mark, Node


def parts(node: Node) -> Iterator[Node]:
    """The nodes directly below one, in the order of the source; operators and signs left out."""
    for each in fields(node):
        if each.name != "span":
            yield from _nodes(getattr(node, each.name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Mark):
        return
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)


def everything(node: Node) -> Iterator[Node]:
    """A node and all below it, each before what it holds."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(parts(current))))
