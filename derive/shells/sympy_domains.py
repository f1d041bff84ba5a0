"""What SymPy knows of a symbol's values, as a domain.

Assumptions (`positive=True`) and sets (`Interval.open(0, 1)`) say the same thing in two ways.  What
a domain can't say (even, prime, irrational, an end at π) is refused, for leaving it out could turn
a true statement into a refuted one.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy
from sympy.core.facts import InconsistentAssumptions

from derive.model.domain import (
    INTEGER,
    NATURAL,
    NEGATIVE,
    NONNEGATIVE,
    NONZERO,
    POSITIVE,
    POSITIVE_INTEGER,
    REAL,
    Domain,
    finite,
)

_SIGNS: tuple[tuple[str, Domain], ...] = (
    ("positive", POSITIVE),
    ("negative", NEGATIVE),
    ("nonnegative", NONNEGATIVE),
    ("nonpositive", Domain(upper=Fraction(0), upper_open=False)),
    ("nonzero", NONZERO),
    ("integer", INTEGER),
)
_INEXPRESSIBLE = ("even", "odd", "prime", "composite", "irrational", "noninteger", "infinite")
_NAMED_SETS: tuple[tuple[Any, Domain], ...] = (
    (sympy.S.Reals, REAL),
    (sympy.S.Rationals, REAL),
    (sympy.S.Integers, INTEGER),
    (sympy.S.Naturals, POSITIVE_INTEGER),
    (sympy.S.Naturals0, NATURAL),
)


def of_symbol(symbol: Any) -> Domain:
    """The domain that a symbol's assumptions give it; one without any is real."""
    facts = symbol.assumptions0
    if facts.get("complex") and not facts.get("real"):
        raise ValueError(f"{symbol} is complex; only real symbols are read: Symbol('{symbol}')")
    try:
        facts = sympy.Symbol("real", **{**facts, "real": True}).assumptions0
    except InconsistentAssumptions:
        raise ValueError(
            f"the assumptions of {symbol} contradict that it is real; only real symbols are read"
        ) from None
    if facts.get("zero"):
        return finite(0)
    for fact in _INEXPRESSIBLE:
        if facts.get(fact):
            raise ValueError(
                f"the assumption {fact}=True of {symbol} can't be taken into account; write "
                f"{symbol} in terms of a symbol without it, such as 2*k for an even number"
            )
    domain = REAL
    for fact, values in _SIGNS:
        if facts.get(fact):
            domain = intersection(domain, values)
    return domain


def of_set(values: Any) -> Domain:
    """The domain that a SymPy set is."""
    if isinstance(values, Domain):
        return values
    if not isinstance(values, sympy.Set):
        raise TypeError(f"where= takes SymPy sets such as Interval.open(0, 1), not {values!r}")
    for known, domain in _NAMED_SETS:
        if values == known:
            return domain
    match values:
        case sympy.FiniteSet():
            return finite(*(_rational(value, values) for value in values))
        case sympy.Interval():
            return _interval(values)
        case sympy.Range() if values.step == 1:
            inside = sympy.Interval(values.inf, values.sup)
            return replace(_interval(inside), integer=True)
        case sympy.Union():
            return _union(values)
        case sympy.Complement(args=(whole, sympy.FiniteSet() as points)):
            domain = of_set(whole)
            left_out = {_rational(point, values) for point in points}
            return replace(domain, excluded=tuple(sorted({*domain.excluded, *left_out})))
    raise ValueError(
        f"{values} is no set that is read here: use Interval, FiniteSet, Range, S.Reals, "
        "S.Integers, S.Naturals, S.Naturals0, or an interval without some points"
    )


def _interval(values: Any) -> Domain:
    start, end = values.start, values.end
    return Domain(
        None if start == -sympy.oo else _rational(start, values),
        None if end == sympy.oo else _rational(end, values),
        bool(values.left_open),
        bool(values.right_open),
    )


def _union(values: Any) -> Domain:
    """Open intervals side by side: one interval without the points between them."""
    parts = [_interval(part) for part in values.args if isinstance(part, sympy.Interval)]
    parts.sort(key=lambda part: (part.lower is not None, part.lower or Fraction(0)))
    gaps = [part.upper for part in parts[:-1]]
    meet = all(
        one.upper is not None and one.upper == other.lower and one.upper_open and other.lower_open
        for one, other in pairwise(parts)
    )
    if len(parts) != len(values.args) or not meet:
        raise ValueError(f"{values} is no interval without some points; prove each part on its own")
    first, last = parts[0], parts[-1]
    points = tuple(gap for gap in gaps if gap is not None)
    return Domain(first.lower, last.upper, first.lower_open, last.upper_open, excluded=points)


def _rational(value: Any, values: Any) -> Fraction:
    if not value.is_Rational:
        raise ValueError(
            f"{value} in {values} is no rational number; "
            "use a larger set and state the bound in assuming=[...]"
        )
    return Fraction(int(value.p), int(value.q))


def intersection(one: Domain, other: Domain) -> Domain:
    """The values that both have."""
    if one.values is not None or other.values is not None:
        values, filtered = (one, other) if one.values is not None else (other, one)
        return finite(*(value for value in values.values or () if value in filtered))
    lower, lower_open = max(
        (one.lower, one.lower_open),
        (other.lower, other.lower_open),
        key=lambda end: (end[0] is not None, end[0] or Fraction(0), end[1]),
    )
    upper, upper_open = min(
        (one.upper, one.upper_open),
        (other.upper, other.upper_open),
        key=lambda end: (end[0] is None, end[0] or Fraction(0), not end[1]),
    )
    integer = one.integer or other.integer
    if integer and lower == 0 and lower_open:
        lower, lower_open = Fraction(1), False
    within = Domain(lower, upper, lower_open, upper_open, integer)
    points = {p for p in (*one.excluded, *other.excluded) if p in within}
    return replace(within, excluded=tuple(sorted(points)))
