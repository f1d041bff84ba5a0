r"""Whether a superscript T is a transpose or a power, told by what stands below it.

A document that counts to T, as in `\sum_{t=1}^T`, writes powers with it too: `2^T`.  There a number
is raised to it, an array is transposed, and what may be either is not read.  Elsewhere T is no
quantity, and a literal number has no transpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from derive.model import domain as d
from derive.readers.documents.glyphs import bold, capital, glyph, normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.survey import TRANSPOSES
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import (
    Accented,
    Bracket,
    Matrix,
    Name,
    Node,
    Number,
    Run,
    Scripted,
    Sequence,
    Sum,
)

if TYPE_CHECKING:
    from derive.readers.documents.lexicon import Lexicon
    from derive.readers.documents.reading import Reader


def turned(reader: Reader, base: Node, sup: Node) -> bool:
    """Whether a superscript on an expression, no name, transposes it."""
    lexicon = reader.lexicon
    if not lexicon.transposes(sup, None):
        return False
    base, sign = normal(base), normal(sup)
    arrays, numbers = _inside(lexicon, base)
    if not arrays and numbers is None:
        if getattr(sign, "key", "") == "T" and names_quantity(lexicon, "T"):
            return False
        raise Obstacle(
            "a number has no transpose",
            Scripted(base, None, sup, span=base.span),
            help=r"write \mathbf{1} for a vector of ones; for a power, declare `let T : integer`",
            construct="transpose of a number",
        )
    if getattr(sign, "key", "") != "T" or not names_quantity(lexicon, "T"):
        if not arrays and numbers:
            reader.guess(
                "the superscript of a number is read as a transpose; declare it if it is a power"
            )
        return True
    if arrays:
        reader.note("the superscript T of an array is read as a transpose")
        return True
    if numbers:
        reader.note("the superscript T of a number is read as a power")
        return False
    if _shifted(base):
        reader.guess("the superscript T of a sum with a number is read as a power")
        return False
    raise Obstacle(
        "the superscript T may be a power, for T is a name here, or a transpose",
        Scripted(base, None, sup, span=base.span),
        help=r"write \top for the transpose, or declare what stands below it",
        construct="transpose or power",
    )


def turned_name(reader: Reader, key: str | None, sup: Node) -> bool:
    """Whether a superscript on a name transposes it."""
    lexicon = reader.lexicon
    if key is not None and getattr(normal(sup), "key", "") == "T" and is_array(lexicon, key):
        return True
    found = lexicon.transposes(sup, key)
    if found and key is not None and _is_scalar(lexicon, key):
        reader.guess(
            f"the superscript of the number {key} is read as a transpose; declare it if it is a "
            "power"
        )
    return found


def names_quantity(lexicon: Lexicon, key: str) -> bool:
    """Whether a letter is a name of the document outside of superscripts."""
    survey = lexicon.survey
    if lexicon.names.of(key) in lexicon.declared or key in (*survey.counted, *survey.sizes):
        return True
    uses = survey.uses.get(key)
    if uses is not None and uses.alone:
        return True
    below = (sub for each in survey.uses.values() for sub in each.subscripts)
    return any(
        each.key == key for sub in below for each in everything(sub) if isinstance(each, Name)
    )


def is_array(lexicon: Lexicon, key: str) -> bool:
    """Whether a glyph is a vector or a matrix, or a family of them, as far as is known."""
    name = lexicon.names.of(key)
    kind = lexicon.declared.get(name, lexicon.types.get(name))
    kind = kind or lexicon.members.get(name)
    if isinstance(kind, d.Family):
        kind = kind.element
    return bold(key) or isinstance(kind, d.Vector | d.Matrix)


def _inside(lexicon: Lexicon, base: Node) -> tuple[bool, bool | None]:
    """Whether something below a superscript is an array; and whether all of it are numbers, None
    where these are mere literals."""
    nodes = [normal(each) for each in everything(base)]
    keys = [key for each in nodes for key in _keys(lexicon, each)]
    if any(isinstance(each, Matrix | Sequence) for each in nodes):
        return True, False
    if not keys and any(isinstance(each, Number) for each in nodes):
        return False, None
    above = (each.sup for each in nodes if isinstance(each, Scripted) and each.sup is not None)
    arrays = any(getattr(normal(sup), "key", "") in TRANSPOSES for sup in above)
    arrays = arrays or any(is_array(lexicon, key) or _turns(lexicon, key) for key in keys)
    return arrays, not arrays and bool(keys) and all(_is_scalar(lexicon, key) for key in keys)


def _shifted(base: Node) -> bool:
    """Whether something is a sum with a literal number, 1 + r."""
    inner = normal(base.body) if isinstance(base, Bracket) else base
    return isinstance(inner, Sum) and any(isinstance(normal(each), Number) for each in inner.terms)


def _turns(lexicon: Lexicon, key: str) -> bool:
    """Whether a capital is transposed or inverted elsewhere."""
    uses = lexicon.survey.uses.get(key)
    return capital(key) and uses is not None and bool(uses.transposed or uses.inverted)


def _is_scalar(lexicon: Lexicon, key: str) -> bool:
    return isinstance(lexicon.declared.get(lexicon.names.of(key)), d.Scalar)


def _keys(lexicon: Lexicon, node: Node) -> Iterable[str]:
    """The glyphs that a node is; a run that is no name has its letters."""
    if isinstance(node, Run) and node.letters not in lexicon.whole:
        return node.letters
    key = glyph(node) if isinstance(node, Name | Accented | Run) else None
    return () if key is None else (key,)
