r"""Iterates with their number in brackets: `w(k+1) = w(k) - \eta \nabla J(w(k))`.

Where a relation gives `w(k+1)` by `w(k)`, and the letter counts steps and is nothing else, the
brackets hold no argument: what stands there is the iterate w_{k+1}, and is read as if it were
written so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import pairwise

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.links import formulas
from derive.readers.documents.stages import DEFINING, Pieces, stage_of, times
from derive.readers.documents.walking import everything
from derive.readers.latex.rewriting import rewritten
from derive.readers.latex.tree import Bracket, Chain, Mark, Name, Node, Product, Scripted

_LETTERS = frozenset("ijklmnst") | {r"\tau"}
"""Letters that count steps."""

_STEP = re.compile(r"\(\s*\\?\w+\s*[+-]\s*\d\s*\)")
"""A bracket with a step in it."""


def iterated(pieces: Pieces) -> dict[str, str]:
    """The glyphs whose iterates are numbered in brackets, each with the letter that counts."""
    if not any(_STEP.search(fragment.text) for fragment, _ in pieces):
        return {}
    bodies = list(formulas(pieces))
    found: dict[str, str] = {}
    for body in bodies:
        chain = normal(body)
        if not isinstance(chain, Chain) or chain.signs[0].text not in DEFINING:
            continue
        own = _alone(chain.operands[0])
        if own is None:
            continue
        key, letter, shift = own
        others = (each for side in chain.operands[1:] for each in _numbered(side))
        if any(k == key and c == letter and s != shift for k, c, s in others):
            found[key] = letter
    return {k: c for k, c in found.items() if not any(_applied(b, k, c) for b in bodies)}


def numbered(body: Node, letters: dict[str, str]) -> Node:
    """A statement with its iterates numbered below, where their letter does nothing else there."""
    own = {key: c for key, c in letters.items() if not _otherwise(body, c)}
    return rewritten(body, partial(numbered_below, letters=own)) if own else body


def numbered_below(node: Node, letters: dict[str, str]) -> Node:
    """A product with its iterates numbered below: `w(k+1)` as `w_{k+1}`."""
    if not isinstance(node, Product):
        return node
    factors: list[Node] = []
    operators: list[Mark] = []
    for k, factor in enumerate(node.factors):
        if k:
            operators.append(node.operators[k - 1])
        taken = _iterate(factors[-1], operators[-1], factor, letters) if factors else None
        if taken is None:
            factors.append(factor)
        else:
            factors[-1] = taken
            operators.pop()
    if len(factors) == len(node.factors):
        return node
    if len(factors) == 1:
        return factors[0]
    return Product(tuple(operators), tuple(factors), span=node.span)


def _iterate(before: Node, joint: Mark, node: Node, letters: dict[str, str]) -> Node | None:
    stage = _stage(node)
    key = glyph(normal(before))
    if joint.text or stage is None or key is None or letters.get(key) != stage[0]:
        return None
    assert isinstance(node, Bracket)
    return Scripted(before, node.body, span=before.span)


def _stage(node: Node) -> tuple[str, int] | None:
    if not isinstance(node, Bracket) or node.opening != "(":
        return None
    stage = stage_of(node)
    return None if stage is None or not stage.base else (stage.base, stage.shift)


def _alone(side: Node) -> tuple[str, str, int] | None:
    """The name that stands alone on a side with a number of steps in brackets."""
    node = normal(side)
    if not isinstance(node, Product) or len(node.factors) != 2:
        return None
    return next(iter(_numbered(node)), None)


def _numbered(node: Node) -> Iterable[tuple[str, str, int]]:
    for each in everything(node):
        if not isinstance(each, Product):
            continue
        for k, (first, second) in enumerate(zip(each.factors, each.factors[1:], strict=False)):
            stage = _stage(second)
            key = glyph(normal(first))
            if stage is not None and key is not None and not each.operators[k].text:
                yield key, stage[0], stage[1]


def _applied(body: Node, key: str, letter: str) -> bool:
    """Whether a glyph is given anything but a number of steps in brackets."""
    for each in everything(body):
        factors = each.factors if isinstance(each, Product) else ()
        for first, second in pairwise(factors):
            bracket = isinstance(second, Bracket) and second.opening == "("
            if glyph(normal(first)) == key and bracket:
                stage = stage_of(second)
                if stage is None or stage.base not in ("", letter):
                    return True
    return False


def _otherwise(body: Node, letter: str) -> bool:
    """Whether a letter does anything else than number steps in brackets."""
    inside = sum(c == letter for _, c, _ in _numbered(body))
    alone = isinstance(normal(body), Name)
    return (times(letter, body) != inside and not alone) or not any(
        x.lstrip("\\") == letter for x in _LETTERS
    )
