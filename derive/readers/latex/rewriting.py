"""A tree with some of its nodes replaced: what a document says of its notation, put into it.

Spans stay as they are, so that every new node still knows where it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derive.readers.latex.display import Display
from derive.readers.latex.tree import Node
from derive.readers.latex.walking import names_of_parts

Change = Callable[[Node], Node]
"""What a node becomes, its parts changed already; the node itself where nothing is to be done."""


def rewritten(node: Node, change: Change) -> Node:
    """A tree with every node changed, the innermost first."""
    found: dict[str, object] = {}
    for name in names_of_parts(type(node)):
        before = getattr(node, name)
        after = _part(before, change)
        if after is not before:
            found[name] = after
    return change(replace(node, **found) if found else node)  # type: ignore[arg-type]


def _part(part: object, change: Change) -> object:
    if isinstance(part, Node):
        return rewritten(part, change)
    if isinstance(part, tuple):
        changed = tuple(_part(each, change) for each in part)
        same = all(a is b for a, b in zip(changed, part, strict=True))
        return part if same else changed
    return part


def rewritten_statements(display: Display, change: Change) -> Display:
    """A display with the tree of every statement changed as a whole."""
    rows = tuple(
        replace(row, statements=tuple(replace(s, body=change(s.body)) for s in row.statements))
        for row in display.rows
    )
    return replace(display, rows=rows)
