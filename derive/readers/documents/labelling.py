"""Letters below a glyph that tell names apart, although they count elsewhere: `W_k` beside `W_q`.

Authors name the parts of one thing by its initials: queries, keys and values, the gates of a cell.
Where two letters below a glyph can only be part of its name, a single other letter there is one
too, unless the glyph is also seen with numbers or with several indices.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.readers.documents.glyphs import normal
from derive.readers.documents.survey import Uses
from derive.readers.latex.tree import Name

LEAST = 2
"""How many letters that do not count have to stand below a glyph before one that does is a label"""


def label(uses: Uses | None, counts: Callable[[str], bool]) -> str | None:
    """The one letter below a glyph that counts elsewhere and is part of the name here."""
    if uses is None:
        return None
    words = 0
    letters: dict[str, None] = {}
    for sub in uses.subscripts:
        node = normal(sub)
        if not isinstance(node, Name):
            return None
        if counts(node.key):
            letters.setdefault(node.key)
        else:
            words += 1
    return next(iter(letters)) if len(letters) == 1 and words >= LEAST else None
