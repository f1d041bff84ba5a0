r"""What stands beside the relations of a row: `\forall x \in [0, 1]`.

A quantifier's interval beside a claim is meant for that claim; beside a definition it is the
domain of what is defined, and holds for the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.survey import has
from derive.readers.latex.display import Row
from derive.readers.latex.tree import (
    Bracket,
    Chain,
    Ellipsis,
    Empty,
    Name,
    Node,
    Product,
    Prose,
    Quantified,
    Run,
    Scripted,
    Span,
)

_LAYOUT = re.compile(r"(?:\s|&|\\\\|\\(?:q?quad|nonumber|notag|[,;! ])|\{\}|\})*")
"""What stands between rows and is no punctuation."""


def quantified(body: Quantified) -> tuple[Node | None, Chain | None]:
    r"""What a quantifier ranges over, and what is said of it after a colon."""
    inner = normal(body.body)
    if not isinstance(inner, Chain) or body.quantifier.text != r"\forall":
        return body.body, None
    at = next((k for k, s in enumerate(inner.signs) if s.text == ":"), None)
    if at is None or at + 2 >= len(inner.operands):
        return body.body, None
    over = Chain(inner.operands[: at + 1], inner.signs[:at], span=inner.span)
    said = Chain(inner.operands[at + 1 :], inner.signs[at + 1 :], span=inner.span)
    return (over if at else None), said


def is_beside_a_claim(written: Sequence[Node]) -> bool:
    """Whether the first relation of a row has a left side that no definition could have."""
    first = normal(written[0]) if written else None
    return isinstance(first, Chain) and not _definable(normal(first.operands[0]))


def _definable(node: Node) -> bool:
    if isinstance(node, Product) and len(node.factors) == 2:
        head, bracket = map(normal, node.factors)
        return isinstance(bracket, Bracket) and _definable(head)
    base = normal(node.base) if isinstance(node, Scripted) else node
    return glyph(base) is not None


def offers(one: Node, other: Node) -> bool:
    r"""Whether two equations name values of the same thing, as `x = 2, \quad x = 3` do."""
    one, other = normal(one), normal(other)
    if not isinstance(one, Chain) or not isinstance(other, Chain):
        return False
    if any([s.text for s in each.signs] != ["="] for each in (one, other)):
        return False
    if normal(one.operands[0]) != normal(other.operands[0]):
        return False
    values = one.operands[1], other.operands[1]
    letters = any(has(each, kind) for each in values for kind in (Name, Run))
    return not letters and normal(values[0]) != normal(values[1])


def hangs_below(text: str, above: Span, row: Row) -> Node | None:
    """What a row without a relation begins with, where it may go on with the relation above it:
    nothing but a line break and layout stands between them."""
    bodies = [normal(each.body) for each in row.statements if not each.words]
    if not bodies or isinstance(bodies[0], Empty | Prose | Ellipsis | Chain | Quantified):
        return None
    between = text[above.end : bodies[0].span.start]
    return bodies[0] if _LAYOUT.fullmatch(between) else None
