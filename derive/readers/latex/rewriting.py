"""A tree with some of its nodes replaced: what a document says of its notation, put into it.

Spans stay as they are, so that every new node still knows where it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from derive.readers.latex.display import Display
from derive.readers.latex.tree import Node

Change = Callable[[Node], Node]
"""What a node becomes, its parts changed already; the node itself where nothing is to be done."""


def rewritten(node: Node, change: Change) -> Node:
    """A tree with every node changed, the innermost first."""
    found: dict[str, object] = {}
    for each in fields(node):
        if each.name == "span":
            continue
        before = getattr(node, each.name)
        after = _part(before, change)
        if after is not before:
            found[each.name] = after
    return change(replace(node, **found) if found else node)  # type: ignore[arg-type]


def _part(part: object, change: Change) -> object:
    if isinstance(part, Node):
        return rewritten(part, change)
    if isinstance(part, tuple):
        changed = tuple(_part(each, change) for each in part)
        same = all(a is b for a, b in zip(changed, part, strict=True))
        return part if same else changed
    return part


def rewritten_display(display: Display, change: Change) -> Display:
    """A display with every statement's tree changed."""
    rows = tuple(
        replace(
            row,
            statements=tuple(
                replace(each, body=rewritten(each.body, change)) for each in row.statements
            ),
        )
        for row in display.rows
    )
    return replace(display, rows=rows)
