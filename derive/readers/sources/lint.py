"""What GitHub would not show as its author meant it: said once for a document, as a note.

GitHub reads what stands between `$$` as Markdown first: of two backslashes one is left, of `\\{`
the brace, and a line that starts with a minus or plus sign and a space becomes a list.  A fence is
passed on untouched.
"""

from __future__ import annotations

import re

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources.finding import Scanned

_MANGLED = re.compile(r"\\\\|\\[{}_%#]|(?<=\n)[ \t]*[-+](?=[ \t])|(?<=\n)[=-]+(?=[ \t]*\n)")


def github_note(scanned: Scanned) -> Diagnostic | None:
    """The first thing in a Markdown document that GitHub mangles, if there is one."""
    for found in scanned.found:
        if found.delimiter != "$$" or found.kind != "display":
            continue
        start, end = found.inner, found.inner_end
        match = _MANGLED.search(scanned.excerpt.text, start, end)
        if match is None:
            continue
        sign = match[0].strip()
        return Diagnostic(
            "github-markup",
            f"GitHub reads Markdown in $$…$$ first, so `{sign}` will not look as it was meant",
            scanned.excerpt.place(match.end() - len(sign), match.end()),
            "write the display as a fence, ```math; other renderers don't mind",
            scanned.excerpt.line(match.start()),
            level="note",
        )
    return None
