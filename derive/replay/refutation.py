"""Replays a refutation: one point, both sides, two enclosures that do not meet.

The certificate holds the claim, the context, the point and the enclosures that were found:

    {"kind": "refutation", "claim": [left, sign, right], "context": {…},
     "point": [[term, "3/2"], …], "values": [["low", "high"], ["low", "high"]]}

It stands if the point lies in every declared domain and satisfies the assumptions, every free
symbol has a value, both sides have real values there, and those break the claimed relation.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.model.context import Context
from derive.model.data import Data, context_from, relation_from, term_from
from derive.model.domain import Domain, Family, Index, Scalar
from derive.model.term import Term
from derive.replay.evaluation import enclosed
from derive.replay.interval import Interval, Undefined, precision
from derive.replay.rejected import Rejected

PRECISIONS = (64, 256, 1024, 4096)
"""Significant bits, tried in this order until the sides part."""


_BROKEN: dict[str, Callable[[Interval, Interval], bool]] = {
    "=": lambda a, b: a.apart(b),
    "!=": lambda a, b: a.is_point and b.is_point and a == b,
    "<": lambda a, b: a.low >= b.high,
    "<=": lambda a, b: a.low > b.high,
    ">": lambda a, b: a.high <= b.low,
    ">=": lambda a, b: a.high < b.low,
}
"""Relation sign → whether enclosures of the sides show that it fails."""


def replay_refutation(certificate: Data) -> None:
    """Check a refutation; raises `Rejected` with the reason where it does not stand."""
    try:
        claim = relation_from(certificate["claim"])
        context = context_from(certificate["context"])
        point = {term_from(each): Fraction(value) for each, value in certificate["point"]}
        recorded = [Interval(Fraction(low), Fraction(high)) for low, high in certificate["values"]]
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise Rejected(f"it can't be read: {error}") from None
    for each, value in point.items():
        _check_domain(each, value, context, point)
    _check_assumptions(context, point)
    for bits in PRECISIONS:
        with precision(bits):
            try:
                sides = [enclosed(side, context, point) for side in (claim.left, claim.right)]
            except Undefined as reason:
                problem = f"a side has no value at the point: {reason}"
                continue
            if _BROKEN[claim.sign](*sides):
                _check_recorded(sides, recorded)
                return
            problem = "the sides do not part at the point"
    raise Rejected(problem)


def _check_recorded(sides: list[Interval], recorded: list[Interval]) -> None:
    if len(recorded) != 2:
        raise Rejected("it does not record the values of both sides")
    for found, said in zip(sides, recorded, strict=True):
        if said.low > said.high or found.apart(said):
            raise Rejected("a recorded value is not the value of its side")


def _check_domain(
    each: Term, value: Fraction, context: Context, point: dict[Term, Fraction]
) -> None:
    if context.definition_of(each) is not None:
        raise Rejected(f"{each} is defined, so its value can't be chosen")
    kind = context.type_of(str((each.args[0] if each.head == "indexed" else each).value))
    match kind:
        case Scalar(domain):
            inside = value in domain
        case Family(element=element):
            inside = value in element.domain
        case Index(span):
            low, high = (_size(end, context, point) for end in (span.lower, span.upper))
            inside = value.denominator == 1 and low <= value <= high
        case _:
            inside = value in Domain()
    if not inside:
        raise Rejected(f"{each} = {value} is outside its domain")


def _size(end: Term, context: Context, point: dict[Term, Fraction]) -> Fraction:
    try:
        value = enclosed(end, context, point)
    except Undefined as reason:
        raise Rejected(f"the size {end} has no value: {reason}") from None
    if not value.is_point:
        raise Rejected(f"the size {end} has no exact value")
    return value.low


def _check_assumptions(context: Context, point: dict[Term, Fraction]) -> None:
    for assumption in context.assumptions:
        try:
            sides = [enclosed(s, context, point) for s in (assumption.left, assumption.right)]
        except Undefined as reason:
            raise Rejected(f"the assumption {assumption} can't be checked: {reason}") from None
        if not _HOLDS[assumption.sign](*sides):
            raise Rejected(f"the assumption {assumption} does not surely hold at the point")


_HOLDS: dict[str, Callable[[Interval, Interval], bool]] = {
    "=": lambda a, b: a.is_point and a == b,
    "!=": lambda a, b: a.apart(b),
    "<": lambda a, b: a.high < b.low,
    "<=": lambda a, b: a.high <= b.low,
    ">": lambda a, b: a.low > b.high,
    ">=": lambda a, b: a.low >= b.high,
}
