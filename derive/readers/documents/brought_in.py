r"""Names that a document brings in without a definition, or brings in once more.

Where a letter stands for the first time in a claim, and on one side of it only, that claim says
what it is: after `(Y - X\hat\beta)^T (Y - X\hat\beta) = (MY)^T (MY)` no value will do for M.  And
where prose says in a later section what a defined letter is, it may mean another thing there.
Neither is read as a definition; both leave a doubt, so that nothing is refuted on their account.
"""

from __future__ import annotations

import re

from derive.model.arrays import OPERATIONS
from derive.model.functions import ARITY
from derive.readers.documents.classifying import Classified
from derive.readers.documents.glyphs import glyph, letter, normal
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Formulas
from derive.readers.latex.tree import Node, Scripted

_IS = re.compile(
    r"[\s*_,)]*(?:(?:is|are|denotes?|represents?|stands? for|refers? to|be|means?)\b"
    r"|是|为|表示|代表|es\b|son\b|est\b|sont\b|ist\b|sind\b|é\b)"
)


def brought_in(classified: list[Classified], knowledge: Knowledge, lexicon: Lexicon) -> None:
    """Take down which names a claim brings in, for all that comes after it."""
    seen: set[str] = {*OPERATIONS, *ARITY, *lexicon.declared}
    for each in classified:
        if not each.read.readings:
            continue
        sides = each.read.readings[0]
        one, other = mentioned(sides.left), mentioned(sides.right)
        if each.kind == "claim" and each.read.link.sign == "=":
            line = each.read.link.place.line
            for name in {*one} ^ {*other}:
                if name not in seen and not knowledge.definitions.get(name):
                    said = (each.at + 1, len(classified), f"what the equation in line {line} needs")
                    knowledge.words.setdefault(name, []).append(said)
        seen |= {*one, *other}


def said_again(formulas: Formulas, knowledge: Knowledge, lexicon: Lexicon) -> None:
    """Take down where prose says what a letter is that another section defines."""
    for at, fragment, node in formulas.mentions:
        if fragment.kind != "inline" or _IS.match(fragment.after.lower()) is None:
            continue
        key = _letter_of(node)
        if key is None:
            continue
        for name, definitions in knowledge.definitions.items():
            written = name.removesuffix("_all").removesuffix("_vec")
            if written != lexicon.names.of(key).removesuffix("_all").removesuffix("_vec"):
                continue
            before = [k for k in definitions if 0 <= k.at < at]
            if before and _heading(formulas, before[-1].at) != fragment.heading:
                knowledge.remarks.setdefault(name, []).append((at, fragment.place.line))


def _letter_of(node: Node) -> str | None:
    """The glyph of a letter, with or without a script."""
    node = normal(node)
    if isinstance(node, Scripted) and node.sup is None:
        node = normal(node.base)
    key = glyph(node)
    return key if key is not None and letter(key) else None


def _heading(formulas: Formulas, at: float) -> int:
    return formulas.links[int(at)].fragment.heading


