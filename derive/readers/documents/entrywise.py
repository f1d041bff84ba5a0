"""Exponents, denominators and powers that are arrays: `e^{-\\mathbf{z}}` has the entries e^{-z_i}.

No such thing is defined for an array that is not square, so authors can only mean the entries:
`\\frac{1}{1 + e^{-\\mathbf{z}}}` is the column of all 1/(1 + e^{-z_i}).  A power of a column may be
the powers of the entries or a squared norm; which of them is tried, the caller says.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from derive.model import arrays
from derive.model import term as t
from derive.model.shapes import Shape, Shapes, same
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, literal

HIGHEST = 6
"""The highest power of an array that is written as a product."""


class Powers(Enum):
    """How powers of arrays that are not square are taken."""

    AS_WRITTEN = "as written"
    ENTRIES = "entry by entry"
    NORM = "as a squared norm"


def _power(node: Term, shapes: Shapes, powers: Powers, notes: dict[str, None]) -> Term:
    base, exponent = node.args
    if base is t.constant("e") and _uneven(shapes.of(exponent)):
        notes.setdefault(f"e^({exponent}) is taken entry by entry")
        return t.call("exp", exponent)
    count = literal(exponent)
    if powers is Powers.AS_WRITTEN or count is None or count.denominator != 1:
        return node
    if not 2 <= count <= HIGHEST or not _uneven(shapes.of(base)):
        return node
    if powers is Powers.NORM:
        return t.power(arrays.norm(base), exponent) if count == 2 else node
    notes.setdefault(f"({base})^{exponent} is taken entry by entry")
    return arrays.hadamard(*[base] * int(count))


def _quotient(node: Term, shapes: Shapes, powers: Powers, notes: dict[str, None]) -> Term:
    above, below = node.args
    shape, other = shapes.of(above), shapes.of(below)
    if not _uneven(other) or (shape and not same(shape, other)):
        return node
    notes.setdefault("a quotient by an array is taken entry by entry")
    if shape:
        return t.call("quotient", above, below)
    rows, columns = other
    ones = arrays.ones(rows) if same_size(columns, ONE) else arrays.ones(rows, columns)
    return t.call("quotient", ones if t.is_number(above, 1) else t.mul(above, ones), below)


def _call(node: Term, shapes: Shapes, powers: Powers, notes: dict[str, None]) -> Term:
    """What compares entries, as max(0, z) and 1[z > 0] do for an array z, stays as it is."""
    if node.value in ("max", "min", "indicator") and shapes.of(node):
        notes.setdefault(f"{node} is taken entry by entry")
    return node


def on_a_diagonal(*sides: Term) -> bool:
    """Whether a power is made a diagonal of, which no number is."""
    return any(
        any(each.head == "pow" for each in t.subterms(node))
        for side in sides
        for node in t.subterms(side)
        if node.head == "call" and node.value == "diag"
    )


def _uneven(shape: Shape) -> bool:
    """Whether something is an array that is not square."""
    return bool(shape) and not same_size(*shape)


Rule = Callable[[Term, Shapes, Powers, dict[str, None]], Term]
"""What becomes of a term; receives a note of what was taken so."""

RULES: dict[str, Rule] = {"pow": _power, "div": _quotient, "call": _call}
"""By the head of the term."""
