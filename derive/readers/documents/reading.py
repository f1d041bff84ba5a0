"""From a surface tree to a term: one rule for each kind of node.

The reader knows the document's letters (`Lexicon`) and the indices bound around a node.  Nothing is
dropped: a node without a rule is an `Obstacle`, with its place and what was expected.  Where the
notation has several readings, the reader takes the one that `Choice` asks for and remembers that
there was a choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents import (
    binders,
    brackets,
    composites,
    fractions,
    products,
    scripts,
    words,
)
from derive.readers.documents.evaluation_bars import Point
from derive.readers.documents.glyphs import normal
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex import tree
from derive.readers.latex.tree import Node

DEEPEST = 90
"""Greatest height of a formula that is read."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several readings is wanted."""

    wide: bool = False
    """Whether d/dx reaches over the sum that follows it."""
    minus: bool = False
    """Whether ± is minus."""
    under: bool = False
    """Whether what is written right after the denominator of a slash stands below the line too."""


class Reader:
    """Reads the formulas of one document."""

    def __init__(self, lexicon: Lexicon, choice: Choice = Choice(), at: int = 0) -> None:
        self.lexicon = lexicon
        self.at = at
        self.choice = choice
        self.bound: list[str] = []
        """Keys of the indices bound around the node, outermost first."""
        self.notes: dict[str, None] = {}
        """Conventions that were applied."""
        self.guesses: dict[str, None] = {}
        """What was taken for granted."""
        self.points: list[Point] = []
        """Evaluations at a point."""
        self.scopes = False
        """Whether an operator was met that may reach further than its term."""
        self.signs = False
        """Whether ± was met."""
        self.slashes: Obstacle | None = None
        """Where a slash stands before several factors, what there is to say of it."""
        self.continues = False
        """Whether the relation that is read goes on with a chain."""
        self.customary = True
        """Whether all such slashes have a customary reading."""
        self.ranges: dict[str, str] = {}
        """Placeholders for ranges left out → the index."""
        self.told_apart: dict[str, str] = {}
        """Glyphs whose members one script alone tells apart here → by a label, or a subscript."""
        self.sides: tuple[Node, ...] = ()
        """The sides of the relation that is read."""
        self._depth = 0

    def term(self, node: Node) -> Term:
        """The term that a node stands for; raises `Obstacle`."""
        node = normal(node)
        self._depth += 1
        if self._depth > DEEPEST:
            raise Obstacle("this formula is nested too deeply", node, help="name its parts")
        try:
            return _RULES.get(type(node), _no_rule)(self, node)
        finally:
            self._depth -= 1

    def is_side(self, node: Node) -> bool:
        """Whether a node is a whole side of the relation."""
        return any(node is each for each in self.sides)

    def note(self, text: str) -> None:
        """Remember a convention that was applied."""
        self.notes.setdefault(text)

    def guess(self, text: str) -> None:
        """Remember what was taken for granted."""
        self.note(text)
        self.guesses.setdefault(text)

    @contextmanager
    def binding(self, *keys: str) -> Iterator[None]:
        """Read with further indices bound."""
        self.bound.extend(keys)
        try:
            yield
        finally:
            del self.bound[len(self.bound) - len(keys) :]


def _no_rule(reader: Reader, node: Node) -> Term:
    kind = type(node).__name__.lower()
    raise Obstacle(f"{kind} is not read here", node, construct=kind)


def _number(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Number)
    if len(node.text) > 60:
        raise Obstacle("this number has too many digits", node)
    return t.decimal(node.text)


def _unread(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Unread)
    found = f"`{node.found}` is not read" if node.found else "something is missing"
    raise Obstacle(found, node, help=node.expected, construct=node.code)


def _prose(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Prose)
    raise Obstacle(f"the words “{node.text}” inside a formula", node, construct="words")


def _empty(reader: Reader, node: Node) -> Term:
    raise Obstacle("something is missing here", node, construct="missing operand")


def _ellipsis(reader: Reader, node: Node) -> Term:
    raise Obstacle("dots without a clear pattern", node, construct="dots")


def _fraction(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Fraction)
    return fractions.fraction(reader, node, None)


def _root(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Root)
    body = reader.term(node.body)
    if node.index is None or normal(node.index) == tree.Number("2"):
        return t.call("sqrt", body)
    return t.power(body, t.div(t.ONE, reader.term(node.index)))


def _postfix(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Postfix)
    if node.mark.text == "!":
        return t.call("factorial", reader.term(node.body))
    if node.mark.text == r"\%":
        return t.div(reader.term(node.body), t.number(100))
    raise Obstacle(f"`{node.mark.text}` after its operand", node)


def _binomial(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Binomial)
    return t.call("binomial", reader.term(node.upper), reader.term(node.lower))


def _annotated(reader: Reader, node: Node) -> Term:
    assert isinstance(node, tree.Annotated)
    return reader.term(node.body)


_RULES: dict[type[Node], Callable[[Reader, Node], Term]] = {
    tree.Number: _number,
    tree.Name: scripts.name,
    tree.Run: scripts.name,
    tree.Accented: scripts.name,
    tree.Scripted: scripts.scripted,
    tree.Bracket: brackets.bracket,
    tree.Sum: binders.terms,
    tree.Product: products.product,
    tree.Operation: products.operation,
    tree.Applied: words.applied,
    tree.Big: binders.big,
    tree.Fraction: _fraction,
    tree.Binomial: _binomial,
    tree.Root: _root,
    tree.Postfix: _postfix,
    tree.Annotated: _annotated,
    tree.Cases: composites.cases,
    tree.Matrix: composites.matrix,
    tree.Evaluated: composites.evaluated,
    tree.Unread: _unread,
    tree.Prose: _prose,
    tree.Empty: _empty,
    tree.Ellipsis: _ellipsis,
    tree.Function: words.alone,
}
