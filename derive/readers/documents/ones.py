r"""Arrays of ones: `\mathbf{1}_{3,1}` with rows and columns below, `\mathbf{1}_n`, `\mathbf{1}`.

A size is a number, a name, or the rows or columns of an array whose size is known:
`\mathbf{1}_{\text{rows}(X),1}`.  One that is not written follows from what stands around.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.domain import Matrix, Type, Vector
from derive.model.term import Term
from derive.readers.documents.entries import sizes_at
from derive.readers.documents.glyphs import glyph, letter, normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import (
    Applied,
    Bracket,
    Function,
    Name,
    Node,
    Number,
    Product,
    Sequence,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

GLYPHS = (r"\mathbf{1}", r"\boldsymbol{1}", r"\mathbb{1}")
"""A one in a face that numbers don't have."""

COLUMNS = (r"\mathbf{1}", r"\boldsymbol{1}", r"vec(1)")
"""Those that are a column of ones where they stand alone; the third may be an identity."""

ZEROS = (r"\mathbf{0}", r"\boldsymbol{0}", r"vec(0)")
"""Nothing in every entry, whatever the shape: it is added to and compared with all arrays."""

_ROWS = frozenset({"rows", "nrows", "nrow"})
_COLUMNS = frozenset({"cols", "columns", "ncols", "ncol"})


def ones(reader: Reader, sub: Node) -> Term | None:
    """The matrix of ones of the size that stands below a one; None where that is no size."""
    inner = normal(sub)
    if isinstance(inner, Number) or (isinstance(inner, Name) and not _counts(reader, inner.key)):
        size = _size(reader, inner)
        return None if size is None else arrays.ones(size)
    if not isinstance(inner, Sequence) or len(inner.items) != 2:
        return None
    if any(s.text not in (",", r"\times") for s in inner.separators):
        return None
    rows, columns = (_size(reader, normal(each)) for each in inner.items)
    return None if rows is None or columns is None else arrays.ones(rows, columns)


def _counts(reader: Reader, key: str) -> bool:
    """Whether a letter is an index, which picks one of the ones."""
    survey = reader.lexicon.survey
    return letter(key) in "ijkl" or key in survey.counted or key in survey.compared


def alone(reader: Reader, key: str) -> Term | None:
    """A bold 1 or 0 without a size: a column of ones whose number is to be found, or nothing."""
    if key in ZEROS:
        return t.number(0)
    if key not in COLUMNS:
        return None
    reader.note(r"\mathbf{1} is a column of ones")
    reader.lexicon.open_ranges += 1
    return arrays.ones(t.symbol(f"?{reader.lexicon.open_ranges}"))


def _size(reader: Reader, node: Node) -> Term | None:
    if isinstance(node, Number):
        return reader.term(node)
    if isinstance(node, Name):
        written = letter(node.key)
        if written.isdigit():
            return t.number(int(written))
        return t.symbol(reader.lexicon.names.of(node.key))
    return _extent(reader, node)


def _extent(reader: Reader, node: Node) -> Term | None:
    """The number of rows or columns of an array, `\\text{rows}(X)`."""
    if isinstance(node, Applied):
        head, argument = normal(node.function), normal(node.argument)
    elif isinstance(node, Product) and len(node.factors) == 2:
        head, argument = map(normal, node.factors)
    else:
        return None
    if not isinstance(argument, Bracket):
        return None
    word = head.name if isinstance(head, Function) else letter(glyph(head) or "")
    if word not in _ROWS | _COLUMNS:
        return None
    match _type(reader, argument.body):
        case Matrix(rows, columns):
            return rows if word in _ROWS else columns
        case Vector(size):
            return size if word in _ROWS else t.ONE
    raise Obstacle("the size of this array is not known here", argument, help="declare it")


def _type(reader: Reader, node: Node) -> Type | None:
    key = glyph(normal(node))
    if key is None:
        return None
    lexicon = reader.lexicon
    name = lexicon.names.of(key)
    written = sizes_at(lexicon.layouts, reader.at)
    return written.get(key, lexicon.declared.get(name, lexicon.types.get(name)))
