"""One operand: letters, words, brackets, braces, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.readers.latex.constructs import CONSTRUCTS, as_cases, environment
from derive.readers.latex.cursor import INFIX
from derive.readers.latex.functions import applied, big
from derive.readers.latex.names import BARE, BIG, ELLIPSES, FUNCTIONS, SYMBOLS, WORDS
from derive.readers.latex.scripts import argument, scripts, upright
from derive.readers.latex.tokens import Token
from derive.readers.latex.tree import (
    ATOMIC,
    Binomial,
    Bracket,
    Ellipsis,
    Evaluated,
    EvaluationBar,
    Fraction,
    Function,
    Group,
    Name,
    Node,
    Number,
    Prose,
    Run,
    Scripted,
    Span,
    Unread,
)

if TYPE_CHECKING:
    from derive.readers.latex.grammar import Grammar


def atom(g: Grammar, token: Token) -> Node:
    """Parse one operand without the scripts after it; it takes at least one token."""
    kind = token.kind
    if kind == "letter":
        return letters(g)
    if kind == "number":
        g.take()
        return Number(token.text, span=Span(token.start, token.end))
    if kind == "open":
        return bracket(g)
    if kind == "{":
        return group(g)
    if kind == "word":
        g.take()
        return word(g, token)
    if kind == "operator":
        g.take()
        return applied(g, Function(token.text.replace(" ", ""), span=Span(token.start, token.end)))
    if kind == "prose":
        g.take()
        return Prose(token.text, span=Span(token.start, token.end))
    if kind == "command":
        return command(g, token)
    if kind == "at":
        return evaluation(g)
    if kind == "begin":
        return environment(g)
    return lost(g, token)


def lost(g: Grammar, token: Token) -> Node:
    """Take a token that begins nothing."""
    start = g.at
    g.take()
    if token.kind == "stray" and token.text == "\\\\":
        return g.error("syntax", start, "an operator, as this is inside brackets")
    if token.kind == "stray":
        if token.text in ("{", "}"):
            return g.error("unbalanced", start, "a matching brace")
        return g.error("unbalanced", start, "a matching bracket")
    if token.kind in ("^", "_"):
        held = argument(g) if g.peek() is not None else None
        expected = "a base before it, or braces around what bears two scripts"
        if g.tokens[g.at - 1].kind == "}":
            return g.error("syntax", start, expected)
        span = Span(token.start, max(token.end, held.span.end if held is not None else 0))
        return Unread(g.source[span.start : span.end], expected, span=span)
    return g.error("syntax", start, "a term")


def word(g: Grammar, token: Token) -> Node:
    """An upright word: a function if it is known as one, a name otherwise."""
    text = token.text.strip()
    span = Span(token.start, token.end)
    joined = text.replace(" ", "")
    if joined in FUNCTIONS or joined in WORDS:
        return applied(g, Function(joined, span=span))
    return Name(upright(text), span=span)


def letters(g: Grammar) -> Node:
    """A run of letters; a known function may end it, `ylog(a)`."""
    start = g.at
    first = g.take()
    text = first.text
    while (token := g.peek()) is not None and token.kind == "letter" and not token.gap:
        text += token.text
        g.take()
    span = g.span_from(start)
    if len(text) == 1:
        return Name(text, span=span)
    bare = bare_function(g, text)
    if bare is None:
        return Run(text, span=span)
    middle = span.start + len(text) - len(bare)
    if len(bare) < len(text):
        g.at -= len(bare)
        head = text[: -len(bare)]
        before = Span(span.start, middle)
        return Name(head, span=before) if len(head) == 1 else Run(head, span=before)
    return applied(g, Function(bare, True, span=span))


def bare_function(g: Grammar, text: str) -> str | None:
    """Return the function that plain letters end with, if something follows to apply it to."""
    token = g.peek()
    bracket = token is not None and token.kind == "open"
    if text in WORDS or text in ("max", "min", "det", "sup", "inf"):
        return text if bracket else None
    name = next((b for b in BARE if text.endswith(b) and len(text) - len(b) <= 2), None)
    if name is None or token is None:
        return None
    if token.kind == "^" or token.kind == "_":
        return name
    return name if g.starts_factor(token) and token.kind != "prose" else None


def bracket(g: Grammar) -> Node:
    """Visible brackets and what they hold."""
    start = g.at
    opening = g.take()
    last = g.partner[start]
    closing = g.tokens[last]
    body = g.part(last, g.gathered if opening.text == "\\{" else g.whole)
    span = g.span_from(start)
    if opening.text == "\\{" and closing.text == ".":
        cases = as_cases(body, span)
        if cases is not None:
            return cases
    if opening.text == "." and closing.text == "|":
        sub, sup, primes = scripts(g)
        if primes == 0 and (sub is not None or sup is not None):
            return Evaluated(body, sub, sup, span=g.span_from(start))
        node = Bracket(".", body, "|", span=span)
        return Scripted(node, sub, sup, primes, span=g.span_from(start)) if primes else node
    return Bracket(opening.text, body, closing.text, span=span)


def group(g: Grammar) -> Node:
    """Braces; around one atom they mean nothing."""
    start = g.at
    body = braced(g)
    if isinstance(body, Function):
        return applied(g, body)
    return body if isinstance(body, ATOMIC) else Group(body, span=g.span_from(start))


def braced(g: Grammar) -> Node:
    """The content of braces that come next."""
    start = g.at
    last = g.partner[start]
    g.take()
    if g.infix:
        i = g.at
        while i < last and g.tokens[i].text not in INFIX:
            i = g.partner.get(i, i) + 1
        if i < last:
            upper = g.part(i, g.gathered)
            lower = g.part(last, g.gathered)
            span = g.span_from(start)
            over = g.tokens[i].text == "\\over"
            return Fraction(upper, lower, span=span) if over else Binomial(upper, lower, span=span)
    return g.part(last, g.gathered)


def evaluation(g: Grammar) -> Node:
    """A bar with a subscript after what is evaluated."""
    start = g.at
    g.take()
    sub, sup, primes = scripts(g)
    bar = EvaluationBar(sub, sup, span=g.span_from(start))
    return Scripted(bar, None, None, primes, span=bar.span) if primes else bar


def command(g: Grammar, token: Token) -> Node:
    """A command: a name, dots, a big operator, a function or a construct of its own."""

    text = token.text
    start = g.at
    if text in SYMBOLS:
        g.take()
        return Name(SYMBOLS[text], span=Span(token.start, token.end))
    if text in BIG:
        g.take()
        return big(g, start, BIG[text])
    construct = CONSTRUCTS.get(text)
    if construct is not None:
        return construct(g)
    if text[1:] in FUNCTIONS:
        g.take()
        return applied(g, Function(text[1:], span=Span(token.start, token.end)))
    if text in ELLIPSES:
        g.take()
        return Ellipsis(span=Span(token.start, token.end))
    g.take()
    return g.error("unknown-macro", start, "a known command, or a \\newcommand for it")
