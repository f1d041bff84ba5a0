"""Every node of a tree, in the order in which it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from derive.readers.latex.tree import Node, Unread

_PARTS: dict[type[Node], tuple[str, ...]] = {}


def names_of_parts(kind: type[Node]) -> tuple[str, ...]:
    """The names of the fields of a kind of node that may hold others."""
    known = _PARTS.get(kind)
    if known is None:
        known = _PARTS[kind] = tuple(f.name for f in fields(kind) if f.name != "span")
    return known


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly inside a node, marks included."""
    stack: list[object] = [getattr(node, name) for name in reversed(names_of_parts(type(node)))]
    while stack:
        part = stack.pop()
        if isinstance(part, Node):
            yield part
        elif isinstance(part, tuple):
            stack.extend(reversed(part))


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all inside it."""
    stack = [node]
    while stack:
        each = stack.pop()
        yield each
        stack.extend(reversed(list(children(each))))


def unread(node: Node) -> Iterator[Unread]:
    """Yield the parts of a tree that were not read."""
    return (each for each in walk(node) if isinstance(each, Unread))
