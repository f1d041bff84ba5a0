"""Where statements begin and end in a list of tokens, before any grammar.

Rows end at `\\\\`; a row that ends with an operator, or the next that begins with one, is one row
with it.  Inside a row statements end at wide spaces, semicolons, arrows of implication, words,
and commas, except commas of one list: `x, y \\in S`, `i = 1, \\dots, N`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from derive.readers.latex.display import THEREFORE, Joint
from derive.readers.latex.names import ELLIPSES
from derive.readers.latex.signs import IMPLICATIONS, RELATIONS, SUM_SIGNS
from derive.readers.latex.structure import Tokens, is_operator, is_relation
from derive.readers.latex.tokens import Token


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of one statement."""

    start: int
    end: int
    joint: Joint
    words: tuple[str, ...]
    """Prose before it."""
    first: int
    """The offset at which it begins, words included."""


def top_level(tokens: Tokens, start: int, end: int) -> list[int]:
    """Return the indices of tokens that stand in no brackets."""
    indices = []
    i = start
    while i < end:
        indices.append(i)
        i = tokens.partner.get(i, i) + 1
    return indices


def rows(tokens: Tokens) -> tuple[Tokens, list[tuple[int, int]]]:
    """Return where each row begins and ends, and the tokens without breaks inside a term."""
    items = tokens.items
    bounds: list[tuple[int, int]] = []
    start = 0
    for i in top_level(tokens, 0, len(items)):
        if items[i].kind == "row":
            bounds.append((start, i))
            start = i + 1
    bounds.append((start, len(items)))
    joined: list[tuple[int, int]] = []
    inner: list[int] = []
    for row in bounds:
        if joined and _continues(tokens, joined[-1], row):
            inner.append(joined[-1][1])
            joined[-1] = (joined[-1][0], row[1])
        else:
            joined.append(row)
    return _without(tokens, inner, joined) if inner else (tokens, joined)


def _without(
    tokens: Tokens, dropped: list[int], bounds: list[tuple[int, int]]
) -> tuple[Tokens, list[tuple[int, int]]]:
    """Take some tokens out of a list."""

    def moved(i: int) -> int:
        return i - bisect_left(dropped, i)

    out = set(dropped)
    items = [token for i, token in enumerate(tokens.items) if i not in out]
    partner = {moved(a): moved(b) for a, b in tokens.partner.items()}
    return Tokens(items, partner), [(moved(a), moved(b)) for a, b in bounds]


_ASIDE = frozenset({"tag", "label", "wide", "row"})


def _continues(tokens: Tokens, before: tuple[int, int], row: tuple[int, int]) -> bool:
    """Whether a row goes on within the last term of the row before it."""
    items = tokens.items
    ahead = [i for i in top_level(tokens, *row) if items[i].kind not in _ASIDE]
    behind = [i for i in top_level(tokens, *before) if items[i].kind not in _ASIDE]
    if not ahead or not behind:
        return False
    first, last = items[ahead[0]], items[behind[-1]]
    related = any(_separates_sides(items[i]) for i in behind)
    if is_relation(first) and not is_relation(last):
        return False
    if _separates_sides(last) or (is_operator(last) and last.text != "*"):
        return not (is_relation(first) and is_relation(last))
    if not is_operator(first) or not related:
        return False
    if first.text in SUM_SIGNS and SUM_SIGNS[first.text] != "+":
        return not any(_separates_sides(items[i]) for i in ahead)
    return True


def _separates_sides(token: Token) -> bool:
    return is_relation(token) and RELATIONS[token.text] not in ("\\mid",)


_COMMA: Joint = "comma"


def gathered(tokens: Tokens, start: int, end: int) -> list[Stretch]:
    """Return the stretches between commas, those of one list joined."""
    commas = [i for i in top_level(tokens, start, end) if tokens.items[i][:2] == ("sign", ",")]
    edges = [start - 1, *commas, end]
    found = [
        Stretch(a + 1, b, "comma" if k else "start", (), tokens.items[start].start)
        for k, (a, b) in enumerate(pairwise(edges))
    ]
    return _gathered(tokens, found)


def statements(tokens: Tokens, start: int, end: int) -> list[Stretch]:
    """Return the statements of one row."""
    items = tokens.items
    found: list[Stretch] = []
    begin = start
    joint: Joint = "start"
    words: list[str] = []
    first = items[start].start if start < end else 0
    indices = top_level(tokens, start, end)
    for k, i in enumerate(indices):
        token = items[i]
        following = items[indices[k + 1]] if k + 1 < len(indices) else None
        end_here = i
        new = _joint_at(token, following, i > start)
        if new is None:
            continue
        if end_here > begin:
            found.append(Stretch(begin, end_here, joint, tuple(words), first))
            words, first = [], token.start
            joint = new
        elif new in THEREFORE and joint in THEREFORE:
            found.append(Stretch(i, i, joint, tuple(words), first))
            words, first = [], token.start
        elif new in THEREFORE:
            joint = new
        elif joint in ("start", "comma", "words") and new != "comma" and (found or new != "space"):
            joint = new if found or new in ("words", "forall", *THEREFORE) else joint
        if token.kind == "prose":
            words.append(" ".join(token.text.split()))
        begin = i if new == "forall" else i + 1
    if end > begin or words or joint in THEREFORE:
        found.append(Stretch(begin, end, joint, tuple(words), first))
    return _gathered(tokens, found)


def _joint_at(token: Token, following: Token | None, inside: bool) -> Joint | None:
    """Return how a token at the top of a row divides it, if it does."""
    kind, text = token.kind, token.text
    if kind == "prose":
        return "words"
    if kind == "wide":
        return "space"
    if kind not in ("sign", "command"):
        return None
    if text == ",":
        return _COMMA
    if text == ";":
        return "semicolon"
    if text in (".", ":") and (following is None or following.kind in ("wide", "prose", "row")):
        return "space"
    if text in ("\\forall", "\\exists") and inside:
        return "forall"
    implication = RELATIONS.get(text)
    if implication not in IMPLICATIONS:
        return None
    return "implies" if implication == "\\Rightarrow" else "iff"


def _gathered(tokens: Tokens, found: list[Stretch]) -> list[Stretch]:
    """Join stretches between commas that make one list."""
    related = [_has_relation(tokens, s) for s in found]
    out: list[Stretch] = []
    held: list[bool] = []
    for k, stretch in enumerate(found):
        joinable = bool(out) and stretch.joint == "comma" and not stretch.words
        joinable = joinable and out[-1].end + 1 == stretch.start
        if joinable and _joins(tokens, out[-1], stretch, held[-1], related, k, found):
            last = out[-1]
            out[-1] = Stretch(last.start, stretch.end, last.joint, last.words, last.first)
            held[-1] = held[-1] or related[k]
        else:
            out.append(stretch)
            held.append(related[k])
    return out


def _joins(
    tokens: Tokens,
    last: Stretch,
    stretch: Stretch,
    related_before: bool,
    related: list[bool],
    k: int,
    found: list[Stretch],
) -> bool:
    items = tokens.items
    if related[k]:
        return not related_before
    if not related_before:
        return True
    dots = items[stretch.start].text in ELLIPSES or items[last.end - 1].text in ELLIPSES
    number = stretch.end == stretch.start + 1 and items[stretch.start].kind == "number"
    if dots or number:
        return True
    later = k + 1 < len(found) and found[k + 1].joint == "comma" and not found[k + 1].words
    return not (later and any(related[k + 1 :]))


def _has_relation(tokens: Tokens, stretch: Stretch) -> bool:
    return any(
        is_relation(tokens.items[i]) or tokens.items[i].text in ("\\overset", "\\stackrel")
        for i in top_level(tokens, stretch.start, stretch.end)
    )
