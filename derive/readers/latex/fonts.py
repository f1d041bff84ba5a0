"""Fonts belong to names: `\\mathbf{x_i}` is the bold x with subscript i."""

from __future__ import annotations

from dataclasses import replace

from derive.readers.latex.tree import (
    Accented,
    Bracket,
    Chain,
    Group,
    Name,
    Node,
    Number,
    Product,
    Run,
    Scripted,
    Sequence,
    Span,
    Sum,
)


def styled(node: Node, font: str, span: Span | None = None) -> Node:
    """Return a node with its names in a font; scripts keep theirs.

    `\\mathbf{Xw}` is one name, which declarations may take apart.
    """
    place = span if span is not None else node.span
    match node:
        case Name(key):
            return replace(node, key=_in_font(key, font), span=place)
        case Run(letters):
            return Name(f"{font}{{{letters}}}", span=place) if font else replace(node, span=place)
        case Number(text):
            return Name(f"{font}{{{text}}}", span=place) if font else node
        case Scripted(base=base):
            return replace(node, base=styled(base, font), span=place)
        case Accented(body=body) | Group(body=body) | Bracket(body=body):
            return replace(node, body=styled(body, font), span=place)
        case Product(factors=parts):
            return replace(node, factors=tuple(styled(p, font) for p in parts), span=place)
        case Sum(terms=parts):
            return replace(node, terms=tuple(styled(p, font) for p in parts), span=place)
        case Sequence(items=parts):
            return replace(node, items=tuple(styled(p, font) for p in parts), span=place)
        case Chain(operands=parts):
            return replace(node, operands=tuple(styled(p, font) for p in parts), span=place)
        case _:
            return node


def _in_font(key: str, font: str) -> str:
    if not font or key.startswith(font + "{"):
        return key
    if font == "\\mathit" and len(key) == 1:
        return key
    return f"{font}{{{key}}}"
