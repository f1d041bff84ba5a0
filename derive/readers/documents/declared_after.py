r"""Names that a section lets be from a set, and that another one has defined: "let y \in \{0, 1\}".

It may be said of the same quantity, or of another one with its letter; so nothing is refuted by the
definition there.
"""

from __future__ import annotations

from derive.readers.documents.cue_words import stated
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.interpreting import Read
from derive.readers.documents.knowledge import Knowledge
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Formulas
from derive.readers.latex.tree import Chain, Sequence


def doubt_definitions(
    formulas: Formulas, reads: list[Read], lexicon: Lexicon, knowledge: Knowledge
) -> None:
    """Remember what is let be from a set beyond the section that defines it."""
    for at, fragment, node in formulas.memberships:
        chain = normal(node)
        if fragment.kind != "inline" or not stated(fragment) or not isinstance(chain, Chain):
            continue
        listed = normal(chain.operands[0])
        for item in listed.items if isinstance(listed, Sequence) else (listed,):
            key = glyph(item)
            name = None if key is None else lexicon.names.of(key)
            known = [] if name is None else knowledge.visible(name, at)
            places = [int(k.at) for k in known if 0 <= k.at < min(at, len(reads))]
            elsewhere = [reads[k].link.fragment.heading != fragment.heading for k in places]
            if name is not None and elsewhere and all(elsewhere):
                line = fragment.place.line
                knowledge.remarks.setdefault(name, []).append((at, line))
