"""The entries of matrices and cases, which may begin with words: `if x > 0`, `otherwise`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.readers.latex.tree import Mark, Node, Prose, Sequence, Span, Worded

if TYPE_CHECKING:
    from derive.readers.latex.grammar import Grammar


def cell(g: Grammar) -> Node:
    """Parse an entry of a matrix or of cases, which may begin with words."""
    start = g.at
    stretches: list[tuple[list[str], int, int]] = [([], start, start)]
    i = start
    while i < g.end:
        if g.tokens[i].kind == "prose":
            if stretches[-1][1] < i:
                stretches.append(([], i, i))
            words = [*stretches[-1][0], " ".join(g.tokens[i].text.split())]
            stretches[-1] = (words, i + 1, i + 1)
            i += 1
        else:
            i = g.partner.get(i, i) + 1
            stretches[-1] = (*stretches[-1][:2], i)
    last = g.end
    parts = [worded(g, *each) for each in stretches if each[0] or each[1] < each[2]]
    g.end = g.at = last
    if len(parts) < 2:
        return parts[0] if parts else g.whole()
    commas = tuple(Mark(",", span=Span(p.span.start, p.span.start)) for p in parts[1:])
    return Sequence(tuple(parts), commas, span=g.span_from(start))


def worded(g: Grammar, words: list[str], start: int, end: int) -> Node:
    """Parse one stretch of a cell after its words; a comma at its end is punctuation."""
    while end > start + 1 and g.tokens[end - 1][:2] in (("sign", "."), ("sign", ",")):
        end -= 1
    first = g.tokens[start - len(words)].start
    outer = g.end
    g.at, g.end = start, end
    body = (g.sole() or g.chain(lists=True)) if start < end else None
    body = g.completed(body) if body is not None else None
    g.end = outer
    if not words:
        return body if body is not None else g.missing("an entry")
    text = " ".join(words)
    stop = max(first, g.tokens[start - 1].end if body is None else body.span.end)
    if body is None:
        return Prose(text, span=Span(first, stop))
    return Worded(text, body, span=Span(first, stop))
