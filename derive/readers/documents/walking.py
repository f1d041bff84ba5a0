"""Walking over surface trees: the parts of a node, and all nodes below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from derive.readers.latex.display import Display
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


def with_parts(node: Node, change: Callable[[Node], Node]) -> Node:
    """A node with the parts directly below it changed."""

    def within(value: Any) -> Any:
        if isinstance(value, Mark):
            return value
        if isinstance(value, Node):
            return change(value)
        return tuple(map(within, value)) if isinstance(value, tuple) else value

    names = [each.name for each in fields(node) if each.name != "span"]
    return replace(node, **{name: within(getattr(node, name)) for name in names})


def with_bodies(display: Display, change: Callable[[Node], Node]) -> Display:
    """A display with the bodies of its statements changed."""
    rows = []
    for row in display.rows:
        statements = (replace(each, body=change(each.body)) for each in row.statements)
        rows.append(replace(row, statements=tuple(statements)))
    return replace(display, rows=tuple(rows))
