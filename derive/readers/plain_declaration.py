"""Declarations in plain notation: names, a colon, and the values that they range over.

    a : (0, 1)            y : {0, 1}             t : [0, oo) except 1
    x, y : nonzero        N : positive integer   k : [1, 9] integer
    i : index 1..N        w, x : real for i in 1..2, j in 1..d
    f : real -> real      g : real, positive -> (0, 1)
    w : real^d            X : real^(N x d)       S : real^(n x n) symmetric
    y : {0, 1}^N          x : real^d for i in 1..N
    f : real^d -> real, rowwise

Whatever a type prints as reads back to that type.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derive.model import term as t
from derive.model.domain import (
    NAMED,
    Domain,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Type,
    Value,
    Vector,
    finite,
)
from derive.model.sizes import same_size
from derive.readers.plain_grammar import CONSTANTS, Parser

_NAMED = {
    **NAMED,
    "reals": NAMED["real"],
    "nonnegative integer": NAMED["natural"],
    "int": NAMED["integer"],
}
_KNOWN = (
    "real, positive, nonnegative, negative, nonzero, unit, binary, integer, positive integer, "
    "natural, an interval such as (0, 1) or [0, oo), a set such as {0, 1}, "
    "index 1..N, a vector such as real^d, a matrix such as real^(N x d), "
    "or a function such as real -> real"
)


def declaration(parser: Parser) -> tuple[tuple[str, ...], Type]:
    """The declared names and their type."""
    names = [_name(parser)]
    while parser.skip(","):
        names.append(_name(parser))
    if not parser.skip("in"):
        parser.need(":", "and what the names range over, as in a : (0, 1)")
    return tuple(names), _type(parser)


def _name(parser: Parser) -> str:
    if parser.next.kind != "name":
        raise parser.unexpected("a name to declare, as in a : (0, 1)")
    token = parser.take()
    if token.text in CONSTANTS:
        raise parser.source.error(
            "name-taken",
            f"{token.text} is a constant that everybody knows",
            token,
            help="choose another name",
        )
    return token.text


def _type(parser: Parser) -> Type:
    if parser.skip("index"):
        parser.skip("in")
        return Index(_range(parser))
    arguments = [_value(parser)]
    while parser.skip(","):
        arguments.append(_value(parser))
    if parser.skip("->"):
        result = _value(parser)
        lifted = ""
        if parser.skip(","):
            if not parser.sees(*_LIFTED):
                raise parser.unexpected(f"one of: {', '.join(_LIFTED)}")
            lifted = parser.take().text
        return Function(tuple(arguments), result, lifted)
    if len(arguments) > 1:
        raise parser.unexpected("`->` and the values of the function")
    if not parser.skip("for"):
        return arguments[0]
    ranges = [_member_range(parser)]
    while parser.skip(","):
        ranges.append(_member_range(parser))
    return Family(tuple(ranges), arguments[0])


_LIFTED = ("rowwise", "elementwise")


def _value(parser: Parser) -> Value:
    """A domain, perhaps to the power of a size or of two: real^d, real^(N x d)."""
    element = Scalar(_enclosed_domain(parser))
    if not parser.skip("**"):
        return element
    if not parser.skip("("):
        token = parser.next
        if token.kind not in ("name", "number"):
            raise parser.unexpected("a size, as in real^d or real^(N x d)")
        parser.take()
        return Vector(
            t.symbol(token.text) if token.kind == "name" else t.decimal(token.text), element
        )
    _crosses(parser)
    rows = parser.sum()
    if not parser.skip("x"):
        parser.need(")", "after the size, as in real^(N x d)")
        return Vector(rows, element)
    columns = parser.sum()
    parser.need(")", "after the sizes, as in real^(N x d)")
    symmetric = parser.skip("symmetric")
    if symmetric and not same_size(rows, columns):
        message = f"a matrix of {rows} × {columns} can't be symmetric: it is not square"
        raise parser.source.error("syntax", message, parser.tokens[parser.at - 1])
    return Matrix(rows, columns, element, symmetric)


def _crosses(parser: Parser) -> None:
    """Read × between two sizes as x; elsewhere it is a product sign."""
    level = 1
    for at in range(parser.at, len(parser.tokens)):
        token = parser.tokens[at]
        level += (token.text == "(") - (token.text == ")")
        if level == 0:
            return
        if level == 1 and parser.source.text[token.start : token.end] == "×":
            parser.tokens[at] = replace(token, kind="name", text="x")


def _enclosed_domain(parser: Parser) -> Domain:
    """A domain, perhaps in brackets: (positive integer)^n, ({0, 1})^n."""
    following = parser.tokens[min(parser.at + 1, len(parser.tokens) - 1)]
    names = {name.split()[0] for name in _NAMED}
    if parser.sees("(") and (following.text in ("{", "(", "[") or following.text in names):
        parser.take()
        domain = _domain(parser)
        parser.need(")", "after the domain")
        return domain
    return _domain(parser)


def _member_range(parser: Parser) -> Range:
    """`i in 1..2`; the index may be left out, for it names nothing outside."""
    if parser.next.kind == "name" and parser.tokens[parser.at + 1].text == "in":
        parser.take()
        parser.take()
    return _range(parser)


def _range(parser: Parser) -> Range:
    lower = parser.sum()
    parser.need("..", "and the last value, as in 1..N")
    return Range(lower, parser.sum())


def _domain(parser: Parser) -> Domain:
    at = parser.next
    if parser.skip("{"):
        return finite(*parser.listed(lambda: _rational(parser), "}", "the values"))
    if parser.sees("(", "["):
        domain = _interval(parser)
    else:
        domain = _named(parser)
    if parser.sees("integer"):
        parser.take()
        domain = replace(domain, integer=True)
    if parser.skip("except"):
        excluded = [_rational(parser)]
        while parser.skip(","):
            excluded.append(_rational(parser))
        domain = replace(domain, excluded=tuple(sorted({*domain.excluded, *excluded})))
    if domain.empty:
        raise parser.source.error("empty-domain", f"no number lies in {domain}", at)
    return domain


def _named(parser: Parser) -> Domain:
    token = parser.next
    following = parser.tokens[min(parser.at + 1, len(parser.tokens) - 1)]
    for words in (f"{token.text} {following.text}", token.text):
        if token.kind == "name" and words in _NAMED:
            parser.at += len(words.split())
            return _NAMED[words]
    if token.kind != "name":
        raise parser.unexpected(f"one of: {_KNOWN}")
    raise parser.source.error(
        "unknown-domain", f"no domain is called `{token.text}`", token, help=f"known are {_KNOWN}"
    )


def _interval(parser: Parser) -> Domain:
    opening = parser.take()
    lower = _end(parser, low=True)
    parser.need(",", "between the ends of the interval")
    upper = _end(parser, low=False)
    if not parser.sees(")", "]"):
        raise parser.unexpected("`)` or `]` after the upper end")
    closing = parser.take()
    open_below = opening.text == "(" or lower is None
    return Domain(lower, upper, open_below, closing.text == ")" or upper is None)


def _end(parser: Parser, *, low: bool) -> Fraction | None:
    at = parser.next
    node = parser.sum()
    infinity = t.constant("infinity")
    if node is (t.neg(infinity) if low else infinity):
        return None
    value = t.literal(node)
    if value is None:
        raise parser.source.error(
            "unknown-domain",
            f"the end {node} of an interval is no rational number",
            at,
            help="declare the name as real and assume the bounds, as in x > b",
        )
    return value


def _rational(parser: Parser) -> Fraction:
    at = parser.next
    value = t.literal(parser.sum())
    if value is None:
        raise parser.source.error("unknown-domain", "expected a rational number", at)
    return value
