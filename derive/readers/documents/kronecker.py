r"""The operator `\otimes` between matrices: Kronecker's product.

Between vectors authors mean their outer product by it, and some the product entry by entry; so it
is read only where both operands are known to be arrays, and one of them to be a matrix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.domain import Matrix, Vector
from derive.model.term import ONE, Term
from derive.readers.documents import scripts
from derive.readers.documents.entries import sizes_at
from derive.readers.documents.glyphs import glyph, letter, normal
from derive.readers.latex.tree import Name, Node, Number, Scripted

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def operand(reader: Reader, node: Node) -> Term:
    """An operand; `I_n` is the identity matrix of that size."""
    inner = normal(node)
    if isinstance(inner, Scripted) and inner.sub is not None and inner.sup is None:
        key, sub = glyph(normal(inner.base)), normal(inner.sub)
        if key is not None and letter(key) == "I" and isinstance(sub, Number | Name):
            return arrays.identity(scripts.index(reader, sub))
    return reader.term(node)


def reads(reader: Reader, one: Term, other: Term) -> bool:
    """Whether both operands are known to be arrays, one of them a matrix."""
    ranks = [_rank(reader, one), _rank(reader, other)]
    return 0 not in ranks and 2 in ranks


def _rank(reader: Reader, node: Term) -> int:
    """2 for what is known to be a matrix, 1 for a column or a row, 0 for all else."""
    if node.head == "call" and node.value in ("identity", "kronecker"):
        return 2
    if node.head == "call" and node.value in ("transpose", "inverse"):
        return _rank(reader, node.args[0])
    if node.head == "mul":
        ranks = [_rank(reader, each) for each in node.args if t.literal(each) is None]
        return 2 if ranks and min(ranks) == 2 else 0
    if node.head != "symbol":
        return 0
    lexicon, name = reader.lexicon, str(node.value)
    written = sizes_at(lexicon.layouts, reader.at)
    types = {lexicon.names.of(key): kind for key, kind in written.items()}
    match types.get(name, lexicon.declared.get(name, lexicon.types.get(name))):
        case Matrix(rows, columns):
            return 1 if ONE in (rows, columns) else 2
        case Vector():
            return 1
    return 0
