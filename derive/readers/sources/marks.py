"""Marks on a step: what an author says of it in a comment.

    % by chain rule      % def J      % assume i = 1      % skip why      % claim
    % expect refuted: index 1 for i

A comment that starts with none of these words is an ordinary comment.
"""

from __future__ import annotations

import re

from derive.ground.diagnostic import Diagnostic
from derive.model.verdict import STATUSES
from derive.readers.sources.declarations import FORMS
from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.fragment import Mark, MarkKind

MARKS: dict[str, MarkKind] = {
    "by": "by",
    "def": "def",
    "end assume": "end assume",
    "assume": "assume",
    "expect": "expect",
    "skip": "skip",
    "claim": "claim",
}
"""The word that a mark starts with → its kind."""

_MARK = re.compile(r"(?:derive\s*:\s*)?(end\s+assume|by|def|assume|expect|skip|claim)\b[ \t:]*")
_EXPECTED = re.compile(r"([A-Za-z-]+)\s*(?::|$)\s*")
_STATUSES = ", ".join(STATUSES)


def mark(comment: Excerpt, at: int, found: list[Diagnostic]) -> Mark | None:
    """The mark in a comment without its `%`; None for an ordinary one."""
    whole = comment.stripped()
    match = _MARK.match(whole.text)
    if match is None:
        _mistyped(whole, found)
        return None
    kind = MARKS[" ".join(match[1].split())]
    words = whole.cut(match.end(), len(whole.text))
    if kind != "expect":
        return Mark(kind, words, at, whole)
    status = _EXPECTED.match(words.text)
    if status is None or status[1] not in STATUSES:
        found.append(
            Diagnostic(
                "mark-not-read",
                f"`{whole.text}` expects nothing that can be found",
                whole.place(),
                f"write `expect STATUS: why` with one of {_STATUSES}",
                whole.line(),
                level="warning",
            )
        )
        return None
    return Mark(kind, words.cut(status.end(), len(words.text)), at, whole, status[1])


def _mistyped(comment: Excerpt, found: list[Diagnostic]) -> None:
    """Warn of a comment that looks like `expect STATUS` or `derive: …` with a slip of the pen."""
    meant = _MEANT.match(comment.text)
    if meant is None or meant["word"] in FORMS:
        return
    if meant["derive"] is None and meant["next"] not in STATUSES:
        return
    from difflib import get_close_matches

    close = get_close_matches(meant["word"], ("expect", "skip", "assume", "claim"), n=1, cutoff=0.7)
    if meant["derive"] is None and close != ["expect"]:
        return
    found.append(
        Diagnostic(
            "mark-not-read",
            f"`{meant['word']}` is no word that a mark begins with",
            comment.place(),
            f"did you mean `{close[0]}`?" if close else f"write one of {', '.join(MARKS)}",
            comment.line(),
            level="warning",
        )
    )


_MEANT = re.compile(r"(?P<derive>derive\s*:\s*)?(?P<word>[A-Za-z]+)(?:[ \t:]+(?P<next>[\w-]+))?")


def is_mark(comment: Excerpt) -> bool:
    """Whether the words of an HTML comment mark the formula before, and state nothing themselves.

    `assume` and `def` with words of their own are statements; bare, they speak of the formula.
    """
    text = comment.text.strip()
    match = _MARK.match(text)
    if match is None or "\n" in text:
        return False
    if match[1].startswith("end"):
        return False
    return match[1] in ("by", "expect", "skip", "claim") or match.end() == len(text)
