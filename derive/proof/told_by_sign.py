"""Cases told by the sign of one quantity that is not zero: max(0, u) and 1[u > 0] as polynomials.

With s = |u|/u a choice between P where u > 0 and N where u < 0 is P (1 + s)/2 + N (1 - s)/2.  That
u is not zero is known by its sign, or is a condition of the claim for all indices of a range, in
which the indices of u lie: a derivative of max(0, u_i) under a sum over i needs every u_i ≠ 0.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from flint import fmpq

from derive.model import term as t
from derive.model.domain import Index
from derive.model.term import Term
from derive.proof import powers
from derive.proof.definedness import Condition
from derive.proof.element import Element
from derive.proof.ring import NotRead, Vanishes
from derive.proof.sign_sets import ZERO

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

MOST = 12
"""The greatest number of ways to put indices in that are tried."""


def by_sign(form: NormalForm, node: Term) -> Element | None:
    """A case distinction by the sign of one quantity other than zero; None where it is no such."""
    tests = list(node.args[1::2])
    if not tests or any(test.head not in t.ORDERS for test in tests):
        return None
    try:
        decisive = form.of(tests[0].args[0]) - form.of(tests[0].args[1])
        base = decisive.polynomial
        if base is None or (form.signs.of(decisive) & ZERO and not _excluded(form, tests[0])):
            return None
        branches = [_branch(form, node, decisive, positive) for positive in (True, False)]
        size = powers.of_absolute(form, t.call("abs", form.term(decisive)))
        sign = size * decisive.inverse()
    except (NotRead, Vanishes):
        return None
    if any(each is None or each.polynomial is None for each in branches):
        return None
    above, below = (each for each in branches if each is not None)
    form.laws.setdefault("u > 0 or u < 0 by |u|/u, as u ≠ 0")
    half = fmpq(1, 2)
    return (above + below).scaled(half) + (above - below).scaled(half) * sign


def _branch(form: NormalForm, node: Term, decisive: Element, positive: bool) -> Element | None:
    """The value where the decisive quantity is positive, or where it is negative."""
    for value, test in zip(node.args[::2], node.args[1::2], strict=False):
        other = form.of(test.args[0]) - form.of(test.args[1])
        if not (other - decisive).parts:
            above = positive
        elif not (other + decisive).parts:
            above = not positive
        else:
            return None
        if above == (test.head in ("gt", "ge")):
            return form.of(value)
    return form.of(node.args[-1]) if len(node.args) % 2 else None


def _excluded(form: NormalForm, test: Term) -> bool:
    """Whether a condition that the claim needs for whole ranges has this not be zero."""
    value = form.of(test.args[0]) - form.of(test.args[1])
    letters = sorted({*t.free_symbols(test)}, key=str)
    for condition in form.excluded:
        slots = [[s for s in letters if _within(form, s, *span)] for _, *span in condition.bound]
        for filled in list(product(*slots))[:MOST]:
            change = {i: s for (i, *_), s in zip(condition.bound, filled, strict=True)}
            sides = (condition.relation.left, condition.relation.right)
            one, other = (form.of(t.substitute(side, change)) for side in sides)
            if not (one - other - value).parts or not (one - other + value).parts:
                return True
    return False


def _within(form: NormalForm, letter: Term, low: Term, high: Term) -> bool:
    """Whether an index runs over just this range."""
    ends = form.bound_ranges.get(letter)
    if ends is None:
        kind = form.context.type_of(str(letter.value))
        if not isinstance(kind, Index):
            return False
        ends = kind.range.lower, kind.range.upper
    return all(
        not (form.of(own) - form.of(end)).parts for own, end in zip(ends, (low, high), strict=True)
    )


def excludes_zero(condition: Condition) -> bool:
    """Whether a condition says of all members of ranges that something is not zero."""
    return bool(condition.bound) and not condition.guards and condition.relation.sign == "!="
