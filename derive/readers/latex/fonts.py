"""Fonts belong to names: `\\mathbf{x_i}` is the bold x with subscript i.

A font around something without names is kept as a mark on it, so that it isn't lost.
"""

from __future__ import annotations

from dataclasses import fields, replace

from derive.readers.latex.names import FUNCTIONS, WORDS
from derive.readers.latex.tree import (
    Accented,
    Function,
    Mark,
    Name,
    Node,
    Number,
    Prose,
    Run,
    Scripted,
    Span,
    Unread,
)
from derive.readers.latex.walking import walk


def styled(node: Node, font: str, span: Span | None = None) -> Node:
    """Return a node with its names in a font; scripts keep theirs.

    `\\mathbf{Xw}` is one name, which declarations may take apart.
    """
    changed = _styled(node, font, span if span is not None else node.span)
    if changed == node and font and not _has(node, font):
        return Accented(font[1:], node, span=changed.span)
    return changed


def _has(node: Node, font: str) -> bool:
    return any(isinstance(n, Name) and n.key.startswith(font) for n in walk(node))


def _styled(node: Node, font: str, place: Span) -> Node:
    match node:
        case Name(key):
            return replace(node, key=_in_font(key, font), span=place)
        case Run(letters) if font == "\\mathrm" and (letters in FUNCTIONS or letters in WORDS):
            return Function(letters, span=place)
        case Run(letters):
            return Name(f"{font}{{{letters}}}", span=place) if font else replace(node, span=place)
        case Number(text):
            return Name(f"{font}{{{text}}}", span=place) if font else node
        case Scripted(base=base):
            return replace(node, base=_styled(base, font, base.span), span=place)
        case Function() | Unread() | Prose() | Mark():
            return node
        case _:
            changes = {
                field.name: _inside(getattr(node, field.name), font)
                for field in fields(node)
                if field.name not in ("span", "sub", "sup", "note")
            }
            return replace(node, span=place, **changes)


def _inside(part: object, font: str) -> object:
    if isinstance(part, Node):
        return _styled(part, font, part.span)
    return tuple(_inside(each, font) for each in part) if isinstance(part, tuple) else part


def _in_font(key: str, font: str) -> str:
    if not font or key.startswith(font + "{"):
        return key
    if font == "\\mathit" and len(key) == 1:
        return key
    return f"{font}{{{key}}}"
