r"""Words between formulas that nothing marks as words: `u = x and v = y`, `\because x > 0`.

Letters side by side are a product or a name; those that spell a connective, with space before and
after, are prose, as if `\text{…}` stood around them.
"""

from __future__ import annotations

from derive.readers.latex.tokens import Token
from derive.readers.latex.wordlist import words

CONNECTIVES = frozenset(
    words("and or but when where if then for with since because otherwise hence thus")
)
"""Words that are read as prose wherever they stand between spaces."""

_REASONS = {"\\because": "because"}
"""Commands that typeset a word."""

_EDGES = ("row", "wide", "&")


def with_connectives(tokens: list[Token]) -> list[Token]:
    """Return the tokens with connectives as prose."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        end = _word_end(tokens, i) if token.kind == "letter" else i
        word = "".join(each.text for each in tokens[i:end])
        if word in CONNECTIVES and _apart(tokens, i, end):
            found.append(Token("text", word, token.start, tokens[end - 1].end, token.gap))
            i = end
            continue
        if end > i:
            found += tokens[i:end]
            i = end
            continue
        if token.kind == "command" and token.text in _REASONS:
            token = token._replace(kind="text", text=_REASONS[token.text])
        found.append(token)
        i += 1
    return found


def _word_end(tokens: list[Token], start: int) -> int:
    """Where letters written without space between them end."""
    end = start + 1
    while end < len(tokens) and tokens[end].kind == "letter" and not tokens[end].gap:
        end += 1
    return end


def _apart(tokens: list[Token], start: int, end: int) -> bool:
    """Whether space, or the edge of a row, stands on both sides."""
    before = start == 0 or tokens[start].gap or tokens[start - 1].kind in _EDGES
    return bool(before) and (end == len(tokens) or bool(tokens[end].gap))
