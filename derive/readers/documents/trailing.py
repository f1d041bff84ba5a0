r"""Conditions after a display that end its sentence: `$$|x| = x$$ for $x \ge 0$`.

They are said of the display before them.  A sentence of its own, with a capital or after a full
stop, only speaks of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.readers.documents.interpreting import Read

_OPENING = re.compile(
    r"(?:,\s*)?(?:and\s+)?(?:where|for|if|when|whenever|with|provided|assuming|as long as|given)\b"
)
_FRESH = re.compile(r"[.!?]\s|\bthen\b|\bso\b|\bwe\b|\bhence\b|\bthus\b")
_FOLLOWED = re.compile(r"\s*,?\s*(?:then\b|we\b|it\b|this\b|the\b|let\b|one\b)")


def begins(reads: Sequence[Read], at: int) -> int:
    """The first relation that an inline condition holds for: that of the display whose sentence it
    ends, or its own place."""
    fragment = reads[at].link.fragment
    before = fragment.before.strip()
    if fragment.kind != "inline" or not _OPENING.match(before) or _FRESH.search(before):
        return at
    if _FOLLOWED.match(fragment.after):
        return at
    earlier = [r.link for r in reads[:at] if r.link.fragment.kind == "display"]
    if not earlier:
        return at
    display = earlier[-1].fragment
    ended = display.text.rstrip(" \n\\,;!").endswith(".")
    if ended or not display.after.strip().startswith(before):
        return at
    return next(link.number for link in earlier if link.fragment is display)
