r"""The operator `\otimes` between matrices: Kronecker's product.

Between vectors authors mean their outer product by it, and some the product entry by entry; so it
is read only where both operands are known to be matrices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.domain import Matrix
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


def is_matrix(reader: Reader, node: Term) -> bool:
    """Whether a term is known to have several rows and columns."""
    if node.head == "call":
        own = node.value in ("identity", "kronecker")
        return own or (node.value in ("transpose", "inverse") and is_matrix(reader, node.args[0]))
    if node.head == "mul":
        factors = [each for each in node.args if t.literal(each) is None]
        return bool(factors) and all(is_matrix(reader, each) for each in factors)
    lexicon, name = reader.lexicon, str(node.value)
    written = sizes_at(lexicon.layouts, reader.at)
    types = {lexicon.names.of(key): kind for key, kind in written.items()}
    kind = types.get(name, lexicon.declared.get(name, lexicon.types.get(name)))
    return (
        node.head == "symbol" and isinstance(kind, Matrix) and ONE not in (kind.rows, kind.columns)
    )
