r"""Sums of terms, and the operators that bind an index: `\sum_{i=1}^N`, `\prod_k`, `\max_i`.

An operator's body ends at a plus or minus.  A later term that uses the index of an unbracketed sum
belongs to it all the same, for otherwise the index would be free; and where a later term contains
the variable of `\frac{d}{dw}`, the author may have meant it inside: then both readings are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents import dots, operator_ends, values
from derive.readers.documents.differentials import differential
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.survey import base_glyph, bound_letters
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import (
    Big,
    Chain,
    Ellipsis,
    Empty,
    Fraction,
    Group,
    Mark,
    Name,
    Node,
    Product,
    Scripted,
    Sequence,
    Span,
    Sum,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

Item = tuple[Mark, Node]

HEADS = {"sum": "sum", "prod": "product", "max": "maximum", "min": "minimum"}
"""Operators that bind an index, with the heads of their terms."""


def terms(reader: Reader, node: Node) -> Term:
    """A sum of terms with their signs."""
    assert isinstance(node, Sum)
    items = [(sign, normal(each)) for sign, each in zip(node.signs, node.terms, strict=True)]
    items = _reaching(reader, items)
    if any(isinstance(each, Ellipsis) for _, each in items):
        return dots.total(reader, items, node)
    return t.add(*(_signed(reader, sign, each) for sign, each in items))


def _signed(reader: Reader, sign: Mark, node: Node) -> Term:
    value = reader.term(node)
    match sign.text:
        case "" | "+":
            return value
        case "-":
            return t.neg(value)
        case r"\pm" | r"\mp":
            reader.signs = True
            negative = reader.choice.minus == (sign.text == r"\pm")
            return t.neg(value) if negative else value
    raise Obstacle(f"the sign {sign.text} is not read", node, construct=sign.text)


def _reaching(reader: Reader, items: list[Item]) -> list[Item]:
    """The terms, those drawn into an operator before them that reaches further than its own."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        sign, node = items[at]
        later = items[at + 1 :]
        taken = _taken(reader, node, later) if later else 0
        if taken:
            found.append((sign, _extended(reader, node, later[:taken])))
        else:
            found.append((sign, node))
        at += 1 + taken
    return found


def _taken(reader: Reader, node: Node, later: list[Item]) -> int:
    """How many of the later terms an operator at the end of a term reaches over."""
    opening = _opening(reader, node)
    if isinstance(opening, Big):
        letters = [each for each in bound_letters(opening.sub) if each not in reader.bound]
        reach = 0
        for index, (_, each) in enumerate(later, 1):
            if any(uses(each, key) for key in letters):
                reach = index
        if reach:
            shown = ", ".join(letters)
            reader.note(
                f"the terms after the sum use its index {shown}: it is read as reaching over "
                "them; put them in brackets"
            )
        return reach
    if isinstance(opening, Fraction):
        found = differential(opening, reader.lexicon.signs)
        assert found is not None
        keys = {base_glyph(each) for each in found.variables}
        reach = 0
        for index, (_, each) in enumerate(later, 1):
            if _differentiates(reader, each):
                break
            if any(key is not None and mentions(each, key) for key in keys):
                reach = index
        if reach:
            reader.scopes = True
        return _up_to_next(reader, later) if reach and reader.choice.wide else 0
    return 0


def _up_to_next(reader: Reader, later: list[Item]) -> int:
    for index, (_, each) in enumerate(later):
        if _differentiates(reader, each):
            return index
    return len(later)


def _differentiates(reader: Reader, node: Node) -> bool:
    return isinstance(_opening(reader, node), Fraction)


def _opening(reader: Reader, node: Node) -> Big | Fraction | None:
    """The operator of a term that takes all that follows it in the term."""
    node = normal(node)
    if isinstance(node, Big):
        return node if node.operator in HEADS else None
    factors = node.factors if isinstance(node, Product) else (node,)
    for factor in factors:
        inner = normal(factor)
        if isinstance(inner, Fraction):
            found = differential(inner, reader.lexicon.signs)
            if found is not None and found.operand is None:
                return inner
    last = normal(factors[-1])
    return last if isinstance(last, Big) and last.operator in HEADS else None


def _extended(reader: Reader, node: Node, later: list[Item]) -> Node:
    """A term with later ones drawn under its operator."""
    node = normal(node)
    span = Span(node.span.start, later[-1][1].span.end)
    if isinstance(node, Big):
        return Big(
            node.operator, node.sub, node.sup, node.primes, _sum(node.body, later), span=span
        )
    assert isinstance(node, Product | Fraction)
    if isinstance(node, Fraction):
        raise Obstacle(
            "the operator d/dx has no operand",
            node,
            status="ill-formed",
            construct="operator without operand",
        )
    for index, factor in enumerate(node.factors):
        inner = normal(factor)
        if isinstance(inner, Big):
            whole = _extended(reader, inner, later)
            return Product(node.operators, (*node.factors[:index], whole), span=span)
        if isinstance(inner, Fraction) and _opening(reader, inner) is not None:
            rest = Product(node.operators[index + 1 :], node.factors[index + 1 :], span=node.span)
            operand = rest.factors[0] if len(rest.factors) == 1 else rest
            if not rest.factors:
                break
            return Product(
                node.operators[: index + 1],
                (*node.factors[: index + 1], _sum(operand, later)),
                span=span,
            )
    return node


def _sum(first: Node, later: list[Item]) -> Node:
    inner = normal(first)
    span = Span(inner.span.start, later[-1][1].span.end)
    signs = (Mark(""), *(sign for sign, _ in later))
    return Group(Sum(signs, (first, *(each for _, each in later)), span=span), span=span)


def uses(node: Node, key: str) -> bool:
    """Whether a letter occurs in a node, unless an operator in it binds the letter anew."""
    node = normal(node)
    if isinstance(node, Big) and key in bound_letters(node.sub):
        return False
    from derive.readers.documents.walking import parts

    if isinstance(node, Name):
        return node.key == key
    if getattr(node, "letters", None) is not None:
        return key in getattr(node, "letters", "")
    return any(uses(each, key) for each in parts(node))


def mentions(node: Node, key: str) -> bool:
    """Whether a glyph occurs as a quantity in a node."""
    return any(
        glyph(each) == key or (len(key) == 1 and key in getattr(each, "letters", ""))
        for each in everything(node)
    )


def big(reader: Reader, node: Node) -> Term:
    """A sum, product, maximum or minimum over an index."""
    assert isinstance(node, Big)
    if node.operator == "int" and not node.primes:
        return values.integral(reader, node)
    head = HEADS.get(node.operator)
    if head is None or node.primes:
        raise Obstacle(f"{node.operator} is not read", node, construct=node.operator)
    body = normal(node.body)
    if isinstance(body, Empty):
        raise Obstacle(
            f"{node.operator} of nothing",
            node,
            status="ill-formed",
            help="write what is summed after it",
            construct="operator without operand",
        )
    if node.sub is None:
        return _unsaid(reader, node, head)
    ended = operator_ends.apart(node) if head != "sum" else None
    if ended is not None:
        return reader.term(ended)
    return _over(reader, node, head, normal(node.sub))


def _over(reader: Reader, node: Big, head: str, sub: Node) -> Term:
    sup = None if node.sup is None or isinstance(normal(node.sup), Empty) else node.sup
    if isinstance(sub, Sequence) and all(s.text == "," for s in sub.separators):
        items = [normal(item) for item in sub.items]
        if all(isinstance(item, Name) for item in items) and sup is None:
            return _nested(reader, node, head, [str(getattr(i, "key", "")) for i in items])
        raise Obstacle("several limits under one operator", sub, construct="limits")
    if isinstance(sub, Chain):
        if len(sub.operands) != 2:
            raise Obstacle("limits that are a chain of relations", sub, construct="limits")
        index = normal(sub.operands[0])
        if _primed(reader, index) and sub.signs[0].text == "=" and sup is not None:
            return _over_primed(reader, node, head, index, sub.operands[1], sup)
        if not isinstance(index, Name):
            raise Obstacle("a sum over something that is no index", sub, construct="limits")
        sign = sub.signs[0].text
        if sign == r"\in" and sup is None and values.is_valued(reader, index.key):
            return values.within(reader, head, node, index.key, sub.operands[1])
        if sign == "=":
            return _range(reader, node, head, index.key, sub.operands[1], sup)
        if sign in (r"\neq", r"\ne"):
            return _except(reader, node, head, index.key, sub.operands[1], sup)
        raise Obstacle(f"a sum over {index.key} {sign} …", sub, construct=f"limits with {sign}")
    letters = bound_letters(sub)
    if letters and sup is None and all(values.is_valued(reader, key) for key in letters):
        return values.total(reader, head, letters, lambda: reader.term(node.body))
    if len(letters) == 1 and isinstance(sub, Name):
        upper = reader.term(sup) if sup is not None else None
        return _bind(reader, node, head, letters[0], t.ONE, upper)
    if letters and sup is None and not isinstance(sub, Name):
        return _nested(reader, node, head, letters)
    raise Obstacle("limits that are not read", sub, construct="limits")


def _primed(reader: Reader, node: Node) -> bool:
    """Whether a node is an index with primes: k' beside k."""
    if not isinstance(node, Scripted) or not node.primes or node.sub or node.sup:
        return False
    base = normal(node.base)
    return isinstance(base, Name) and reader.lexicon.counts(base.key)


def _over_primed(reader: Reader, node: Big, head: str, index: Node, start: Node, sup: Node) -> Term:
    """A sum over an index with primes: another letter than the one without."""
    body, symbol = reader.term(node.body), reader.term(index)
    lower, upper = reader.term(start), reader.term(sup)
    if symbol.head != "symbol" or symbol in (*t.free_symbols(lower), *t.free_symbols(upper)):
        raise Obstacle("an index with primes in its own limits", node, construct="limits")
    return t.make(head, (body, symbol, lower, upper))


def _nested(reader: Reader, node: Big, head: str, letters: list[str]) -> Term:
    with reader.binding(*letters):
        body = reader.term(node.body)
    for key in reversed(letters):
        body = t.make(head, (body, _symbol(reader, key), t.ONE, placeholder(reader, key)))
    return body


def _symbol(reader: Reader, key: str) -> Term:
    return t.symbol(reader.lexicon.names.of(key))


def placeholder(reader: Reader, key: str) -> Term:
    """The upper end of a range that is not written."""
    reader.lexicon.open_ranges += 1
    return t.symbol(f"?{reader.lexicon.open_ranges}")


def _bind(reader: Reader, node: Big, head: str, key: str, lower: Term, upper: Term | None) -> Term:
    with reader.binding(key):
        body = reader.term(node.body)
    index = _symbol(reader, key)
    if upper is None:
        if index not in t.free_symbols(body):
            raise Obstacle(
                f"a sum over {key} of something without {key}, which does not say how many",
                node,
                help=f"write its limits, as in \\sum_{{{key}=1}}^N",
                construct="sum without range",
            )
        upper = placeholder(reader, key)
    if index in t.free_symbols(lower) or index in t.free_symbols(upper):
        raise Obstacle(
            f"the index {key} occurs in its own limits",
            node,
            status="ill-formed",
            construct="index in its limits",
        )
    return t.make(head, (body, index, lower, upper))


def _range(reader: Reader, node: Big, head: str, key: str, start: Node, sup: Node | None) -> Term:
    lower = reader.term(start)
    upper = None if sup is None else reader.term(sup)
    inner = normal(start)
    free = isinstance(inner, Name) and inner.key not in reader.bound
    if free and not uses(node.body, key) and uses(node.body, str(getattr(inner, "key", ""))):
        other = getattr(inner, "key", "")
        raise Obstacle(
            f"the index {key} does not occur in what is summed, but {other} does",
            node,
            status="ill-formed",
            help=f"perhaps {other} = 1 is meant",
            construct="unused index",
        )
    return _bind(reader, node, head, key, lower, upper)


def _except(
    reader: Reader, node: Big, head: str, key: str, left_out: Node, sup: Node | None
) -> Term:
    """A sum over all but one: the sum up to that one and the sum from it on."""
    if head not in ("sum", "product"):
        raise Obstacle("a maximum over all but one", node, construct="limits")
    operator_ends.note_pairs(reader, node, left_out)
    without = reader.term(left_out)
    with reader.binding(key):
        body = reader.term(node.body)
    index = _symbol(reader, key)
    upper = reader.term(sup) if sup is not None else placeholder(reader, key)
    below = t.make(head, (body, index, t.ONE, t.add(without, t.neg(t.ONE))))
    above = t.make(head, (body, index, t.add(without, t.ONE), upper))
    return t.add(below, above) if head == "sum" else t.mul(below, above)


def _unsaid(reader: Reader, node: Big, head: str) -> Term:
    """A sum that does not say over what: over the one index in it that nothing binds."""
    found: dict[str, None] = {}
    for each in everything(node.body):
        if isinstance(each, Scripted) and each.sub is not None:
            components = reader.lexicon.components(each.sub) or ()
            for component in components:
                key = glyph(component)
                if key is not None and key not in reader.bound:
                    found.setdefault(key)
    if len(found) != 1:
        raise Obstacle(
            "a sum that does not say over what",
            node,
            help="write the index below it, as in \\sum_i",
            construct="sum without index",
        )
    (key,) = found
    reader.note(f"the sum without limits is read over {key}")
    return _bind(reader, node, head, key, t.ONE, None)
