r"""Scripts that are part of a name: `w_{\text{out}}`, `w^*`, `x^{(1)}`, `\theta_{new}`.

A script that counts is an index, and none of this file's business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derive.readers.documents.glyphs import glyph, letter, marked, normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import (
    Accented,
    Bracket,
    Name,
    Node,
    Number,
    Product,
    Prose,
    Run,
    Scripted,
    Sequence,
    Sum,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

_DECORATIONS = {
    "*": "star",
    r"\star": "star",
    r"\ast": "star",
    "+": "plus",
    "-": "minus",
    r"\dagger": "dagger",
    r"\prime": "prime",
}


def name_parts(reader: Reader, key: str, node: Scripted) -> tuple[tuple[str, ...], bool]:
    """What scripts add to a name; whether the superscript is spent on it."""
    parts: list[str] = []
    spent = False
    if node.sub is not None and reader.lexicon.indices(node.sub, key) is None:
        mixed = reader.lexicon.mixed(node.sub, key)
        if mixed is None:
            sub = normal(node.sub)
            text = _as_part(sub)
            parts.append(marked("~", sub.opening[-1], text) if isinstance(sub, Bracket) else text)
        else:
            parts += [_as_part(each) for each in mixed[0]]
    if node.sup is not None:
        sup = normal(node.sup)
        mark = getattr(sup, "key", None)
        if mark in _DECORATIONS:
            parts.append(_DECORATIONS[str(mark)])
            spent = True
        elif _wordy(sup) or (
            isinstance(sup, Bracket)
            and label_nodes(reader, sup) is None
            and not (key == "e" and not isinstance(normal(sup.body), Number))
        ):
            text = _as_part(sup)
            parts.append(marked("^", sup.opening[-1], text) if isinstance(sup, Bracket) else text)
            spent = True
    return tuple(parts), spent


def _wordy(node: Node) -> bool:
    if isinstance(node, Prose):
        return True
    if isinstance(node, Run):
        return len(node.letters) > 2
    return isinstance(node, Name) and node.key.startswith(r"\mathrm{") and len(node.key) > 10


def _as_part(node: Node) -> str:
    text = spelled(node)
    cleaned = re.sub(r"[^0-9A-Za-z]+", "_", text).strip("_")
    if not cleaned:
        raise Obstacle(
            "a script that is neither an index nor part of a name", node, construct="script"
        )
    return cleaned


def spelled(node: Node) -> str:
    """A script in letters, digits and underscores."""
    node = normal(node)
    match node:
        case Name(key=key):
            return letter(key)
        case Number(text=text) | Prose(text=text):
            return text
        case Run(letters=letters):
            return letters
        case Accented():
            return glyph(node) or ""
        case Bracket(body=body):
            return spelled(body)
        case Sequence(items=items):
            return "_".join(map(spelled, items))
        case Product(factors=factors):
            return "_".join(map(spelled, factors))
        case Sum(terms=terms, signs=signs):
            words = {"+": "plus", "-": "minus", "": ""}
            return "_".join(
                f"{words.get(s.text, 'and')}_{spelled(x)}"
                for s, x in zip(signs, terms, strict=True)
            )
        case Scripted(base=base, sub=sub, sup=None, primes=0):
            return spelled(base) + ("_" + spelled(sub) if sub is not None else "")
    raise Obstacle("a script that is neither an index nor part of a name", node, construct="script")


def label_nodes(reader: Reader, sup: Bracket) -> list[Node] | None:
    """The indices in a label such as ^{(i)}; None for literal and other labels, parts of a name."""
    found = reader.lexicon.components(sup)
    if found is None or all(isinstance(normal(each), Number) for each in found):
        return None
    return found
