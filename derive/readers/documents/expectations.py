r"""Expectations and divergences: `\mathbb{E}_{z \sim q(z \mid x)}[f(z)]`, `KL(q(z) \| p(z))`.

An expectation is the mean over all values of its variable, weighted by their distribution; the
Kullback-Leibler divergence is the mean of log(q/p) under q where the document says nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.arrays import OPERATIONS
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents import values
from derive.readers.documents.densities import PROBABILITIES
from derive.readers.documents.glyphs import glyph, letter, normal
from derive.readers.latex.tree import Bracket, Chain, Mark, Name, Node, Product, Scripted, Sequence

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

VARYING = "_varying"
"""What the names of unknown functions of an expectation's variables end in."""

_LETTERS = ("E", r"\mathbb{E}", r"\mathcal{E}", r"\mathbf{E}")


def is_expectation(reader: Reader, key: str | None) -> bool:
    """Whether a glyph takes expectations: an E that the document gives no other meaning."""
    if key not in _LETTERS:
        return False
    lexicon = reader.lexicon
    return lexicon.names.of(key) not in lexicon.declared and key not in lexicon.targets


def mean(reader: Reader, key: str, sub: Node | None, operand: Node) -> Term | None:
    """The expectation of an operand; None where nothing says over what it is taken."""
    if sub is None:
        known = reader.lexicon.means.get(reader.lexicon.names.of(key))
        if known is None:
            return None
        variable, weight, place = known
        named = reader.lexicon.names.written(variable)
        reader.note(
            f"the expectation is read over {named} with weights {weight}, from line {place}"
        )
        found = [k for k in reader.lexicon.survey.uses if reader.lexicon.names.of(k) == variable]
        return values.total(
            reader, "sum", found[:1], lambda: weight * _varying(reader, found[:1], weight, operand)
        )
    sub = normal(sub)
    keys, distribution = _source(reader, sub)
    if not keys:
        return None
    weights = _weight(reader, keys, distribution, sub)
    if weights is None:
        return None
    reader.note(
        "an expectation is read as a mean over values: it is taken to exist, and to allow "
        "differentiation under its sign"
    )
    return values.total(
        reader, "sum", keys, lambda: weights * _varying(reader, keys, weights, operand)
    )


def _varying(reader: Reader, keys: list[str], weights: Term, operand: Node) -> Term:
    """What the mean is taken of, the names in it as unknown functions of the variables.

    A name without arguments may well depend on them, R on a path; it is a constant only where it
    stands outside as well (see `settled`), or where something is differentiated by it.
    """
    lexicon = reader.lexicon
    variables = tuple(t.symbol(lexicon.names.of(key)) for key in keys)
    fixed = {*variables, *t.free_symbols(weights)}
    fixed |= {
        t.symbol(lexicon.names.of(key)) for key, uses in lexicon.survey.uses.items() if uses.by
    }

    def visit(node: Term) -> Term:
        if node.head == "symbol":
            name = str(node.value)
            if node in fixed or name.startswith("?") or name in lexicon.firm:
                return node
            return t.call(f"{name}{VARYING}", *variables)
        if node.head == "indexed" and node.args[0].head == "symbol" and node.args[0] not in fixed:
            return t.call(f"{node.args[0].value}{VARYING}", *node.args[1:], *variables)
        if node.head == "derivative":
            return t.rebuild(node, (visit(node.args[0]), *node.args[1:]))
        if node.head in t.BINDERS:
            return t.rebuild(node, (visit(node.args[0]), *node.args[1:]))
        if node.head == "call" and (str(node.value) not in ARITY and node.value not in OPERATIONS):
            return node
        return t.rebuild(node, tuple(visit(each) for each in node.args)) if node.args else node

    inside = reader.term(operand)
    for variable in variables:
        inside = values.uncovered(inside, variable)
    return visit(inside)


def settled(left: Term, right: Term) -> tuple[Term, Term]:
    """The sides of a relation, names that also stand outside of expectations as constants."""
    outside = {str(s.value) for side in (left, right) for s in t.free_symbols(side)}

    def constant(node: Term) -> Term:
        name = str(node.value)
        if node.head != "call" or not name.endswith(VARYING):
            return node
        plain = name.removesuffix(VARYING)
        return t.symbol(plain) if plain in outside else node

    return t.transform(left, constant), t.transform(right, constant)


def _source(reader: Reader, sub: Node) -> tuple[list[str], Node | None]:
    """The letters of which the mean is taken, and the node of their distribution."""
    if isinstance(sub, Chain):
        if len(sub.operands) != 2 or sub.signs[0].text != r"\sim":
            return [], None
        return _letters(sub.operands[0]), normal(sub.operands[1])
    called = _called(sub)
    if called is not None and letter(called[0]) in PROBABILITIES:
        return _letters(_before(called[1])), sub
    if isinstance(sub, Sequence) and sub.separators[0].text == r"\mid":
        for own, each in reader.lexicon.survey.uses.items():
            if letter(own) in PROBABILITIES and any(normal(b.body) == sub for b, _ in each.applied):
                head = Name(own, span=sub.span)
                bracket = Bracket("(", sub, ")", span=sub.span)
                return _letters(sub.items[0]), Product((Mark(""),), (head, bracket), span=sub.span)
        return [], None
    if isinstance(sub, Name | Scripted):
        base = normal(sub.base) if isinstance(sub, Scripted) else sub
        key = glyph(base)
        if key is None or letter(key) not in PROBABILITIES:
            return [], None
        uses = reader.lexicon.survey.uses.get(key)
        seen = {tuple(_letters(_before(b))) for b, _ in uses.applied} if uses else set()
        return (list(seen.pop()), sub) if len(seen) == 1 else ([], None)
    return [], None


def _weight(reader: Reader, keys: list[str], distribution: Node | None, sub: Node) -> Term | None:
    """The distribution's value at the variables."""
    if distribution is None:
        return None
    called = _called(distribution)
    if called is not None and letter(called[0]) in PROBABILITIES:
        return reader.term(distribution)
    variables = [t.symbol(reader.lexicon.names.of(key)) for key in keys]
    if called is not None:
        arguments = called[1].body
        items = arguments.items if isinstance(arguments, Sequence) else (arguments,)
        name = reader.lexicon.names.of(called[0], "density")
        return t.call(name, *variables, *(reader.term(item) for item in items))
    base = normal(distribution.base) if isinstance(distribution, Scripted) else distribution
    key = glyph(base)
    if key is None:
        return None
    inner: Node = Name(keys[0], span=sub.span)
    if len(keys) > 1:
        inner = Sequence(tuple(map(Name, keys)), (Mark(","),) * (len(keys) - 1), span=sub.span)
    if reader.lexicon.is_function(key) and letter(key) in PROBABILITIES:
        bracket = Bracket("(", inner, ")", span=sub.span)
        return reader.term(Product((Mark(""),), (distribution, bracket), span=sub.span))
    return t.call(reader.lexicon.names.of(key, "density"), *variables)


def divergence(reader: Reader, node: Node, argument: Node) -> Term | None:
    r"""`KL(q(z) \| p(z))` of two distributions of the same letters."""
    base = normal(node.base) if isinstance(node, Scripted) else node
    key = glyph(base)
    if key is None or reader.lexicon.names.of(key) in reader.lexicon.declared:
        return None
    sub = normal(node.sub) if isinstance(node, Scripted) and node.sub is not None else None
    if isinstance(node, Scripted) and (node.sup is not None or node.primes):
        return None
    named = letter(key) == "KL" and sub is None
    if not (named or (letter(key) == "D" and sub is not None and letter(glyph(sub) or "") == "KL")):
        return None
    body = normal(argument.body) if isinstance(argument, Bracket) else None
    if not isinstance(body, Sequence) or len(body.items) != 2 or body.separators[0].text != r"\|":
        return None
    one, other = _called(body.items[0]), _called(body.items[1])
    if one is None or other is None:
        return None
    keys = _letters(_before(one[1]))
    known = {letter(one[0]), letter(other[0])} <= PROBABILITIES
    if not keys or keys != _letters(_before(other[1])) or not known:
        return None
    if key in reader.lexicon.targets or (named and "KL" in reader.lexicon.defined):
        return None
    reader.note("KL(q ‖ p) is the mean of log(q/p) under q")

    def inside() -> Term:
        first, second = reader.term(body.items[0]), reader.term(body.items[1])
        return first * t.call("log", t.div(first, second))

    return values.total(reader, "sum", keys, inside)


def _called(node: Node) -> tuple[str, Bracket] | None:
    """The glyph and the bracket of a call with a bracket."""
    node = normal(node)
    if not isinstance(node, Product) or len(node.factors) != 2 or node.operators[0].text:
        return None
    head, bracket = normal(node.factors[0]), normal(node.factors[1])
    key = glyph(normal(head.base) if isinstance(head, Scripted) else head)
    if key is None or not isinstance(bracket, Bracket):
        return None
    return key, bracket


def _before(bracket: Bracket) -> Node:
    """What stands before the bar and the semicolon."""
    body = normal(bracket.body)
    while isinstance(body, Sequence) and body.separators[0].text != ",":
        body = normal(body.items[0])
    return body


def _letters(node: Node) -> list[str]:
    """The letters of a list of bare letters; none where something else stands in it."""
    node = normal(node)
    items = node.items if isinstance(node, Sequence) else (node,)
    keys = [glyph(item) for item in items if isinstance(normal(item), Name)]
    found = [key for key in keys if key is not None]
    return found if len(found) == len(items) and len(set(found)) == len(found) else []
