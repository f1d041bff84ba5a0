"""Types as a declaration block writes them, to a neutral tree.

    real    positive    (0, 1]    {0, 1}    real^d    real^(N x d)    index 1..N
    real^d, real -> (0, 1), rowwise

Sets may be written as in mathematics too: `\\mathbb{R}^{N \\times d}`, `\\{0, 1\\}`.
"""

from __future__ import annotations

import re

from derive.ground.diagnostic import DeriveError, Diagnostic
from derive.model.domain import NAMED
from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.splitting import first, split
from derive.readers.sources.statement import (
    ArrayType,
    Entries,
    FunctionType,
    IndexType,
    IntervalType,
    Lifting,
    NamedType,
    SetType,
    TypeText,
    Values,
)

COMMA = re.compile(r",")
RANGE = re.compile(r"\.\.+|\\[lc]?dots\b")
_ARROW = re.compile(r"->|\\to\b|→")
_POWER = re.compile(r"\^")
_TIMES = re.compile(r"\bx\b|\\times\b|×")
_INTERVAL = re.compile(r"([(\[])(.*)([)\]])\s*(integers?)?", re.DOTALL)
_SET = re.compile(r"\\?\{(.*?)\\?\}", re.DOTALL)
_INDEX = re.compile(r"index\b(?:\s*in\b)?\s*")

LIFTINGS: dict[str, Lifting] = {"rowwise": "rowwise", "elementwise": "elementwise"}

_WRITTEN = {
    "reals": "real",
    "number": "real",
    "scalar": "real",
    "int": "integer",
    "integers": "integer",
    "nonnegative integer": "natural",
    "non-negative": "nonnegative",
    r"\R": "real",
    r"\mathbb{R}": "real",
    r"\mathbb{R}_+": "nonnegative",
    r"\mathbb{R}_{+}": "nonnegative",
    r"\mathbb{R}_{>0}": "positive",
    r"\mathbb{R}_{++}": "positive",
    r"\mathbb{R}_{\geq 0}": "nonnegative",
    r"\mathbb{Z}": "integer",
    r"\mathbb{N}": "natural",
}
"""Other ways to write a named domain."""

FORMS = (
    "real, positive, nonnegative, negative, nonzero, unit, binary, integer, positive integer, "
    "natural, (0, 1), [0, \\infty), {0, 1}, real^d, real^(N x d), index 1..N, "
    "or a function: real^d, real -> (0, 1), with `, rowwise` or `, elementwise` if it applies so"
)
"""The types that can be declared, for messages."""


def unreadable(excerpt: Excerpt, message: str, help: str) -> DeriveError:
    """The error for one part of a statement."""
    excerpt = excerpt.stripped()
    return DeriveError(
        Diagnostic("declaration-not-read", message, excerpt.place(), help, excerpt.line())
    )


def type_text(excerpt: Excerpt) -> TypeText:
    """The type that a text says; raises a `DeriveError` with the forms that can be read."""
    arrow = first(excerpt, _ARROW)
    if arrow is not None:
        return _function(*arrow)
    return _argument(excerpt)


def _function(arguments: Excerpt, result: Excerpt) -> FunctionType:
    parts = split(result, COMMA)
    lifting: Lifting | None = None
    if len(parts) > 1:
        lifting = LIFTINGS.get(parts[1].text)
        if lifting is None or len(parts) > 2:
            raise unreadable(
                parts[1],
                f"`{parts[1].text}` does not say how a function applies to more",
                "write rowwise or elementwise after the comma, or nothing",
            )
    given = tuple(_argument(each) for each in split(arguments, COMMA))
    return FunctionType(given, _values(parts[0]), lifting)


def _argument(excerpt: Excerpt) -> Values | IndexType:
    match = _INDEX.match(excerpt.text)
    bounds = excerpt.cut(match.end(), len(excerpt.text)) if match else excerpt
    ends = first(bounds, RANGE)
    if ends is not None:
        lower, upper = (end_of_range(each) for each in ends)
        if lower.text and upper.text:
            return IndexType(lower, upper)
    if match is not None and not bounds.text.strip():
        return IndexType()
    return _values(excerpt)


def end_of_range(excerpt: Excerpt) -> Excerpt:
    """The end of a range without a comma left over from `1, \\dots, N`."""
    text = excerpt.text
    start = len(text) - len(text.lstrip(", "))
    return excerpt.cut(start, max(start, len(text.rstrip(", ")))).stripped()


def _values(excerpt: Excerpt) -> Values:
    power = first(excerpt, _POWER)
    if power is None or not power[0].text:
        return _entries(excerpt)
    base, shape = power
    if re.fullmatch(r"\(.*\)|\{.*\}", shape.text, re.DOTALL):
        shape = shape.cut(1, len(shape.text) - 1).stripped()
    sizes = split(shape, _TIMES)
    if not 1 <= len(sizes) <= 2 or not all(size.text for size in sizes):
        raise unreadable(
            shape,
            f"`{shape.text}` is no shape",
            "write real^d for vectors and real^(N x d) for matrices",
        )
    return ArrayType(_entries(base), tuple(sizes))


def _entries(excerpt: Excerpt) -> Entries:
    text = excerpt.text
    members = _SET.fullmatch(text)
    if members is not None:
        values = split(excerpt.cut(*members.span(1)), COMMA)
        if all(value.text for value in values):
            return SetType(tuple(values))
    interval = _INTERVAL.fullmatch(text)
    if interval is not None:
        ends = split(excerpt.cut(*interval.span(2)), COMMA)
        if len(ends) == 2 and all(end.text for end in ends):
            opened, closed = interval[1] == "(", interval[3] == ")"
            return IntervalType(ends[0], ends[1], opened, closed, interval[4] is not None)
    words = " ".join(text.split())
    name = _WRITTEN.get(words, words)
    if name in NAMED:
        return NamedType(name)
    raise unreadable(excerpt, f"`{text}` is no type", f"write one of: {FORMS}")
