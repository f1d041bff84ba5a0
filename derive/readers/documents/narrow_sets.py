r"""Intervals after `\in`: what `x \in [0, 1]` says of x by comparisons."""

from __future__ import annotations

from derive.model import term as t
from derive.model.domain import Domain, Scalar
from derive.model.relation import Relation
from derive.readers.documents.glyphs import normal
from derive.readers.documents.interpreting import COMPARED
from derive.readers.documents.reading import Reader
from derive.readers.documents.sets import value_set
from derive.readers.latex.tree import Chain, Node


def interval(node: Node, reader: Reader) -> Domain | None:
    """The interval that a membership is about, if it leaves some real numbers out."""
    chain = normal(node)
    if not isinstance(chain, Chain) or [s.text for s in chain.signs] != [r"\in"]:
        return None
    kind = value_set(chain.operands[1], reader.term)
    domain = kind.domain if isinstance(kind, Scalar) else None
    if domain is None or domain.integer or domain.values is not None:
        return None
    return None if domain.lower is None and domain.upper is None else domain


def bounds(node: Node, reader: Reader) -> list[Relation]:
    """The comparisons that a membership in an interval amounts to; none for other sets."""
    domain = interval(node, reader)
    chain = normal(node)
    if domain is None or not isinstance(chain, Chain):
        return []
    inside = reader.term(chain.operands[0])
    found = []
    if domain.lower is not None:
        sign = ">" if domain.lower_open else ">="
        found.append(Relation(inside, sign, t.number(domain.lower)))
    if domain.upper is not None:
        sign = "<" if domain.upper_open else "<="
        found.append(Relation(inside, sign, t.number(domain.upper)))
    return found


def comparisons(chain: Chain, reader: Reader) -> list[Relation]:
    """What a condition says of quantities: its comparisons, or the bounds of an interval."""
    if any(s.text not in COMPARED for s in chain.signs):
        return bounds(chain, reader)
    terms = [reader.term(each) for each in chain.operands]
    pairs = zip(chain.signs, terms, terms[1:], strict=False)
    return [Relation(left, COMPARED[sign.text], right) for sign, left, right in pairs]
