"""The constructs of the plain notation that are written like calls, one function each.

Derivative(L, a), Sum(x[i], (i, 1, N)), Product(…), Piecewise((x, x > 0), (0, True)), as SymPy
writes them.  Each function is called after the opening bracket and reads up to the closing one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.arrays import literal_matrix
from derive.model.relation import SIGNS
from derive.model.term import Term
from derive.readers.plain_tokens import Token

if TYPE_CHECKING:
    from derive.readers.plain_grammar import Parser

HIGHEST_ORDER = 100
"""Greatest order of a derivative."""

_BINDERS = {"Sum": "sum", "Product": "product", "Maximum": "maximum", "Minimum": "minimum"}
_RELATIONS = {"Eq": "eq", "Ne": "ne", "Lt": "lt", "Le": "le", "Gt": "gt", "Ge": "ge"}
_JUNCTIONS = {"And": "and", "Or": "or", "Not": "not"}


def derivative(parser: Parser, token: Token) -> Term:
    """Derivative(f, x, y), with Derivative(f, x, 2) or (x, 2) for repeated variables."""
    body = parser.sum()
    variables: list[Term] = []
    while parser.skip(","):
        if parser.next.kind == "number" and variables:
            variables += variables[-1:] * (_order(parser) - 1)
        elif parser.skip("("):
            variable = _variable(parser)
            parser.need(",", "and the order of the derivative")
            variables += [variable] * _order(parser)
            parser.need(")", "after the order of the derivative")
        else:
            variables.append(_variable(parser))
    parser.need(")", f"or `,` in {token.text}")
    if not variables:
        raise parser.source.error(
            "syntax",
            f"{token.text} needs a variable to differentiate by",
            token,
            help=f"for example {token.text}({body}, x)",
        )
    return t.derivative(body, *variables)


def _variable(parser: Parser) -> Term:
    at = parser.next
    variable = parser.sum()
    if variable.head not in ("symbol", "indexed", "call"):
        raise parser.source.error("syntax", f"{variable} is no variable to differentiate by", at)
    return variable


def _order(parser: Parser) -> int:
    at = parser.next
    order = t.literal(parser.sum())
    if order is None or order.denominator != 1 or not 1 <= order <= HIGHEST_ORDER:
        raise parser.source.error(
            "syntax", f"the order of a derivative is a whole number from 1 to {HIGHEST_ORDER}", at
        )
    return int(order)


def binder(parser: Parser, token: Token) -> Term:
    """Sum(body, (i, 1, N)) and Product(body, (i, 1, N)); the first of several ranges is inmost."""
    head = _BINDERS[token.text]
    shape = f"as in {token.text}(x[i], (i, 1, N))"
    body = parser.sum()
    if not parser.sees(","):
        raise parser.unexpected(f"`,` and the range of the index, {shape}")
    while parser.skip(","):
        parser.need("(", f"and the range of the index, {shape}")
        if parser.next.kind != "name":
            raise parser.unexpected(f"the name of an index, {shape}")
        index = t.symbol(parser.take().text)
        parser.need(",", f"and the lower limit, {shape}")
        lower = parser.sum()
        parser.need(",", f"and the upper limit, {shape}")
        upper = parser.sum()
        parser.need(")", f"after the upper limit, {shape}")
        body = parser.built(t.make(head, (body, index, lower, upper)), token)
    parser.need(")", f"to close {token.text}")
    return body


def piecewise(parser: Parser, token: Token) -> Term:
    """Piecewise((value, condition), …), with True as the condition of the last for all else."""
    shape = "as in Piecewise((x, x > 0), (0, True))"
    args: list[Term] = []
    otherwise = False
    while not otherwise:
        parser.need("(", shape)
        args.append(parser.sum())
        parser.need(",", f"and a condition, {shape}")
        otherwise = parser.skip("True")
        if not otherwise:
            args.append(condition(parser))
        parser.need(")", shape)
        if not parser.skip(","):
            break
    parser.need(")", f"to close {token.text}")
    return t.make("cases", tuple(args)) if len(args) > 1 else args[0]


def indicator(parser: Parser, token: Token) -> Term:
    """indicator(i <= n), 1 where the condition holds, else 0."""
    found = condition(parser)
    parser.need(")", f"to close {token.text}")
    return t.call("indicator", found)


def matrix(parser: Parser, token: Token) -> Term:
    """Matrix([[a, b], [c, d]]), row by row; Matrix([a, b]) is a column."""
    shape = "as in Matrix([[a, b], [c, d]])"
    parser.need("[", shape)
    rows: list[list[Term]] = []
    while not rows or parser.skip(","):
        if parser.skip("["):
            rows.append(parser.listed(parser.sum, "]", "the entries of a row"))
        else:
            rows.append([parser.sum()])
        if len(rows[-1]) != len(rows[0]):
            raise parser.source.error("syntax", "the rows have different lengths", token)
    parser.need("]", f"after the rows, {shape}")
    parser.need(")", f"to close {token.text}")
    return literal_matrix(rows)


def condition(parser: Parser) -> Term:
    """A relation, a chain of them, or And, Or, Not of conditions."""
    token = parser.next
    if parser.sees(*_JUNCTIONS):
        parser.take()
        parser.need("(", f"after {token.text}")
        parts = parser.listed(lambda: condition(parser), ")", f"the conditions of {token.text}")
        if token.text == "Not":
            parser.count(token, len(parts), 1, 1)
        return parser.built(t.make(_JUNCTIONS[token.text], tuple(parts)), token)
    if parser.sees(*_RELATIONS):
        parser.take()
        parser.need("(", f"after {token.text}")
        sides = parser.listed(parser.sum, ")", f"the sides of {token.text}")
        parser.count(token, len(sides), 2, 2)
        return parser.built(t.make(_RELATIONS[token.text], tuple(sides)), token)
    if _bracketed(parser):
        parser.take()
        inner = condition(parser)
        parser.need(")", "after the condition")
        return inner
    links = tuple(parser.built(link.as_condition(), token) for link in parser.chain())
    return links[0] if len(links) == 1 else parser.built(t.make("and", links), token)


def _bracketed(parser: Parser) -> bool:
    """Whether a bracket comes next that holds a relation sign of its own."""
    level = 0
    for token in parser.tokens[parser.at :]:
        level += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if level == 0:
            return False
        if level == 1 and token.text in SIGNS:
            return True
    return False


CONSTRUCTS: dict[str, Callable[[Parser, Token], Term]] = {
    "Derivative": derivative,
    "diff": derivative,
    "Sum": binder,
    "Product": binder,
    "Maximum": binder,
    "Minimum": binder,
    "Matrix": matrix,
    "indicator": indicator,
    "Piecewise": piecewise,
}
"""Name → what reads the rest of the construct."""
