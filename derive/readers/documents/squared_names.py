r"""Quantities that go by their square: a variance \sigma^2, in `\partial \ell/\partial \sigma^2`.

Where a document differentiates by \sigma^2, lists it among arguments, as in `\ell(\mu, \sigma^2)`,
or gives it its meaning, `\sigma^2 = \frac{1}{n} \sum_i (x_i - \mu)^2`, the quantity that it speaks
of is the square: so \sigma^2 is one letter there, \sigma^4 its square, and \sigma its root.  That
is not so where \sigma has a life of its own: applied to something, differentiated by, or given a
meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from derive.model.domain import NONNEGATIVE, Family, Scalar
from derive.readers.documents.differentials import differential, squared_variable
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.shaping import Inferred
from derive.readers.documents.walking import everything, parts, with_bodies, with_parts
from derive.readers.latex.display import Display
from derive.readers.latex.tree import (
    Accented,
    Bracket,
    Chain,
    Fraction,
    Group,
    Name,
    Node,
    Number,
    Product,
    Root,
    Scripted,
    Sequence,
)
from derive.readers.sources.fragment import Fragment

Pieces = list[tuple[Fragment, Display]]


@dataclass(slots=True)
class _Seen:
    """How the letters of a document occur."""

    varied: set[str] = field(default_factory=set)
    """Those by whose square something is differentiated."""
    listed: set[str] = field(default_factory=set)
    """Those whose square is an argument, or is given a meaning."""
    plain: set[str] = field(default_factory=set)
    """Those that stand without a power, or with an odd one."""
    own: set[str] = field(default_factory=set)
    """Those that have a life of their own."""

    def named(self) -> set[str]:
        """Those that go by their square."""
        return (self.varied | (self.listed - self.plain)) - self.own


def by_square(pieces: Pieces, signs: frozenset[str]) -> tuple[Pieces, tuple[str, ...]]:
    """The formulas with such squares as letters, and these letters."""
    seen = _Seen()
    for fragment, display in pieces:
        for row in display.rows:
            for statement in row.statements:
                body = normal(statement.body)
                if fragment.kind == "inline" and not isinstance(body, Chain):
                    continue
                _look(body, seen, signs)
                if isinstance(body, Chain) and body.signs[0].text in ("=", ":="):
                    _look_left(normal(body.operands[0]), body.operands[1], seen)
    keys = seen.named()
    if not keys:
        return pieces, ()
    found = [(f, with_bodies(d, lambda body: _rewritten(body, keys))) for f, d in pieces]
    return found, tuple(sorted(keys))


def no_less_than_zero(squares: Iterable[str], lexicon: Lexicon, inferred: Inferred) -> None:
    """Give the names of squares their domain: the square of a number is not negative."""
    keys = {f"{key}^2" for key in squares}
    names = {lexicon.names.of(key) for key in keys}
    names |= {name for key, name in lexicon.names.compound() if key in keys}
    for name in names | {f"{name}_all" for name in names}:
        kind = inferred.types.get(name)
        if kind == Scalar():
            inferred.types[name] = Scalar(NONNEGATIVE)
        elif isinstance(kind, Family) and kind.element == Scalar():
            inferred.types[name] = replace(kind, element=Scalar(NONNEGATIVE))


def _squared(node: Node) -> str | None:
    """The letter, with whatever subscript, of which a node is the square."""
    node = normal(node)
    if not isinstance(node, Scripted) or node.sup is None or node.primes:
        return None
    return glyph(node.base) if normal(node.sup) == Number("2") else None


def _look_left(node: Node, right: Node, seen: _Seen) -> None:
    """What the left side of an equation gives a meaning; i^2 = -1 gives i a value."""
    key = _squared(node)
    if key is not None and any(glyph(each) is not None for each in everything(right)):
        seen.listed.add(key)
    base = normal(node.base) if isinstance(node, Scripted) and node.sup is None else node
    own = glyph(base)
    if own is not None:
        seen.own.add(own)


def _look(node: Node, seen: _Seen, signs: frozenset[str]) -> None:
    """Take in one formula."""
    node = normal(node)
    if isinstance(node, Fraction):
        variable = squared_variable(node, signs)
        key = None if variable is None else _squared(variable)
        found = differential(node, signs)
        if key is not None:
            seen.varied.add(key)
        elif found is not None:
            bases = (v.base if isinstance(v, Scripted) else v for v in map(normal, found.variables))
            seen.own |= {key for key in map(glyph, bases) if key is not None}
    if isinstance(node, Sequence):
        squares = [key for key in map(_squared, node.items) if key is not None]
        others = [item for item in node.items if _squared(item) is None]
        if all(isinstance(normal(item), Name | Accented | Scripted) for item in others):
            seen.listed |= {*squares} if others else set()
    if isinstance(node, Product):
        for one, other in zip(node.factors, node.factors[1:], strict=False):
            if isinstance(normal(other), Bracket) and glyph(one) is not None:
                seen.own.add(glyph(one) or "")
    if isinstance(node, Scripted) and glyph(node.base) is not None:
        if not _even(node):
            seen.plain.add(glyph(node.base) or "")
        for part in (node.sub, node.sup):
            if part is not None:
                _look(part, seen, signs)
        return
    key = glyph(node)
    if key is not None:
        seen.plain.add(key)
        return
    for part in parts(node):
        _look(part, seen, signs)


def _even(node: Scripted) -> bool:
    power = None if node.sup is None else normal(node.sup)
    return isinstance(power, Number) and power.text.isdigit() and int(power.text) % 2 == 0


def _rewritten(node: Node, keys: set[str]) -> Node:
    """A formula with the squares of these letters as letters."""
    if not any(glyph(each) in keys for each in everything(node)):
        return node
    key = glyph(node)
    if key in keys and not isinstance(node, Group):
        return Root(Name(f"{key}^2", span=node.span), None, span=node.span)
    if isinstance(node, Scripted) and glyph(node.base) in keys and not node.primes:
        letter = Name(f"{glyph(node.base)}^2", span=node.base.span)
        sub = None if node.sub is None else _rewritten(node.sub, keys)
        bare: Node = letter if sub is None else Scripted(letter, sub, None, 0, span=node.span)
        if _even(node):
            power = normal(node.sup) if node.sup is not None else None
            assert isinstance(power, Number)
            half = int(power.text) // 2
            if half == 1:
                return replace(bare, span=node.span)
            return Scripted(letter, sub, Number(str(half), span=power.span), 0, span=node.span)
        root = Root(bare, None, span=node.span)
        if node.sup is None:
            return root
        inside = Bracket("(", root, ")", span=node.span)
        return Scripted(inside, None, _rewritten(node.sup, keys), 0, span=node.span)
    return with_parts(node, lambda part: _rewritten(part, keys))
