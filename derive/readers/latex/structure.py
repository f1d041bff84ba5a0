"""What belongs together in a list of tokens, settled before any grammar.

Brackets, braces and environments find their partners; bars become opening, closing or separating
ones; layout that has no meaning where it stands is dropped.  Afterwards `Tokens.partner` gives
for every opening token the index of its closing one, so the grammar always knows where a part
ends, and an unpaired bracket is a token of its own kind, `stray`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from derive.readers.latex.layout import CASES, MATRICES, PROSE, ROW_ENVIRONMENTS
from derive.readers.latex.names import ELLIPSES, FUNCTIONS, SYMBOLS, WORDS
from derive.readers.latex.signs import LOOSE, PARTNER, RELATIONS, SUM_SIGNS, TIGHT
from derive.readers.latex.tokens import Token

_FARTHEST = 64
"""Unclosed brackets that a closing one looks past for its partner."""
_OPENS = frozenset({"{", "open", "begin"})
_CLOSES = frozenset({"}", "close", "end"})
_LAYOUT = frozenset({"row", "wide", "&"})
_OPERAND_ENDS = frozenset({"letter", "number", "close", "}", "'", "word", "operator", "end"})
_PLAIN = re.compile(r"(?:[^\\{}$&^~%]|\\[_&%#$ ])*\Z")
_SINGLE_WORD = re.compile(r"[A-Za-z][\w\-]*\Z")


@dataclass(slots=True)
class Tokens:
    """Tokens whose structure is known."""

    items: list[Token]
    partner: dict[int, int]
    """Index of an opening token → index of the closing one."""


@dataclass(slots=True)
class _Frame:
    """Something open."""

    index: int
    token: Token | None
    bars: list[int] = field(default_factory=list)


def is_relation(token: Token) -> bool:
    """Whether a token is a relation sign."""
    return token.kind in ("sign", "command") and token.text in RELATIONS


def is_operator(token: Token) -> bool:
    """Whether a token stands between operands."""
    return token.kind in ("sign", "command") and (
        token.text in SUM_SIGNS or token.text in TIGHT or token.text in LOOSE
    )


def structured(tokens: list[Token]) -> Tokens:
    """Find partners, settle bars, and drop layout that means nothing where it stands."""
    items = list(tokens)
    partner = _paired(items)
    return _filtered(items, partner)


def _paired(items: list[Token]) -> dict[int, int]:
    """Pair what opens and closes; change bars to what they are and the unpaired to `stray`."""
    partner: dict[int, int] = {}
    stack = [_Frame(-1, None)]
    for i, token in enumerate(items):
        kind = token.kind
        if kind in _OPENS:
            stack.append(_Frame(i, token))
        elif kind in _CLOSES:
            level = _level(stack, token)
            if level is None:
                items[i] = token._replace(kind="stray")
                continue
            for frame in reversed(stack[level + 1 :]):
                stack[level].bars += frame.bars
                items[frame.index] = items[frame.index]._replace(kind="stray")
            stack[level].bars.sort()
            _settle(items, stack[level].bars, partner)
            partner[stack[level].index] = i
            del stack[level:]
        elif kind == "bar":
            stack[-1].bars.append(i)
        elif kind in ("row", "&") and stack[-1].bars:
            _settle(items, stack[-1].bars, partner)
            stack[-1].bars.clear()
    for frame in reversed(stack[1:]):
        stack[0].bars += frame.bars
        items[frame.index] = items[frame.index]._replace(kind="stray")
    stack[0].bars.sort()
    _settle(items, stack[0].bars, partner)
    return partner


def _level(stack: list[_Frame], token: Token) -> int | None:
    """Where in the stack the partner of a closing token is."""
    lowest = max(1, len(stack) - _FARTHEST)
    if token.kind == "}":
        braces = (k for k in range(len(stack) - 1, lowest - 1, -1) if _is(stack[k], "{"))
        return next(braces, None)
    if token.kind == "end":
        for k in range(len(stack) - 1, lowest - 1, -1):
            opened = stack[k].token
            if opened is not None and opened.kind == "begin" and opened.text == token.text:
                return k
        return None
    for k in range(len(stack) - 1, lowest - 1, -1):
        opened = stack[k].token
        if opened is None or opened.kind != "open":
            break
        if "." in (opened.text, token.text) or PARTNER.get(opened.text) == token.text:
            return k
    last = stack[-1].token
    if last is not None and last.kind == "open" and last.text in "([" and token.text in ")]":
        return len(stack) - 1
    return None


def _is(frame: _Frame, kind: str) -> bool:
    return frame.token is not None and frame.token.kind == kind


def _ends_operand(items: list[Token], i: int) -> bool:
    if i < 0:
        return False
    token = items[i]
    if token.kind == "command":
        return not (token.text in FUNCTIONS or is_relation(token) or is_operator(token)) and (
            token.text in SYMBOLS or token.text in ELLIPSES
        )
    return token.kind in _OPERAND_ENDS or (token.kind == "sign" and token.text in ("!", "\\%"))


def _settle(items: list[Token], bars: list[int], partner: dict[int, int]) -> None:
    """Decide for the bars of one level, in order, what each is.

    After an operand a bar closes the one that is open; with none open it opens if the bars of
    its shape that are left can pair up, and separates otherwise.
    """
    left: dict[str, int] = {}
    for i in bars:
        left[items[i].text] = left.get(items[i].text, 0) + 1
    opened: list[int] = []
    for i in bars:
        shape = items[i].text
        following = items[i + 1].kind if i + 1 < len(items) else ""
        if not _ends_operand(items, i - 1):
            opens = left[shape] > 1
        elif opened and items[opened[-1]].text == shape:
            start = opened.pop()
            items[start] = items[start]._replace(kind="open")
            items[i] = items[i]._replace(kind="close")
            partner[start] = i
            left[shape] -= 1
            continue
        elif shape == "|" and following == "_":
            items[i] = items[i]._replace(kind="at")
            left[shape] -= 1
            continue
        else:
            opens = left[shape] % 2 == 0
        left[shape] -= 1
        if opens:
            opened.append(i)
        else:
            items[i] = items[i]._replace(kind="sign", text="\\mid" if shape == "|" else "\\|")
    for i in opened:
        shape = items[i].text
        items[i] = items[i]._replace(kind="sign", text="\\mid" if shape == "|" else "\\|")


def _filtered(items: list[Token], partner: dict[int, int]) -> Tokens:
    """Drop layout inside brackets, environments of rows at the top, single ampersands there."""
    kept: list[Token] = []
    place: dict[int, int] = {}
    doubled = 0
    """How much was kept when the last two bars became one."""
    flat: set[int] = set()
    bare: set[int] = set()
    """Where groups end whose braces only set spaces."""
    frames: list[tuple[int, str, bool]] = []
    """Where each ends, the environment it is, and whether it is a stack of conditions."""
    for i, token in enumerate(items):
        while frames and frames[-1][0] < i:
            frames.pop()
        kind = token.kind
        group = kind == "{" and i in partner and not frames
        if i in bare or (group and _only_spaces(items, i, partner[i])):
            bare.add(partner.get(i, i))
            continue
        if i in partner:
            if kind == "begin" and not frames and _holds_rows(items, i, kept):
                flat.add(partner[i])
                continue
            stacked = kind == "{" and i > 0 and items[i - 1].text == "\\substack"
            frames.append((partner[i], token.text if kind == "begin" else "", stacked))
        elif i in flat:
            token = Token("row", "\\\\", token.start, token.end, token.gap)
        elif kind in _LAYOUT and frames and (kind == "wide" or not frames[-1][1]):
            if kind != "row":
                continue
            listed = frames[-1][2]
            if not listed and _breaks_nothing(kept, items, i):
                continue
            shape = ("sign", ",") if listed else ("stray", "\\\\")
            token = Token(*shape, token.start, token.end, token.gap)
        elif kind == "&" and not frames:
            if not (i and items[i - 1].kind == "&") and _hangs(kept, items, i):
                continue
            token = Token("wide", "&&", token.start, token.end, token.gap)
            kind = "wide"
        elif kind in ("begin", "end"):
            token = token._replace(kind="stray")
        if kind == "wide" and not frames and _hangs(kept, items, i):
            continue
        if token.kind == "text":
            token = _word_or_prose(token, items, i, frames)
        bar = token.kind in ("sign", "command") and token.text in ("\\mid", "\\|")
        if (
            bar
            and kept
            and len(kept) != doubled
            and kept[-1].kind in ("sign", "command")
            and kept[-1].text == token.text
        ):
            kept[-1] = kept[-1]._replace(kind="sign", text="\\|", end=token.end)
            doubled = len(kept)
            continue
        if not frames and token.text in _ARROWS and _apart(kept, items, i):
            token = token._replace(text="\\Rightarrow")
        place[i] = len(kept)
        kept.append(token)
    pairs = {place[a]: place[b] for a, b in partner.items() if a in place and b in place}
    return Tokens(kept, pairs)


def _only_spaces(items: list[Token], start: int, end: int) -> bool:
    r"""Whether braces only set the spaces around a sign, as in `={}&` and `a {=} b`."""
    before = items[start - 1] if start else None
    if end == start + 2:
        free = before is None or before.kind not in ("}", "command", "_", "^")
        return free and is_relation(items[start + 1])
    after = items[end + 1] if end + 1 < len(items) else None
    if end > start + 1 or (after is not None and after.kind in ("_", "^")):
        return False
    return before is None or before.kind in ("row", "&", "wide") or _joins_sides(before)


def _breaks_nothing(kept: list[Token], items: list[Token], i: int) -> bool:
    """Whether a line break inside brackets stands beside a sign or at their edge."""
    j = i + 1
    while j < len(items) and items[j].kind in _LAYOUT:
        j += 1
    following = items[j] if j < len(items) else None
    if not kept or following is None or following.kind in _CLOSES:
        return True
    before = kept[-1]
    return (
        before.kind in _OPENS
        or before.text in (",", ";")
        or _joins_sides(before)
        or _joins_sides(following)
        or following.text in (",", ";")
    )


_ARROWS = frozenset({"\\to", "\\rightarrow", "\\longrightarrow", "->"})


def _hangs(kept: list[Token], items: list[Token], i: int) -> bool:
    """Whether a wide space stands beside a sign or at an edge, where it divides nothing."""
    if not kept or kept[-1].kind in ("row", "wide") or _joins_sides(kept[-1]):
        return True
    j = i + 1
    while j < len(items) and items[j].kind in ("wide", "&"):
        j += 1
    return j < len(items) and _joins_sides(items[j])


def _joins_sides(token: Token) -> bool:
    return is_relation(token) or is_operator(token)


def _apart(kept: list[Token], items: list[Token], i: int) -> bool:
    """Whether an arrow has wide space around it or begins a row: it leads to a new statement."""
    beside = [items[j].kind for j in (i - 1, i + 1) if 0 <= j < len(items)]
    return "wide" in beside or (i > 0 and kept != [] and kept[-1].kind == "row")


def _holds_rows(items: list[Token], i: int, kept: list[Token]) -> bool:
    """Whether an environment at the top only lays out statements."""
    name = items[i].text
    if name in CASES:
        return False
    if name in MATRICES:
        return name == "array" and (not kept or kept[-1].kind == "row")
    return name in ROW_ENVIRONMENTS


def _word_or_prose(
    token: Token, items: list[Token], i: int, frames: list[tuple[int, str, bool]]
) -> Token:
    """A text is a name if it stands as one, in a script or on a side of a relation."""
    text = " ".join(token.text.split())
    if not _PLAIN.match(text):
        return token._replace(kind="prose", text=text)
    scripted = i > 0 and items[i - 1].kind in ("_", "^")
    if scripted or (frames and not frames[-1][1]):
        return token._replace(kind="word" if text else "prose", text=text)
    before = _beside(items, i, -1)
    after = _beside(items, i, 1)
    stands = after is not None and (is_relation(after) or after.text in ("(", "_", "["))
    if _SINGLE_WORD.match(text) and text.lower() not in PROSE:
        joined = after is not None and after.text in ("_", "^", "(", "[")
        if text == token.text or stands or text in FUNCTIONS or text in WORDS or joined:
            return token._replace(kind="word", text=text)
        return token._replace(kind="prose", text=text)
    begins = before is None or is_relation(before) or is_operator(before)
    alone = begins and before is not None and (after is None or after.text in ".,")
    if text and begins and text.lower() not in PROSE and (stands or alone):
        return token._replace(kind="word", text=text)
    return token._replace(kind="prose", text=text)


def _beside(items: list[Token], i: int, step: int) -> Token | None:
    j = i + step
    while 0 <= j < len(items) and items[j].kind == "&":
        j += step
    if not 0 <= j < len(items) or items[j].kind in ("row", "wide", "begin", "end"):
        return None
    return items[j]
