r"""e and π, unless their document gives the letter a meaning of its own.

After `e := y - \hat y` an e is that error.  Only a power such as `e^{-x}` stays one of Euler's
number; whole numbers as exponents are powers of either.
"""

from __future__ import annotations

from collections.abc import Iterable

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Link
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import Bracket, Name, Node, Number, Scripted

_EULER = ("e", r"\mathrm{e}")
_CONSTANTS = (*_EULER, r"\pi")
_TRANSPOSING = ("T", r"\top", r"\intercal", r"\mathsf{T}", r"\mathrm{T}", r"\ast", "*")
_LIMITS = (r"\lim", r"\infty")
"""What stands in the well-known formulas for e and π themselves."""


def given_anew(links: Iterable[Link]) -> set[str]:
    """The letters of constants that a document defines as something else."""
    found = set()
    for link in links:
        key = glyph(normal(link.left))
        if link.position or key not in _CONSTANTS or key is None:
            continue
        names = {n.key for n in everything(link.right) if isinstance(n, Name)}
        stated = link.sign == "=" and not names & {*_LIMITS} and bool(names - {*_CONSTANTS})
        if stated or link.sign in (":=", r"\equiv"):
            found.add(key)
    return found


def constant(lexicon: Lexicon, key: str, node: Node) -> Term | None:
    """The constant that a letter is, in front of its exponent if it has one."""
    if key == r"\infty":
        return t.constant("infinity")
    uses = lexicon.survey.uses.get(key)
    own = uses is not None and (uses.subscripts or uses.by or uses.applied)
    if (own or key in lexicon.given_anew) and not (key in _EULER and _exponential(node)):
        return None
    if key in _EULER:
        return t.constant("e")
    return t.constant("pi") if key == r"\pi" else None


def _exponential(node: Node) -> bool:
    """Whether a letter bears an exponent that is no mere number, and no sign of a transpose."""
    if not isinstance(node, Scripted) or node.sup is None or node.sub is not None:
        return False
    exponent = normal(node.sup)
    if isinstance(exponent, Name):
        return exponent.key not in _TRANSPOSING
    return not isinstance(exponent, Number | Bracket)
