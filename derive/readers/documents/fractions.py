r"""Fractions: quotients and derivatives.

`\frac{dy}{dx}` is a derivative, `\frac{d}{dx}` differentiates what stands after it; a differential
above or below the line alone belongs to nothing and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.explicit import partial
from derive.model.term import Term
from derive.readers.documents import scripts
from derive.readers.documents.differentials import differential, miscounted, order_of, sign
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.ranks import COLUMN
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import (
    Bracket,
    Chain,
    Fraction,
    Name,
    Node,
    Product,
    Scripted,
    Sequence,
)

if TYPE_CHECKING:
    from derive.readers.documents.products import Factors
    from derive.readers.documents.reading import Reader


def fraction(reader: Reader, node: Fraction, factors: Factors | None) -> Term:
    """A quotient, or a derivative; an operator d/dx takes the factors after it."""
    found = differential(node, reader.lexicon.signs)
    if found is None:
        _no_differentials(reader, node)
        return t.div(reader.term(node.numerator), reader.term(node.denominator))
    operand = found.operand
    if operand is None:
        operand = factors.rest() if factors is not None else None
        if operand is None:
            raise Obstacle(
                "the operator d/dx has no operand",
                node,
                status="ill-formed",
                help="write what is differentiated after it",
                construct="operator without operand",
            )
    inner = reader.term(operand)
    variables = tuple(reader.term(each) for each in found.variables)
    return derivative(reader, inner, variables, node, whole=found.total)


def derivative(
    reader: Reader, operand: Term, variables: tuple[Term, ...], node: Node, *, whole: bool
) -> Term:
    """A derivative by variables, which have to be names; `whole` if it is surely the total one."""
    variables = _both_ways(reader, variables)
    for variable in variables:
        if arrays.unlined(variable).head not in ("symbol", "indexed"):
            raise Obstacle(
                f"a derivative by {variable}, which is no variable",
                node,
                help="give it a name",
                construct="derivative by an expression",
            )
    return t.derivative(operand, *variables) if whole else partial(operand, *variables)


def _both_ways(reader: Reader, variables: tuple[Term, ...]) -> tuple[Term, ...]:
    r"""`\partial w \partial w^\top` below the line: the rows and columns of a Hessian."""
    if len(variables) != 2:
        return variables
    one, other = variables
    if other.head != "call" or other.value != "transpose" or other.args[0] is not one:
        return variables
    ranks = reader.lexicon.ranks
    if one.head != "symbol" or ranks is None or ranks.of(one) != COLUMN:
        return variables
    reader.note(f"the second derivative by {one} and its transpose is read as the Hessian")
    return one, one


def _no_differentials(reader: Reader, node: Fraction) -> None:
    """A differential in a fraction that is no derivative has nothing that it belongs to."""
    for side in (node.denominator, node.numerator):
        inner = normal(side)
        first = inner.factors[0] if isinstance(inner, Product) else inner
        atoms = scripts.splits(first)
        starts = sign(atoms[0], reader.lexicon.signs)
        if starts is None or (len(atoms) == 1 and not isinstance(inner, Product)):
            continue
        if not scripts.stray(reader, atoms[0]) or _takes_a_list(inner):
            continue
        if order_of(atoms[0]) is None:
            raise Obstacle("a derivative of symbolic order", node, construct="symbolic order")
        where = "numerator" if side is node.numerator else "denominator"
        other = node.denominator if side is node.numerator else node.numerator
        if any(_holds_sign(reader, each) for each in everything(other)):
            orders = miscounted(node, reader.lexicon.signs)
            if orders is not None:
                raise Obstacle(
                    f"a derivative of order {orders[0]} above the line and {orders[1]} below",
                    node,
                    status="ill-formed",
                    help="both have to be the same",
                    construct="orders that differ",
                )
            raise Obstacle("a fraction of differentials that is no derivative", node)
        raise Obstacle(
            f"a differential in the {where} alone is no derivative",
            side,
            status="ill-formed",
            help="a derivative has differentials above and below the line",
            construct="stray differential",
        )


def _takes_a_list(node: Node) -> bool:
    """Whether a list in a bracket follows: d(x, y) is a distance, and no differential."""
    if not isinstance(node, Product) or len(node.factors) < 2:
        return False
    bracket = normal(node.factors[1])
    return isinstance(bracket, Bracket) and isinstance(normal(bracket.body), Sequence | Chain)


def _holds_sign(reader: Reader, node: Node) -> bool:
    return any(
        sign(each, reader.lexicon.signs) is not None
        for each in scripts.splits(node)
        if isinstance(each, Name | Scripted)
    )
