r"""Letters that count by what they stand below: m in `x_m`, where x is a column or x_i occurs.

A letter that is a quantity of its own somewhere, or is declared, is no index by this.
"""

from __future__ import annotations

from derive.model.domain import Family, Vector
from derive.readers.documents.glyphs import letter, normal
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.picking import counted_along
from derive.readers.latex.tree import Name


def counting_below(lexicon: Lexicon) -> dict[str, None]:
    """The letters below columns and families that can only be indices."""
    found: dict[str, None] = {}
    survey, names = lexicon.survey, lexicon.names
    for key, uses in survey.uses.items():
        declared = isinstance(lexicon.declared.get(names.of(key)), Vector | Family)
        if not letter(key)[:1].islower() or not (declared or counted_along(lexicon, key)):
            continue
        for sub in uses.subscripts:
            below = normal(sub)
            if not isinstance(below, Name) or len(below.key) > 1 or not below.key.islower():
                continue
            own = survey.uses.get(below.key)
            quantity = own is not None and (own.alone or own.by or own.applied or own.subscripts)
            known = names.of(below.key) in lexicon.declared or below.key in survey.sizes
            if not (quantity or known or names.of(key, below.key) in lexicon.declared):
                found.setdefault(below.key)
    return found
