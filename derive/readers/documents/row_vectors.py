r"""Whether a document writes its vectors as rows: `\mathbf{x} W`, `\mathbf{x} \mathbf{w}^T = 3`.

Vectors are columns, as long as nothing speaks for rows.  A bold letter right before a matrix can
only be one; before a transposed vector it is one where the document also writes vectors out as
rows, `\mathbf{w} = [w_1, w_2]`, for of columns that would be a matrix.  A document with vectors
on both sides keeps its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derive.model.domain import Matrix as MatrixType
from derive.model.domain import Type
from derive.model.term import Term, subterms
from derive.readers.documents.glyphs import bold, capital, normal
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Link
from derive.readers.documents.ranks import ROW
from derive.readers.documents.survey import base_glyph
from derive.readers.latex.tree import Bracket, Matrix, Sequence

Pair = tuple[Term, Term]


def writes_rows(links: Iterable[Link]) -> bool:
    """Whether some bold letter is written out as a row."""
    for link in links:
        key, right = base_glyph(link.left), normal(link.right)
        if key is None or not bold(key) or capital(key):
            continue
        listed = isinstance(right, Bracket) and right.opening == "["
        if listed and isinstance(right, Bracket) and isinstance(normal(right.body), Sequence):
            return True
        if isinstance(right, Matrix) and len(right.rows) == 1 and len(right.rows[0]) > 1:
            return True
    return False


def are_rows(
    pairs: Iterable[Pair], names: Mapping[str, bool], declared: Mapping[str, Type], listed: bool
) -> bool:
    """Whether the vectors in some relations are rows; `names` has the bold letters, with whether
    they are capitals, and `listed` says whether vectors are written out as rows."""
    vectors = {n for n, large in names.items() if not large and n not in declared}
    nodes = [node for pair in pairs for side in pair for node in subterms(side)]
    matrices = {n for n, kind in declared.items() if isinstance(kind, MatrixType)}
    matrices |= {n for n, large in names.items() if large}
    matrices |= {str(a.value) for n in nodes if n.value == "transpose" for a in n.args if _large(a)}
    sides = {
        _side(one, other, vectors, matrices)
        for node in nodes
        if node.head == "mul"
        for one, other in zip(node.args, node.args[1:], strict=False)
    }
    return "column" not in sides and ("row" in sides or ("either" in sides and listed))


def _side(one: Term, other: Term, vectors: set[str], matrices: set[str]) -> str:
    """What two factors say of the vectors in them."""
    left, right = _vector(one, vectors), _vector(other, vectors)
    if left == "turned" and (right == "plain" or _large(other)):
        return "column"
    if _large(one) and right == "plain":
        return "column"
    if left == "plain" and _large(other) and _base(other) in matrices:
        return "row"
    return "either" if (left, right) == ("plain", "turned") else ""


def _vector(node: Term, vectors: set[str]) -> str:
    if node.head == "call" and node.value == "transpose":
        return "turned" if _vector(node.args[0], vectors) == "plain" else ""
    base = node.args[0] if node.head == "indexed" else node
    return "plain" if base.head == "symbol" and str(base.value) in vectors else ""


def _large(node: Term) -> bool:
    """Whether a factor is named by a capital, perhaps transposed."""
    return _base(node)[:1].isupper()


def _base(node: Term) -> str:
    if node.head == "call" and node.value == "transpose":
        node = node.args[0]
    return str(node.value) if node.head == "symbol" else ""


def is_row(lexicon: Lexicon, node: Term) -> bool:
    """Whether a term is a row, as far as is known."""
    return lexicon.ranks is not None and lexicon.ranks.of(node) == ROW


def bold_names(lexicon: Lexicon) -> set[str]:
    """The names of letters in a face that shows them to be arrays."""
    return {lexicon.names.of(key) for key in lexicon.survey.uses if bold(key)}
