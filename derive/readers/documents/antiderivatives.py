r"""Antiderivatives: `\int x^2 \, dx = x^3/3 + C` says that the right side has x^2 as derivative.

An integral without limits is one where its variable stands outside of integrals too, among known
functions alone: in `H(x) = -\int p(x) \log p(x) \, dx` the x on the left names a variable, and the
integral is over all of its values.  Two antiderivatives are the same up to a constant, so what is
claimed is that both sides have the same derivative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.values import parted
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import Big, Bracket, Fraction, Mark, Name, Node, Number, Product, Sum

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

_OPERATORS = frozenset({r"\nabla", r"\partial", r"\Delta", "E", "D"})
"""Names that act on what follows them rather than multiply it."""


def differentiated(reader: Reader, left: Node, right: Node) -> tuple[Term, Term] | None:
    """An equation between antiderivatives as one between their derivatives, if it is one."""
    terms = [each for side in (left, right) for each in _terms(side)]
    integrals = [found for _, each in terms if (found := _integral(each)) is not None]
    if not integrals or any(each.sub or each.sup or each.primes for each in integrals):
        return None
    nodes = (node for side in (left, right) for node in everything(side))
    inside = sum(isinstance(node, Big) and node.operator == "int" for node in nodes)
    keys = [key for each in integrals for key in parted(each)[0]]
    if inside != len(integrals) or len(keys) != len(integrals) or len(set(keys)) != 1:
        return None
    variable = t.symbol(reader.lexicon.names.of(keys[0]))
    try:
        sides = [_side(reader, side, variable) for side in (left, right)]
    except Obstacle:
        # What stands before an integral need not be a factor: \nabla \int f dx.
        return None
    if None in sides:
        return None
    outside = [part for side in sides if side is not None for part in side[1]]
    whole = [part for side in sides if side is not None for part in side[0]] + outside
    if not any(variable in t.free_symbols(each) for each in outside):
        return None
    if not all(map(_elementary, whole)):
        return None
    one, other = (_derived(*side, variable) for side in sides if side is not None)
    reader.note(
        f"read as antiderivatives, which are the same up to a constant: the derivatives of both "
        f"sides by {variable} are compared"
    )
    # A derivative on the left is no name that the equation could be taken to define.
    return (one, other) if one.head in ("derivative", "add") else (other, one)


def _terms(side: Node) -> list[tuple[str, Node]]:
    side = normal(side)
    if isinstance(side, Sum):
        return [(s.text, normal(e)) for s, e in zip(side.signs, side.terms, strict=True)]
    return [("", side)]


def _integral(node: Node) -> Big | None:
    """The integral that a term is, or ends with."""
    last = normal(node.factors[-1]) if isinstance(node, Product) else node
    return last if isinstance(last, Big) and last.operator == "int" else None


def _side(reader: Reader, side: Node, variable: Term) -> tuple[list[Term], list[Term]] | None:
    """The terms that stand in the integrals of a side, and those that stand outside."""
    given: list[Term] = []
    outside: list[Term] = []
    for sign, node in _terms(side):
        integral = _integral(node)
        found = reader.term(node if integral is None else parted(integral)[1])
        if isinstance(node, Product) and integral is not None:
            if not all(_plain(each) for factor in node.factors[:-1] for each in everything(factor)):
                return None
            marks: tuple[Mark, ...] = node.operators[:-1]
            before = node.factors[:-1]
            factor = reader.term(before[0] if not marks else Product(marks, before, span=node.span))
            if variable in t.free_symbols(factor) or node.operators[-1].text == "/":
                return None
            found = t.mul(factor, found)
        if sign not in ("", "+", "-"):
            return None
        (outside if integral is None else given).append(t.neg(found) if sign == "-" else found)
    return given, outside


def _plain(node: Node) -> bool:
    """Whether a node can be part of a coefficient: no operator such as a gradient."""
    if isinstance(node, Name):
        return node.key not in _OPERATORS and not node.key.startswith("\\mathbb")
    return isinstance(node, Number | Fraction | Product | Sum | Bracket)


def _derived(given: list[Term], outside: list[Term], variable: Term) -> Term:
    parts = [*given]
    if outside:
        parts.append(t.derivative(_sum(outside), variable))
    return _sum(parts)


def _sum(parts: list[Term]) -> Term:
    return parts[0] if len(parts) == 1 else t.add(*parts)


def _elementary(node: Term) -> bool:
    """Whether only known functions are called, and nothing is summed over."""
    return all(
        (each.head != "call" or each.value in ARITY) and each.head not in t.BINDERS
        for each in t.subterms(node)
    )
