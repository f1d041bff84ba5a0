r"""The signs that an author writes for the derivative: d and \partial, perhaps also \delta or D.

Another letter is such a sign when every time it occurs it stands first above or below the line of
a fraction that has it in both places.
"""

from __future__ import annotations

from collections.abc import Iterable

from derive.readers.documents.differentials import SIGNS, differential, sign
from derive.readers.documents.glyphs import normal
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import Fraction, Name, Node, Product

CANDIDATES = (r"\delta", r"\mathrm{D}")


def inferred_signs(formulas: Iterable[Node]) -> list[str]:
    """The further signs that a document uses for nothing else."""
    nodes = [node for formula in formulas for node in everything(formula)]
    found = []
    for key in CANDIDATES:
        total = sum(isinstance(node, Name) and node.key == key for node in nodes)
        if not total:
            continue
        signs = frozenset({key})
        inside = sum(_count(node, key, signs) for node in nodes if isinstance(node, Fraction))
        if inside == total:
            found.append(key)
    return found


def _count(node: Fraction, key: str, signs: frozenset[str]) -> int:
    """How many signs a fraction that is a derivative in this notation begins its parts with."""
    if differential(node, signs) is None:
        return 0
    count = 0
    for side in (node.numerator, node.denominator):
        inner = normal(side)
        factors = inner.factors if isinstance(inner, Product) else (inner,)
        count += sum(sign(factor, signs) is not None for factor in factors)
    return count


def all_signs(extra: Iterable[str]) -> frozenset[str]:
    """The signs everybody writes with those of one author."""
    return SIGNS | frozenset(extra)
