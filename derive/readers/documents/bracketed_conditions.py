r"""Conditions that stand in brackets after a relation: `\sqrt{a^2} = a \quad (\text{if } a \ge 0)`.

A bracket that holds nothing but comparisons is no factor: it says where the relation before it is
meant, whether a wide space sets it apart or not.
"""

from __future__ import annotations

import re

from derive.readers.documents.glyphs import normal
from derive.readers.latex import parse_display
from derive.readers.latex.signs import BOUNDING
from derive.readers.latex.tree import (
    Bracket,
    Chain,
    Fraction,
    Name,
    Node,
    Product,
    Root,
    Sequence,
    Worded,
)

_WORDS = frozenset({"if", "for", "when", "where", "with", "given", "as", "since", "because", "all"})


def in_brackets(node: Node) -> list[Chain]:
    """The comparisons that a bracket holds, where it holds nothing else."""
    node = normal(node)
    if not isinstance(node, Bracket) or node.opening not in ("(", "["):
        return []
    body = normal(node.body)
    items = body.items if isinstance(body, Sequence) else (body,)
    found = [_relation(normal(each)) for each in items]
    return [each for each in found if each is not None] if None not in found else []


def _relation(node: Node) -> Chain | None:
    """A chain without the words before it."""
    if isinstance(node, Worded):
        node = normal(node.body)
    if not isinstance(node, Chain):
        return None
    first = normal(node.operands[0])
    if isinstance(first, Product) and _word(first.factors[0]) and not first.operators[0].text:
        rest, marks = first.factors[1:], first.operators[1:]
        bare = rest[0] if len(rest) == 1 else Product(marks, rest, span=first.span)
        return Chain((bare, *node.operands[1:]), node.signs, span=node.span)
    return node


def _word(node: Node) -> bool:
    node = normal(node)
    return isinstance(node, Name) and node.key.removeprefix(r"\mathrm{")[:-1].lower() in _WORDS


def set_apart(chain: Chain) -> tuple[Chain, list[Chain]]:
    """A chain without what must not be, right behind it: `a = 1/q (q \\neq 0)`, and that.

    A name before the bracket may be that of a probability or an indicator, and other signs may
    stand for one without a name.
    """
    barred = _barred(chain)
    if barred is not None:
        return barred
    last = normal(chain.operands[-1])
    if not isinstance(last, Product) or last.operators[-1].text:
        return chain, []
    if not isinstance(normal(last.factors[-2]), Fraction | Bracket | Root):
        return chain, []
    found = in_brackets(last.factors[-1])
    if not found or not all(sign.text == r"\ne" for each in found for sign in each.signs):
        return chain, []
    rest, marks = last.factors[:-1], last.operators[:-1]
    bare = rest[0] if len(rest) == 1 else Product(marks, rest, span=last.span)
    return Chain((*chain.operands[:-1], bare), chain.signs, span=chain.span), found


_BARS = (":", r"\mid")


def _barred(chain: Chain) -> tuple[Chain, list[Chain]] | None:
    """A chain and what stands behind a colon or a bar after it: `|x| = x \\mid x \\ge 0`."""
    signs = [sign.text for sign in chain.signs]
    at = next((k for k, text in enumerate(signs) if text in _BARS), 0)
    if not at or not signs[at + 1 :] or not all(text in BOUNDING for text in signs[at + 1 :]):
        return None
    left = Chain(chain.operands[: at + 1], chain.signs[:at], span=chain.span)
    return left, [Chain(chain.operands[at + 1 :], chain.signs[at + 1 :], span=chain.span)]


def in_tag(tag: str | None) -> list[Chain]:
    """The comparisons in what stands where a number of an equation would: `\\tag{$x > 0$}`."""
    found = []
    for text in re.findall(r"\$([^$]+)\$", tag or ""):
        for row in parse_display(text).rows:
            bodies = (normal(each.body) for each in row.statements)
            found += [body for body in bodies if isinstance(body, Chain)]
    return found
