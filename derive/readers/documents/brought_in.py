r"""Names that a document brings in without a definition, or brings in once more.

Where a letter stands for the first time in a claim, and on one side of it only, that claim says
what it is: after `(Y - X\hat\beta)^T (Y - X\hat\beta) = (MY)^T (MY)` no value will do for M.  And
where prose says in a later section what a defined letter is, it may mean another thing there.  The
factors of `X = UDV^T` are orthogonal or diagonal as everybody knows.  None of that is read as a
relation; all leave a doubt, so that nothing is refuted on their account.
"""

from __future__ import annotations

import re

from derive.model.arrays import OPERATIONS
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents.classifying import Classified
from derive.readers.documents.glyphs import glyph, letter, normal
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Formulas
from derive.readers.documents.stationarity import differentiates
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
        if each.kind == "definition":
            for name in _factors(sides.right, knowledge):
                said = (0, len(classified), f"a factor of {sides.left}")
                knowledge.words.setdefault(name, []).append(said)
        one, other = mentioned(sides.left), mentioned(sides.right)
        derived = differentiates(each.read)
        if each.kind == "claim" and each.read.link.sign == "=" and not derived:
            line = each.read.link.place.line
            new = [{*names} - seen - knowledge.definitions.keys() for names in (one, other)]
            # Where both sides bring something in, neither says what the other is.
            for name in sorted(new[0] | new[1]) if not (new[0] and new[1]) else ():
                if name not in one or name not in other:
                    said = (each.at + 1, len(classified), f"what the equation in line {line} needs")
                    knowledge.words.setdefault(name, []).append(said)
        seen |= {*one, *other}


def _factors(body: Term, knowledge: Knowledge) -> list[str]:
    """The matrices without a definition that a factorisation such as U D V^T consists of."""
    bare = [_turned(each) for each in body.args] if body.head == "mul" else []
    if len(bare) != 3 or bare[2] is body.args[2] or any(each.head != "symbol" for each in bare):
        return []
    names = [str(each.value) for each in bare]
    capital = all(name[:1].isupper() and not knowledge.definitions.get(name) for name in names)
    return names if capital else []


def _turned(node: Term) -> Term:
    return node.args[0] if node.head == "call" and node.value in ("transpose", "inverse") else node


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
