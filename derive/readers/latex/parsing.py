"""The ways in: a fragment of mathematics becomes rows of statements, or one expression."""

from __future__ import annotations

from collections.abc import Mapping

from derive.readers.latex.carried import carried_over
from derive.readers.latex.connectives import with_connectives
from derive.readers.latex.display import THEREFORE, Comment, Display, Problem, Row, Statement
from derive.readers.latex.grammar import Grammar
from derive.readers.latex.macros import ExpansionError, Macro, definitions, expand
from derive.readers.latex.shorthands import spelled_out
from derive.readers.latex.splitting import rows, statements, top_level
from derive.readers.latex.structure import Tokens, structured
from derive.readers.latex.tokens import Token, tokenize
from derive.readers.latex.tree import Chain, Empty, Node, Span, Unread
from derive.readers.latex.walking import unread

LONGEST = 20_000
"""Tokens of a fragment that is read; longer ones are one unread node."""
_NONE: Mapping[str, Macro] = {}
_PUNCTUATION = frozenset({".", ",", ";", ":"})


def parse_display(text: str, macros: Mapping[str, Macro] = _NONE) -> Display:
    """Read a fragment, display or inline: its rows, their statements and comments.

    Never raises: what can't be read is an Unread node in its place, and a problem.
    """
    try:
        tokens, comments = _tokens(text, macros)
    except ExpansionError as error:
        return _refused(text, error)
    if len(tokens.items) > LONGEST:
        return _too_long(text)
    tokens, bounds = rows(tokens)
    grammar = Grammar(tokens, text)
    read = []
    for start, end in bounds:
        row = _row(grammar, start, end)
        if row is not None:
            read.append(row)
    placed = _with_comments(read, comments, text)
    problems = [
        _problem(node) for row in placed for each in row.statements for node in unread(each.body)
    ]
    return Display(tuple(placed), tuple(problems))


def parse_expression(text: str, macros: Mapping[str, Macro] = _NONE) -> Node:
    """Read the whole text as one expression, relation or list; never raises."""
    try:
        tokens, _ = _tokens(text, macros)
    except ExpansionError as error:
        return Unread(text, _TOO_DEEP, "too-large", span=Span(error.start, error.end))
    if len(tokens.items) > LONGEST:
        return Unread(text, "a shorter formula", "too-large", span=Span(0, len(text)))
    for i in top_level(tokens, 0, len(tokens.items)):
        if tokens.items[i].kind == "prose":
            tokens.items[i] = tokens.items[i]._replace(kind="word")
    grammar = Grammar(tokens, text)
    return grammar.completed(grammar.whole())


_TOO_DEEP = "a command that does not contain itself"


def _tokens(text: str, macros: Mapping[str, Macro]) -> tuple[Tokens, list[Comment]]:
    """Cut, expand and structure a text; definitions in it count and are no part of it."""
    own = definitions(text) if "\\" in text else []
    if own:
        macros = {**macros, **{name: macro for name, macro, _, _ in own}}
        for _, _, start, end in own:
            text = text[:start] + " " * (end - start) + text[end:]
    cut, comments = tokenize(carried_over(text))
    return structured(with_connectives(spelled_out(expand(cut, macros)))), comments


def _refused(text: str, error: ExpansionError) -> Display:
    place = Span(error.start, error.end)
    node = Unread(text[error.start : error.end], _TOO_DEEP, "too-large", span=place)
    row = Row((Statement(node, span=place),), span=Span(0, len(text)))
    return Display((row,), (_problem(node),))


def _too_long(text: str) -> Display:
    place = Span(0, len(text))
    node = Unread(text, "a shorter formula", "too-large", span=place)
    return Display((Row((Statement(node, span=place),), span=place),), (_problem(node),))


def _problem(node: Unread) -> Problem:
    found = " ".join(node.found.split())
    shown = found if len(found) <= 40 else found[:37] + "…"
    if node.code == "unknown-macro":
        message = f"{shown} is not a known command"
    elif node.code == "unbalanced":
        message = f"{shown} has no partner"
    elif node.code == "too-large":
        message = "this is larger than what is read"
    elif not found:
        message = "something is missing here"
    else:
        message = f"{shown} can't be read here"
    return Problem(node.code, message, f"expected {node.expected}", node.span)


def _row(grammar: Grammar, start: int, end: int) -> Row | None:
    """Read one row; an empty one is none."""
    items = grammar.tokens
    tag: str | None = None
    labels: list[str] = []
    while start < end and items[start].kind in ("row", "tag", "label"):
        tag, labels = _noted(items[start], tag, labels)
        start += 1
    while end > start and items[end - 1].kind in ("row", "tag", "label", "wide"):
        tag, labels = _noted(items[end - 1], tag, labels)
        end -= 1
    first, last = start, end
    for i in top_level(Tokens(items, grammar.partner), start, end):
        if items[i].kind in ("tag", "label"):
            tag, labels = _noted(items[i], tag, labels)
            items[i] = items[i]._replace(kind="wide")
    while end > start and items[end - 1].kind == "sign" and items[end - 1].text in _PUNCTUATION:
        end -= 1
    if start >= end:
        if tag is None and not labels:
            return None
        here = Span(items[first - 1].start, items[first - 1].end) if first else Span(0, 0)
        return Row((), tag=tag, labels=tuple(labels), span=here)
    read = []
    for stretch in statements(Tokens(items, grammar.partner), start, end):
        grammar.at, grammar.end = stretch.start, stretch.end
        if stretch.start >= stretch.end and not stretch.words and stretch.joint in THEREFORE:
            body: Node = grammar.missing("a statement")
        elif stretch.start >= stretch.end:
            body = Empty(span=Span(stretch.first, stretch.first))
        else:
            body = grammar.completed(grammar.sole() or grammar.chain(lists=True))
        continues = isinstance(body, Chain) and isinstance(body.operands[0], Empty)
        span = Span(min(stretch.first, body.span.start), max(body.span.end, stretch.first))
        read.append(Statement(body, stretch.joint, stretch.words, continues, span))
    span = Span(items[first].start, items[last - 1].end)
    return Row(tuple(read), (), tag, tuple(labels), span)


def _noted(token: Token, tag: str | None, labels: list[str]) -> tuple[str | None, list[str]]:
    if token.kind == "tag":
        return token.text, labels
    return tag, [*labels, token.text] if token.kind == "label" else labels


def _with_comments(read: list[Row], comments: list[Comment], text: str) -> list[Row]:
    """Give each comment to the row on its line, or to the next one if it has its own line."""
    if not comments or not read:
        return read
    found: dict[int, list[Comment]] = {}
    for comment in comments:
        line = text.rfind("\n", 0, comment.span.start) + 1
        alone = not text[line : comment.span.start].strip()
        found.setdefault(_row_at(read, comment.span.start, alone), []).append(comment)
    return [
        Row(r.statements, tuple(found.get(k, ())), r.tag, r.labels, r.span)
        for k, r in enumerate(read)
    ]


def _row_at(read: list[Row], offset: int, alone: bool) -> int:
    before = [k for k, row in enumerate(read) if row.span.start < offset]
    inside = [k for k in before if read[k].span.end > offset]
    if inside:
        return inside[0]
    if alone:
        return min(len(before), len(read) - 1)
    return before[-1] if before else 0
