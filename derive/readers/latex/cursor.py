"""A place in a list of tokens, and what the grammar does with it everywhere.

A part in brackets is parsed between known ends; what is left over in it becomes an Unread node,
so no token is lost.  Nesting is bounded here.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.readers.latex.structure import Tokens
from derive.readers.latex.tokens import Token
from derive.readers.latex.tree import Mark, Node, Product, Span, Unread

INFIX = frozenset({"\\over", "\\choose"})
"""Fractions and binomials written between their parts, in braces."""
DEEPEST = 40
"""Parts that may stand within each other."""


class Cursor:
    """A place in structured tokens; parts are read between their known ends."""

    def __init__(self, tokens: Tokens, source: str) -> None:
        self.tokens = tokens.items
        self.partner = tokens.partner
        self.source = source
        self.at = 0
        self.end = len(self.tokens)
        self.depth = 0
        self.infix = any(token.text in INFIX for token in self.tokens)
        """Whether there is any `\\over`, which takes all that stands before it in its braces."""
        self.integrals = 0
        """How many integrals are open, whose `dx` ends an argument."""
        self.gathering = False
        """Whether commas in this part make lists on the sides of relations."""

    def peek(self) -> Token | None:
        """Return the next token, if any is left in this part."""
        return self.tokens[self.at] if self.at < self.end else None

    def take(self) -> Token:
        """Return the next token and step over it."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def span_from(self, start: int) -> Span:
        """Return the span from the token at index `start` to the last one taken."""
        if start >= len(self.tokens) or self.at <= start:
            here = self.place()
            return Span(here, here)
        taken = self.tokens[start : self.at]
        return Span(taken[0].start, max(taken[-1].end, taken[0].end))

    def place(self) -> int:
        """Return the offset at which the next token begins, or the last one ended."""
        if self.at < len(self.tokens) and self.at < self.end:
            return self.tokens[self.at].start
        return self.tokens[self.at - 1].end if self.at else 0

    def missing(self, expected: str) -> Unread:
        """Return what stands for something that is not there."""
        here = self.place()
        return Unread("", expected, "syntax", span=Span(here, here))

    def error(self, code: str, start: int, expected: str) -> Unread:
        """Return the tokens since index `start` as something that was not read."""
        span = self.span_from(start)
        return Unread(self.source[span.start : span.end], expected, code, span=span)

    def part(self, last: int, parse: Callable[[], Node]) -> Node:
        """Parse what stands before the token at index `last`, and step over that token."""
        outer, start, gathering = self.end, self.at, self.gathering
        if self.depth >= DEEPEST:
            self.at = last
            node: Node = self.error("too-large", start, "less nesting; name the inner parts")
        else:
            self.end = last
            self.depth += 1
            node = parse()
            self.depth -= 1
            node = self.completed(node)
        self.end = outer
        self.gathering = gathering
        self.at = last + 1
        return node

    def completed(self, node: Node) -> Node:
        """Keep what is left over after a node in this part as something unread."""
        if self.at >= self.end:
            return node
        start = self.at
        self.at = self.end
        return self.product_of(
            node, self.error("syntax", start, "an operator, a relation sign or the end")
        )

    @staticmethod
    def product_of(left: Node, right: Node) -> Node:
        """Join two nodes that stand side by side."""
        span = Span(left.span.start, right.span.end)
        return Product((Mark(""),), (left, right), span=span)

    def mark(self, text: str) -> Mark:
        """Take a token as a mark with this canonical text."""
        token = self.take()
        return Mark(text, span=Span(token.start, token.end))

    def adjacent(self, text: str) -> bool:
        """Whether the token after the next one follows at once and reads `text`."""
        j = self.at + 1
        return j < self.end and self.tokens[j].text == text and not self.tokens[j].gap
