"""What is done with numbers only: powers, sums with a number, derivatives d/dx by them, sums that
run up to them, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.readers.documents.differentials import differential
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.links import Link
from derive.readers.documents.walking import everything
from derive.readers.latex.signs import BOUNDING
from derive.readers.latex.tree import Big, Fraction, Node, Number, Run, Scripted, Sum


def raises(node: Node, keys: Sequence[str]) -> bool:
    """Whether a node is a power of something with one of some letters."""
    node = normal(node)
    if not isinstance(node, Scripted) or node.sup is None or node.sub is not None:
        return False
    power, base = normal(node.sup), normal(node.base)
    if not isinstance(power, Number) or power.text in ("0", "1"):
        return False
    if isinstance(base, Run):
        return base.letters[-1] in keys
    return any(key in keys for each in everything(base) for key in letters_of(each))


def adds_number(node: Node, keys: Sequence[str]) -> bool:
    """Whether a node is a sum of one of some letters and a number other than 0."""
    node = normal(node)
    if not isinstance(node, Sum):
        return False
    numbers = [n for n in map(normal, node.terms) if isinstance(n, Number) and n.text != "0"]
    return bool(numbers) and any(glyph(term) in keys for term in node.terms)


def differentiates(node: Node, keys: Sequence[str], signs: frozenset[str]) -> bool:
    """Whether a node is a derivative d/dx by one of some letters."""
    node = normal(node)
    found = differential(node, signs) if isinstance(node, Fraction) else None
    return found is not None and found.total and bool({*map(glyph, found.variables)} & {*keys})


def runs_to(node: Node, keys: Sequence[str]) -> bool:
    """Whether a node is a sum or the like that runs up to one of some letters."""
    node = normal(node)
    return isinstance(node, Big) and node.sup is not None and glyph(node.sup) in keys


def compares(link: Link, keys: Sequence[str]) -> bool:
    """Whether a relation bounds one of some letters by a number."""
    if link.sign not in BOUNDING:
        return False
    sides = normal(link.left), normal(link.right)
    return any(
        glyph(one) in keys and isinstance(other, Number) for one, other in (sides, sides[::-1])
    )


def letters_of(node: Node) -> Iterator[str]:
    """The letters that one node is, those of a run one by one and together."""
    if isinstance(node, Run):
        yield node.letters
        yield from node.letters
    else:
        key = glyph(node)
        if key is not None:
            yield key
