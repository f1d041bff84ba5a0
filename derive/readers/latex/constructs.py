"""Commands with a grammar of their own, in one table: fractions, roots, accents, fonts, matrices.

To read one more, add a function and a row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derive.readers.latex.cells import cell
from derive.readers.latex.fonts import styled
from derive.readers.latex.functions import applied, big_with
from derive.readers.latex.layout import CASES
from derive.readers.latex.names import ACCENTS, BIG, FONTS, LIMITED, SWITCHES, SYMBOLS
from derive.readers.latex.scripts import argument, postfixed, scripts
from derive.readers.latex.signs import RELATIONS
from derive.readers.latex.tree import (
    ATOMIC,
    Accented,
    Annotated,
    Applied,
    Binomial,
    Cases,
    Empty,
    Fraction,
    Function,
    Group,
    Mark,
    Matrix,
    Name,
    Node,
    Root,
    Span,
)

if TYPE_CHECKING:
    from derive.readers.latex.grammar import Grammar

Construct = Callable[["Grammar"], Node]


def fraction(grammar: Grammar) -> Node:
    """`\\frac{a}{b}`, `\\frac12`."""
    start = grammar.at
    grammar.take()
    numerator = argument(grammar)
    denominator = argument(grammar)
    return Fraction(numerator, denominator, span=grammar.span_from(start))


def binomial(grammar: Grammar) -> Node:
    """`\\binom{n}{k}`."""
    start = grammar.at
    grammar.take()
    upper = argument(grammar)
    lower = argument(grammar)
    return Binomial(upper, lower, span=grammar.span_from(start))


def root(grammar: Grammar) -> Node:
    """`\\sqrt{x}`, `\\sqrt[3]{x}`."""
    start = grammar.at
    grammar.take()
    index: Node | None = None
    token = grammar.peek()
    if token is not None and token.kind == "open" and token.text == "[":
        last = grammar.partner[grammar.at]
        following = grammar.tokens[last + 1] if last + 1 < grammar.end else None
        if following is not None and following.kind == "{":
            grammar.take()
            index = grammar.part(last, grammar.whole)
    body = argument(grammar)
    return Root(body, index, span=grammar.span_from(start))


def accent(grammar: Grammar) -> Node:
    """`\\hat{y}`, `\\bar x`."""
    start = grammar.at
    mark = ACCENTS[grammar.take().text]
    body = argument(grammar)
    return Accented(mark, body, span=grammar.span_from(start))


def font(grammar: Grammar) -> Node:
    """`\\mathbf{x}`, `\\mathcal L`; and the switches, `{\\bf x}`, to the end of the group."""
    start = grammar.at
    token = grammar.take()
    style = FONTS[token.text]
    following = grammar.peek()
    if token.text in SWITCHES and (following is None or following.kind != "{"):
        return _switched(grammar, start, style)
    body = argument(grammar)
    node = styled(body, style, grammar.span_from(start))
    if isinstance(node, Function):
        return applied(grammar, node)
    return node if isinstance(node, ATOMIC) else Group(node, span=grammar.span_from(start))


def _switched(grammar: Grammar, start: int, style: str) -> Node:
    """One name after a switch; more would need the font on each, which is not guessed."""
    token = grammar.peek()
    if token is not None and grammar.starts_factor(token):
        node = styled(postfixed(grammar, grammar.atom(token)), style, grammar.span_from(start))
        if grammar.peek() is None:
            return node
    grammar.at = grammar.end
    return grammar.error("syntax", start, "\\mathbf{…} or \\mathrm{…} around each name")


def annotated(grammar: Grammar) -> Node:
    """`\\underbrace{x}_{note}`, `\\overset{note}{x}`, `\\underset{x}{\\max}`."""
    start = grammar.at
    token = grammar.take()
    mark = token.text[1:]
    if mark in ("underbrace", "overbrace", "underbracket", "overbracket"):
        mark = mark.replace("bracket", "brace")
        body = argument(grammar)
        sub, sup, primes = scripts(grammar)
        note = sub if sub is not None else sup
        if primes or (sub is not None and sup is not None):
            return grammar.error("syntax", start, "one remark")
        return Annotated(body, note or Empty(), mark, span=grammar.span_from(start))
    mark = "overset" if mark == "stackrel" else mark
    note = argument(grammar)
    if mark == "underset" and _is_operator(grammar):
        return limited(grammar, note, start)
    body = argument(grammar)
    return Annotated(body, note, mark, span=grammar.span_from(start))


def _is_operator(grammar: Grammar) -> bool:
    """Whether `{\\max}`, `{\\operatorname{argmax}}` or `{\\arg\\max}` comes next."""

    i = grammar.at
    while i < grammar.end and grammar.tokens[i].kind == "{":
        i += 1
    if i >= grammar.end:
        return False
    token = grammar.tokens[i]
    name = token.text.lstrip("\\").replace(" ", "")
    return (
        (token.kind == "command" and (token.text in BIG or name == "arg")) or name in LIMITED
    ) and token.kind in ("command", "word", "operator", "text", "prose")


def limited(grammar: Grammar, note: Node, start: int) -> Node:
    """An operator with its limit set under it by `\\underset`."""

    depth = 0
    while grammar.tokens[grammar.at].kind == "{":
        grammar.at += 1
        depth += 1
    token = grammar.take()
    name = BIG.get(token.text) or token.text.lstrip("\\").replace(" ", "")
    if name == "arg" and grammar.tokens[grammar.at].text in ("\\max", "\\min"):
        name += grammar.take().text[1:]
    while depth and grammar.at < grammar.end and grammar.tokens[grammar.at].kind == "}":
        grammar.at += 1
        depth -= 1
    if depth:
        return grammar.error("syntax", start, "one operator over the limit")
    sub, sup, primes = scripts(grammar)
    if sub is not None:
        return grammar.error("syntax", start, "one limit under the operator")
    return big_with(grammar, start, name, note, sup, primes)


def argument_of(grammar: Grammar) -> Node:
    """`\\arg\\max`, `\\arg\\min`, or `\\arg` alone."""
    start = grammar.at
    grammar.take()
    token = grammar.peek()
    name = "arg"
    if token is not None and token.text in ("\\max", "\\min"):
        name += grammar.take().text[1:]
    return applied(grammar, Function(name, span=grammar.span_from(start)))


def modulo(grammar: Grammar) -> Node:
    """`\\pmod{n}`."""
    start = grammar.at
    grammar.take()
    body = argument(grammar)
    head = Function("mod", span=grammar.span_from(start))

    return Applied(head, Group(body), "bracket", span=grammar.span_from(start))


def substack(grammar: Grammar) -> Node:
    """`\\substack{i \\\\ j}`: conditions one under another, a list."""
    start = grammar.at
    grammar.take()
    body = argument(grammar)
    if isinstance(body, Function):
        return applied(grammar, body)
    return body if isinstance(body, ATOMIC) else Group(body, span=grammar.span_from(start))


def infix(grammar: Grammar) -> Node:
    """`{a \\over b}`, which takes all that stands before it in its braces."""
    start = grammar.at
    grammar.take()
    return grammar.error("syntax", start, "\\frac{…}{…}")


def environment(grammar: Grammar) -> Node:
    """`\\begin{bmatrix}…\\end{bmatrix}`, `\\begin{cases}…\\end{cases}`, rows inside brackets."""
    start = grammar.at
    last = grammar.partner[start]
    kind = grammar.take().text
    rows: list[tuple[Node, ...]] = []
    cells: list[Node] = []
    begin = i = grammar.at
    while i <= last:
        token = grammar.tokens[i]
        if i == last or token.kind in ("&", "row"):
            empty_end = i == last and begin == i and not cells
            if not empty_end:
                grammar.at = begin
                cells.append(grammar.part(i, lambda: cell(grammar)))
            if cells and (i == last or token.kind == "row"):
                rows.append(tuple(cells))
                cells = []
            begin = i + 1
            i += 1
        else:
            i = grammar.partner.get(i, i) + 1
    grammar.at = last + 1
    span = grammar.span_from(start)
    if kind in CASES:
        return _cases(rows, span)
    return Matrix(kind, tuple(rows), span=span)


def _cases(rows: list[tuple[Node, ...]], span: Span) -> Node:
    if any(len(row) > 2 for row in rows):
        return Matrix("cases", tuple(rows), span=span)
    return Cases(tuple((row[0], row[1] if len(row) > 1 else None) for row in rows), span=span)


def as_cases(body: Node, span: Span) -> Node | None:
    """Read `\\left\\{ \\begin{array}…\\end{array} \\right.` as cases."""
    if isinstance(body, Matrix) and body.kind in ("array", "aligned", "alignedat", "split"):
        return _cases(list(body.rows), span) if body.rows else None
    return None


def stacked_sign(grammar: Grammar) -> str | None:
    """Return the sign of `\\overset{…}{=}`, if it is one."""
    i = grammar.at + 1
    if i >= grammar.end:
        return None
    note = grammar.tokens[i]
    if note.kind != "{" and not (note.kind == "letter" or note.text in SYMBOLS):
        return None
    i = grammar.partner.get(i, i) + 1
    if i >= grammar.end:
        return None
    j = grammar.partner.get(i, i)
    if grammar.tokens[i].kind == "{":
        inner = grammar.tokens[i + 1 : j]
        text = "".join(token.text for token in inner)
    else:
        text = grammar.tokens[i].text
    return RELATIONS.get(text) if text not in ("\\mid",) else None


def noted_sign(grammar: Grammar, start: int, text: str) -> Mark:
    """A relation sign with something over it; `def` or a question mark over = changes it."""
    command = grammar.tokens[start].text
    if command in ("\\xrightarrow", "\\xleftarrow"):
        note = argument(grammar)
        return Mark(text, note, span=grammar.span_from(start))
    note = argument(grammar)
    last = grammar.partner.get(grammar.at, grammar.at)
    grammar.at = last + 1
    span = grammar.span_from(start)
    if text == "=" and _means_definition(note):
        return Mark(":=", note, span=span)
    return Mark(text, note, span=span)


def _means_definition(note: Node) -> bool:
    if isinstance(note, Name):
        key = note.key.removeprefix("\\mathrm{").removesuffix("}").lower().rstrip(".")
        return key in ("def", "define", "defined", "definition", "\\triangle")
    letters = getattr(note, "letters", "")
    return letters in ("def", "df") or (isinstance(note, Function) and note.name in ("def",))


CONSTRUCTS: dict[str, Construct] = {
    **dict.fromkeys(("\\frac", "\\dfrac", "\\tfrac", "\\cfrac", "\\nicefrac", "\\sfrac"), fraction),
    **dict.fromkeys(("\\binom", "\\dbinom", "\\tbinom"), binomial),
    "\\sqrt": root,
    **dict.fromkeys(ACCENTS, accent),
    **dict.fromkeys(FONTS, font),
    **dict.fromkeys(
        (
            "\\underbrace",
            "\\overbrace",
            "\\underbracket",
            "\\overbracket",
            "\\overset",
            "\\underset",
            "\\stackrel",
        ),
        annotated,
    ),
    "\\arg": argument_of,
    "\\substack": substack,
    **dict.fromkeys(("\\over", "\\choose", "\\atop"), infix),
}
"""Command → the function that reads it."""
