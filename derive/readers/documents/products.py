r"""Factors side by side: products, calls, derivatives, operators that stand before something.

`f(x)` is a call where f is a function of the document, else a product.  `\frac{d}{dx}` takes all
factors after it; `\nabla_w` and `\partial_x` take the next one with its argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents import (
    calls,
    composites,
    compositions,
    expectations,
    fractions,
    gradients,
    kronecker,
    scripts,
)
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.knowledge import sizes
from derive.readers.documents.obstacle import STANDS_ALONE, Obstacle
from derive.readers.documents.row_vectors import is_row
from derive.readers.documents.slashes import drawn_together, open_end
from derive.readers.latex.tree import (
    Bracket,
    Empty,
    EvaluationBar,
    Fraction,
    Mark,
    Name,
    Node,
    Number,
    Operation,
    Product,
    Scripted,
    Span,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


@dataclass(slots=True)
class Factors:
    """The factors of one product, read from left to right."""

    reader: Reader
    items: list[tuple[str, Node]]
    """Each factor with the operator before it; empty for juxtaposition."""
    at: int = 0

    @property
    def next(self) -> Node | None:
        """The factor to be read next."""
        return self.items[self.at][1] if self.at < len(self.items) else None

    def take(self) -> Node:
        """Read one more factor's node."""
        node = self.items[self.at][1]
        self.at += 1
        return node

    def argument(self) -> Node | None:
        """The bracket written right after the factor just taken, perhaps with scripts; taken."""
        if self.at >= len(self.items) or self.items[self.at][0]:
            return None
        node = normal(self.items[self.at][1])
        inner = normal(node.base) if isinstance(node, Scripted) else node
        if isinstance(inner, Bracket) and inner.opening in ("(", "[", r"\{"):
            self.at += 1
            return node
        return None

    def adjoins(self) -> bool:
        """Whether another factor is written right after the one just taken."""
        return self.at < len(self.items) and not self.items[self.at][0]

    def counted(self) -> bool:
        """Whether a bracket follows right after that holds only indices, as in w(k + 1)."""
        if self.at >= len(self.items) or self.items[self.at][0]:
            return False
        node = normal(self.items[self.at][1])
        if not isinstance(node, Bracket) or node.opening != "(":
            return False
        found = self.reader.lexicon.components(node.body)
        return found is not None and not all(isinstance(normal(f), Number) for f in found)

    def _left(self) -> list[tuple[int, tuple[str, Node]]]:
        return list(enumerate(self.items))[self.at :]

    def rest(self) -> Node | None:
        """All factors up to an evaluation bar, which is about the whole, as one node; taken."""
        bars = (k for k, (_, node) in self._left() if isinstance(normal(node), EvaluationBar))
        end = next(bars, len(self.items))
        left = self.items[self.at : end]
        self.at = end
        if not left:
            return None
        if len(left) == 1:
            return left[0][1]
        span = Span(left[0][1].span.start, left[-1][1].span.end)
        operators = tuple(Mark(op) for op, _ in left[1:])
        return Product(operators, tuple(node for _, node in left), span=span)


def product(reader: Reader, node: Node) -> Term:
    """A product, as written."""
    assert isinstance(node, Product)
    items: list[tuple[str, Node]] = []
    for index, factor in enumerate(node.factors):
        before = node.operators[index - 1].text if index else ""
        if isinstance(normal(factor), Empty) and not before:
            continue
        for piece in scripts.pieces(reader, normal(factor), inside=True):
            items.append((before, piece))
            before = ""
    factors = Factors(reader, drawn_together(reader, items))
    above = t.ONE
    whole: Term | None = None
    slashed = False
    while factors.next is not None:
        operator = factors.items[factors.at][0]
        first = factors.next
        if isinstance(normal(first), EvaluationBar):
            factors.take()
            if whole is None:
                raise Obstacle("an evaluation bar with nothing before it", first)
            whole = composites.at_point(reader, whole, normal(first))
            continue
        _check_differential(reader, factors)
        value = factor_term(reader, factors)
        if whole is None:
            whole = value
        elif operator == "/":
            above, whole = whole, t.div(whole, value)
            slashed = True
            continue
        else:
            if slashed and not operator and open_end(reader, whole, value, first):
                whole = t.div(above, t.mul(whole.args[1], value))
                continue
            whole = _times(reader, whole, value, operator, first)
        slashed = False
    assert whole is not None
    return whole


def _check_differential(reader: Reader, factors: Factors) -> None:
    node = normal(factors.items[factors.at][1])
    following = factors.items[factors.at + 1 : factors.at + 2]
    plain_sign = isinstance(node, Name) or (isinstance(node, Scripted) and node.sub is None)
    if not plain_sign or not following or following[0][0] or not scripts.stray(reader, node):
        return
    after = normal(following[0][1])
    key = glyph(after.base if isinstance(after, Scripted) else after)
    if key is None:
        return
    if isinstance(node, Name) and node.key == "d" and not reader.lexicon.is_function(key):
        raise Obstacle(
            f"d{key} may be a differential without a denominator, or a name",
            Span(node.span.start, after.span.end),
            help=f"write a fraction such as \\frac{{dy}}{{dx}}, or declare `let d{key} : real`",
            construct="stray differential",
        )
    raise Obstacle(
        "a differential without a denominator",
        Span(node.span.start, after.span.end),
        status="ill-formed",
        help="write a derivative as a fraction, such as \\frac{dy}{dx}",
        construct="stray differential",
    )


def factor_term(reader: Reader, factors: Factors) -> Term:
    """The next factor with what belongs to it."""
    node = normal(factors.take())
    if isinstance(node, Fraction):
        return fractions.fraction(reader, node, factors)
    operator = _operator(reader, node, factors)
    if operator is not None:
        return operator
    base = normal(node.base) if isinstance(node, Scripted) else node
    key = glyph(base)
    after = factors.next if factors.adjoins() else None
    following = None if after is None else normal(after)
    composed = compositions.applied(reader, node, following)
    if composed is not None:
        factors.take()
        return composed
    known = composites.indicator(reader, node, following)
    if known is not None:
        if base is node:
            factors.take()
        return known
    if expectations.is_expectation(reader, key):
        found = _expectation(reader, node, key or "", factors)
        if found is not None:
            return found
    if key is not None and following is not None:
        divergence = expectations.divergence(reader, node, following)
        if divergence is not None:
            factors.take()
            return divergence
    if key is not None and reader.lexicon.is_function(key):
        argument = factors.argument()
        if argument is not None:
            return calls.call(reader, key, node, argument)
        if len(factors.items) > 1 and not _marked(node) and not _stands(reader, node, key):
            raise Obstacle(
                f"the function {key} as a factor, without its arguments",
                node,
                help=f"write {key}(…)",
                construct=STANDS_ALONE,
            )
    elif key is not None and factors.counted() and not _whole_number(reader, key):
        raise Obstacle(
            f"{key}(…) may be a call of {key}, a member of a family, or a product",
            node,
            help=f"declare {key}: `let {key} : real -> real` for a function",
            construct="call or product",
        )
    if key is not None and key == r"\Delta" and base is node and factors.next is not None:
        after = normal(factors.next)
        named = glyph(after.base if isinstance(after, Scripted) else after)
        if named is not None:
            value = reader.term(factors.take())
            if value.head == "symbol":
                return t.symbol(f"Delta_{value.value}")
            raise Obstacle("a difference \\Delta of something with indices", node)
    return reader.term(node)


def _expectation(reader: Reader, node: Node, key: str, factors: Factors) -> Term | None:
    """An expectation of the bracket after it or, without one, of all factors after it."""
    sub = node.sub if isinstance(node, Scripted) else None
    if (isinstance(node, Scripted) and (node.sup is not None or node.primes)) or not factors.next:
        return None
    at = factors.at
    operand = factors.argument()
    if isinstance(operand, Scripted) or (operand is None and sub is None):
        factors.at = at
        return None
    whole = expectations.mean(reader, key, sub, operand or factors.rest() or node)
    if whole is None:
        factors.at = at
    return whole


def _whole_number(reader: Reader, key: str) -> bool:
    """Whether a letter is an index, or a size that the author declares: it is never applied."""
    lexicon = reader.lexicon
    name = lexicon.names.of(key)
    if lexicon.is_function(key) or lexicon.is_family(key):
        return False
    return lexicon.counts(key) or any(name in sizes(kind) for kind in lexicon.declared.values())


def _marked(node: Node) -> bool:
    """Whether scripts make a glyph another name than the function's."""
    return isinstance(node, Scripted) and (node.sub is not None or node.primes > 0)


def _stands(reader: Reader, node: Node, key: str) -> bool:
    """Whether the document gives a function's glyph without arguments a value of its own."""
    return reader.lexicon.signature(reader.lexicon.names.of(key), reader.at) is None


def _operator(reader: Reader, node: Node, factors: Factors) -> Term | None:
    """A gradient or a partial derivative written as an operator with a subscript."""
    base = normal(node.base) if isinstance(node, Scripted) else node
    if not isinstance(base, Name) or base.key not in (r"\nabla", r"\partial"):
        return None
    if base.key == r"\partial" and not (isinstance(node, Scripted) and node.sub is not None):
        return None
    second = base.key == r"\nabla" and gradients.is_hessian(reader, node)
    if isinstance(node, Scripted) and node.sup is not None and not second:
        raise Obstacle(
            f"the operator {base.key} with a superscript is not read",
            node,
            help=gradients.BOTH_MEANINGS if base.key == r"\nabla" else "",
            construct=f"{base.key}^…",
        )
    if factors.next is None or (factors.items[factors.at][0] not in ("", r"\cdot")):
        raise Obstacle(
            f"the operator {base.key} has no operand",
            node,
            status="ill-formed" if base.key == r"\partial" else "unread",
            help=f"write what it differentiates after {base.key}",
            construct="operator without operand",
        )
    if second:
        return gradients.hessian(reader, factors, node)
    if isinstance(node, Scripted) and node.sub is not None:
        operand = gradients.operand(reader, factors, normal(node.sub))
        variable = reader.term(node.sub)
        whole = base.key == r"\nabla"
        return fractions.derivative(reader, operand, (variable,), node, whole=whole)
    dotted = factors.items[factors.at][0] == r"\cdot"
    found = gradients.gradient(reader, factors, node)
    if dotted and found.head == "derivative" and reader.lexicon.column(found.args[0]):
        raise Obstacle("the divergence of a column is not read", node, construct="divergence")
    return found


def _times(reader: Reader, whole: Term, value: Term, operator: str, node: Node) -> Term:
    if operator == r"\cdot" and reader.lexicon.column(value):
        last = whole.args[-1] if whole.head == "mul" else whole
        if reader.lexicon.column(last):
            reader.note("· between columns is read as their inner product")
            turned = arrays.transpose(last)
            whole = t.mul(*whole.args[:-1], turned) if whole.head == "mul" else turned
    if operator == r"\cdot" and is_row(reader.lexicon, value):
        last = whole.args[-1] if whole.head == "mul" else whole
        if is_row(reader.lexicon, last):
            reader.note("· between rows is read as their inner product")
            return t.mul(whole, arrays.transpose(value))
    return t.mul(whole, value)


def operation(reader: Reader, node: Node) -> Term:
    r"""Operators looser than a product: `\odot`, `\oslash`, `\otimes`."""
    assert isinstance(node, Operation)
    kinds = {operator.text for operator in node.operators}
    read = partial(kronecker.operand, reader) if kinds == {r"\otimes"} else reader.term
    whole = read(node.operands[0])
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        value = read(operand)
        if operator.text in (r"\odot", r"\circ", r"\ast", r"\star"):
            if operator.text in (r"\ast", r"\star"):
                raise Obstacle(f"`{operator.text}` may be several things", operator)
            whole = arrays.hadamard(whole, value)
        elif operator.text == r"\oslash":
            whole = t.call("quotient", whole, value)
        elif operator.text == r"\otimes" and kronecker.reads(reader, whole, value):
            whole = arrays.kronecker(whole, value)
        else:
            raise Obstacle(
                f"the operator {operator.text} is not read", node, construct=operator.text
            )
    return whole
