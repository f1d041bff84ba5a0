"""What follows a base: subscripts, superscripts, primes, factorials; and TeX's arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.readers.latex.cursor import DEEPEST
from derive.readers.latex.names import FUNCTIONS, WORDS
from derive.readers.latex.signs import LOOSE, RELATIONS, SUM_SIGNS, TIGHT
from derive.readers.latex.structure import is_operator, is_relation
from derive.readers.latex.tokens import NAME, Token
from derive.readers.latex.tree import (
    Applied,
    Big,
    Evaluated,
    EvaluationBar,
    Function,
    Group,
    Mark,
    Name,
    Node,
    Number,
    Postfix,
    Product,
    Prose,
    Scripted,
    Span,
    Unread,
)

if TYPE_CHECKING:
    from derive.readers.latex.grammar import Grammar


def postfixed(g: Grammar, node: Node) -> Node:
    """Attach the scripts, primes, factorials and percent signs that follow."""
    if isinstance(node, (Applied, Big, Evaluated, EvaluationBar, Prose)):
        return node
    if isinstance(node, Unread) and node.code != "unknown-macro":
        return node
    while (token := g.peek()) is not None:
        if token.kind in ("^", "_", "'"):
            begin = g.at
            sub, sup, primes = scripts(g)
            if g.at == begin:
                return node
            node = with_scripts(node, sub, sup, primes)
            follows = g.peek()
            if follows is not None and follows.kind in ("^", "_"):
                return node
        elif token.kind == "sign" and token.text in ("!", "\\%"):
            if token.text == "!" and g.adjacent("="):
                if token.gap:
                    return node
                begin = g.at
                g.take()
                g.take()
                wrong = g.error("ambiguous-notation", begin, "\\ne, or a space in ! =")
                return g.product_of(node, wrong)
            if isinstance(node, Postfix):
                return node
            text = token.text
            mark = g.mark(text)
            double = g.peek()
            if text == "!" and double is not None and double.text == "!" and not double.gap:
                g.take()
                mark = Mark("!!", span=Span(mark.span.start, double.end))
            node = Postfix(node, mark, span=Span(node.span.start, mark.span.end))
        else:
            break
    return node


def upright(text: str) -> str:
    """Return the key of a word in upright letters; punctuation in it keeps it a text."""
    return f"\\mathrm{{{text}}}" if NAME.match(text) else f"\\text{{{text}}}"


def with_scripts(node: Node, sub: Node | None, sup: Node | None, primes: int) -> Node:
    """Attach scripts; a superscript on braces around a subscript is `x_i^2` too."""
    end = max(part.span.end for part in (node, sub, sup) if part is not None)
    span = Span(node.span.start, end + primes * (sub is None and sup is None))
    if (
        isinstance(node, Scripted)
        and node.sup is None
        and sub is None
        and not (primes and node.primes)
    ):
        return Scripted(node.base, node.sub, sup, node.primes + primes, span=span)
    return Scripted(node, sub, sup, primes, span=span)


def scripts(g: Grammar) -> tuple[Node | None, Node | None, int]:
    """Take a subscript, a superscript and primes, each once, in any order."""
    sub: Node | None = None
    sup: Node | None = None
    primes = 0
    while (token := g.peek()) is not None:
        if token.kind == "'" and sup is None:
            primes += 1
            g.take()
        elif token.kind == "_" and sub is None:
            g.take()
            sub = argument(g)
        elif token.kind == "^" and sup is None:
            g.take()
            given = argument(g)
            count = prime_count(given)
            if count and not primes:
                primes += count
            else:
                sup = given
        else:
            break
    return sub, sup, primes


def prime_count(node: Node) -> int:
    """Return how many primes a superscript is that holds nothing else."""
    if isinstance(node, Name):
        return int(node.key == "\\prime")
    if isinstance(node, Product) and len(node.factors) <= 3:
        primes = all(f == Name("\\prime") for f in node.factors)
        return len(node.factors) if primes else 0
    return 0


def argument(g: Grammar) -> Node:
    """Parse what TeX takes as one argument: braces, or a single token."""
    token = g.peek()
    start = g.at
    if token is None or token.kind in ("wide", "row", "&", "}", "end"):
        return g.missing("an argument")
    if token.kind == "{":
        body = g.braced()
        return body.body if isinstance(body, Group) else body
    if token.kind == "number" and "e" in token.text.lower():
        g.take()
        return g.error("syntax", start, "braces around the number")
    if token.kind == "number" and len(token.text) > 1 and token.text[0].isdigit():
        rest = token._replace(text=token.text[1:], start=token.start + 1, gap=0)
        g.tokens[g.at] = rest
        return Number(token.text[0], span=Span(token.start, token.start + 1))
    if token.kind == "letter":
        g.take()
        return Name(token.text, span=Span(token.start, token.end))
    if token.kind == "open":
        g.at = g.partner[g.at] + 1
        return g.error("syntax", start, "braces around the script, ^{(i)}")
    if token.kind in ("sign", "command") and is_operator(token):
        g.take()
        return Name(canonical(token.text), span=Span(token.start, token.end))
    if token.kind in ("^", "_", "'"):
        return g.missing("an argument")
    if is_relation(token):
        g.take()
        return g.error("syntax", start, "an argument")
    if token.kind in ("sign", "command") and not g.starts_factor(token):
        return g.missing("an argument")
    if g.depth >= DEEPEST:
        g.at = g.end
        return g.error("too-large", start, "less nesting; name the inner parts")
    g.depth += 2  # As much as in braces, so that readings at the limit read back.
    node = single(g, token)
    g.depth -= 2
    return node.body if isinstance(node, Group) else node


def canonical(text: str) -> str:
    """Return the canonical spelling of a sign that stands as a name."""
    for table in (SUM_SIGNS, TIGHT, LOOSE, RELATIONS):
        if text in table:
            return table[text]
    return text


def single(g: Grammar, token: Token) -> Node:
    """One command as an argument, without what it would take as a function."""
    text = token.text
    if token.kind == "word" and token.text.strip() not in WORDS | FUNCTIONS:
        g.take()
        return Name(upright(text.strip()), span=Span(token.start, token.end))
    if token.kind in ("operator", "word") or (token.kind == "command" and text[1:] in FUNCTIONS):
        g.take()
        return Function(text.strip("\\ "), span=Span(token.start, token.end))
    return g.atom(token)
