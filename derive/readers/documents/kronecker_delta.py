r"""Relations about Kronecker's δ that give a letter δ no meaning of its own.

`\delta_{ij} = a_j e_j` makes δ the document's own letter.  `\delta_{ii} = 1`, `\delta_{ij} = 0` and
`\delta_{ij}^2 = \delta_{ij}` are true of Kronecker's, and leave it what everybody takes it for.
"""

from __future__ import annotations

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.links import Link
from derive.readers.latex.tree import Bracket, Name, Node, Number, Run, Scripted, Sequence


def speaks_of_kronecker(link: Link) -> bool:
    """Whether the left side of a relation is a δ that it does not define."""
    left = normal(link.left)
    if not isinstance(left, Scripted) or glyph(normal(left.base)) != r"\delta":
        return False
    if left.sub is None or isinstance(normal(left.sup) if left.sup else None, Bracket):
        return False
    letters = _letters(normal(left.sub))
    if len(letters) != 2:
        return False
    power = left.sup is not None and isinstance(normal(left.sup), Number)
    return power or letters[0] == letters[1] or isinstance(normal(link.right), Number)


def _letters(sub: Node) -> list[str]:
    match sub:
        case Run(letters=letters):
            return list(letters)
        case Sequence(items=items):
            inner = map(normal, items)
            return [each.key if isinstance(each, Name) else repr(each) for each in inner]
    return []
