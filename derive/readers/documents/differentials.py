r"""Fractions that are derivatives, such as `\frac{dL(a,y)}{dw_i}`.

A fraction is a derivative when its denominator is made of differentials and its numerator begins
with one sign of the same author: d, \partial, or what is declared.  A differential anywhere else
has nothing to be divided by.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.readers.documents.glyphs import normal
from derive.readers.latex.tree import (
    Empty,
    Fraction,
    Group,
    Mark,
    Name,
    Node,
    Number,
    Product,
    Run,
    Scripted,
)

SIGNS = frozenset({"d", r"\partial", r"\mathrm{d}"})
"""The signs of a differential that everybody writes."""

TOTAL = frozenset({"d", r"\mathrm{d}"})
"""The signs of a total derivative; all others are signs of partial ones."""

JUXTAPOSED = Mark("")


@dataclass(frozen=True, slots=True)
class Differential:
    """A fraction read as a derivative."""

    operand: Node | None
    """What is differentiated; None for an operator such as `d/dx`, which stands before it."""
    variables: tuple[Node, ...]
    """One for each order."""
    total: bool
    """Whether it is written with d, and so runs through every path."""


def differential(node: Fraction, signs: frozenset[str]) -> Differential | None:
    """The derivative that a fraction is, if it is one; raises nothing."""
    below = _atoms(node.denominator)
    above = _atoms(node.numerator)
    if not above or not below or sign(above[0], signs) is None:
        return None
    variables = _variables(below, signs)
    if not variables:
        return None
    order = order_of(above[0])
    if order is not None and order != len(variables):
        return None
    rest = above[1:]
    whole = sign(above[0], signs) in TOTAL
    return Differential(_product(rest, node.numerator), variables, whole)


def miscounted(node: Fraction, signs: frozenset[str]) -> tuple[int, int] | None:
    r"""The orders above and below of a derivative in which they cannot be the same.

    The exponent in `\partial \sigma^2` may count, or belong to what is differentiated by.
    """
    above, below = _atoms(node.numerator), _atoms(node.denominator)
    if not above or not below or sign(above[0], signs) is None:
        return None
    order, variables = order_of(above[0]), _variables(below, signs)
    if order is None or not variables:
        return None
    counts = {0}
    for each in dict.fromkeys(variables):
        counts = {n + k for n in counts for k in (1, variables.count(each))}
    return None if order in counts else (order, len(variables))


def squared_variable(node: Fraction, signs: frozenset[str]) -> Scripted | None:
    r"""The one variable of a first derivative that is written as a square: `\partial \sigma^2`."""
    above, below = _atoms(node.numerator), _atoms(node.denominator)
    if len(below) != 2 or not above or sign(above[0], signs) is None or order_of(above[0]) != 1:
        return None
    square = below[1]
    if sign(below[0], signs) is None or order_of(below[0]) != 1 or not isinstance(square, Scripted):
        return None
    return square if square.sup is not None and normal(square.sup) == Number("2") else None


def sign(node: Node, signs: frozenset[str]) -> str | None:
    """The sign of a differential that an atom is."""
    if isinstance(node, Scripted) and node.sub is None and node.primes == 0:
        node = node.base
    return node.key if isinstance(node, Name) and node.key in signs else None


def order_of(node: Node) -> int | None:
    """The order written on a sign: 2 in `d^2`, 1 without one, None for a symbolic one."""
    if not isinstance(node, Scripted) or node.sup is None:
        return 1
    order = normal(node.sup)
    if isinstance(order, Number) and order.text.isdigit() and 1 <= int(order.text) <= 9:
        return int(order.text)
    return None


def _variables(atoms: list[Node], signs: frozenset[str]) -> tuple[Node, ...]:
    found: list[Node] = []
    at = 0
    while at < len(atoms):
        if sign(atoms[at], signs) is None or order_of(atoms[at]) != 1 or at + 1 >= len(atoms):
            return ()
        variable = atoms[at + 1]
        at += 2
        times = 1
        if isinstance(variable, Scripted) and variable.sup is not None:
            power = normal(variable.sup)
            if isinstance(power, Number) and power.text.isdigit() and 2 <= int(power.text) <= 9:
                times = int(power.text)
                variable = Scripted(
                    variable.base, variable.sub, None, variable.primes, span=variable.span
                )
                if variable.sub is None and not variable.primes:
                    variable = variable.base
        found += [variable] * times
    return tuple(found)


def _atoms(node: Node) -> list[Node]:
    """The factors of a product written side by side, runs of letters taken apart."""
    node = normal(node)
    if isinstance(node, Product):
        found: list[Node] = []
        for index, factor in enumerate(node.factors):
            if index and node.operators[index - 1].text not in ("", r"\,"):
                found.append(node.operators[index - 1])
            found += _atoms(factor) if not isinstance(factor, Group) else [factor]
        return found
    return split_run(node)


def split_run(node: Node) -> list[Node]:
    """A run of letters, perhaps with scripts, as one node per letter."""
    if isinstance(node, Run):
        return [Name(each, span=node.span) for each in node.letters]
    if isinstance(node, Scripted) and isinstance(node.base, Run):
        *first, last = split_run(node.base)
        return [*first, Scripted(last, node.sub, node.sup, node.primes, span=node.span)]
    return [node]


def _product(atoms: list[Node], whole: Node) -> Node | None:
    factors: list[Node] = []
    operators: list[Mark] = []
    pending = JUXTAPOSED
    for atom in atoms:
        if isinstance(atom, Mark):
            pending = atom
            continue
        if factors:
            operators.append(pending)
        factors.append(atom)
        pending = JUXTAPOSED
    if not factors:
        return None
    if len(factors) == 1:
        return None if isinstance(factors[0], Empty) else factors[0]
    return Product(tuple(operators), tuple(factors), span=whole.span)
