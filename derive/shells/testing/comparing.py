"""Code and formula at many points: what is left where the code can't be traced.

The points are the same in every run.  The formula is evaluated with many digits, and so is the
code where it takes such numbers; else it is run with floats.  Agreement proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isfinite, log10
from random import Random
from typing import Any

import mpmath
import sympy

from derive.model.domain import Domain
from derive.shells.sympy_domains import intersection, of_set, of_symbol
from derive.shells.testing.arguments import Arguments, numbers, paired
from derive.shells.testing.precise import DIGITS, Precise, precise
from derive.shells.testing.quantity import Untraceable

_TRIES = 40
"""Points drawn for each that is wanted: some lie outside the assumptions or where nothing is."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How well the numbers agree."""

    points: int
    digits: int


def compared(
    function: Callable[..., Any],
    arguments: Arguments,
    wanted: Any,
    assuming: list[Any],
    where: Mapping[Any, Any],
    *,
    points: int,
    tolerance: float,
) -> Compared:
    """Compare at so many points; fails at the first that differs by more than the tolerance."""
    __tracebackhide__ = True
    domains = {s: _domain(s, where) for s in arguments.symbols}
    worst = 0.0
    count = 0
    for point in _points(domains, points * _TRIES):
        if count == points:
            break
        if not all(_holds(each, point) for each in assuming):
            continue
        entries = _entries(function, arguments, wanted, point)
        if entries is None:
            continue
        count += 1
        for name, code, formula in entries:
            apart = float(abs(code - formula) / max(1, abs(formula)))
            worst = max(worst, apart)
            if not apart <= tolerance:
                at = ", ".join(f"{s} = {value}" for s, value in point.items())
                raise AssertionError(
                    f"{f'entry {name}: ' if name else ''}code and formula differ at {at}\n"
                    f"  code     {mpmath.nstr(code, 15)}\n  formula  {mpmath.nstr(formula, 15)}"
                )
    if not count:
        raise AssertionError("no point was found at which code and formula are both defined")
    return Compared(count, DIGITS if not worst else min(DIGITS, floor(-log10(worst))))


def _domain(symbol: Any, where: Mapping[Any, Any]) -> Domain:
    own = of_symbol(symbol)
    return intersection(own, of_set(where[symbol])) if symbol in where else own


def _points(domains: Mapping[Any, Domain], most: int) -> Iterator[dict[Any, Fraction]]:
    random = Random(20)
    for _ in range(most):
        yield {symbol: _drawn(domain, random) for symbol, domain in domains.items()}


def _drawn(domain: Domain, random: Random) -> Fraction:
    """A rational of the domain, of moderate size."""
    if domain.values is not None:
        return random.choice(domain.values)
    lower = domain.lower if domain.lower is not None else None
    upper = domain.upper
    if lower is None:
        lower = Fraction(-4) if upper is None else upper - 8
    if upper is None:
        upper = lower + 8
    for _ in range(1000):
        parts = 1 if domain.integer else 1000
        share = Fraction(random.randint(0, 1000), 1000)
        value = lower + (upper - lower) * share
        value = Fraction(round(value * parts), parts) if domain.integer else value
        if value in domain:
            return value
    raise AssertionError(f"no value was found in {domain}")


def _holds(relation: Any, point: Mapping[Any, Fraction]) -> bool:
    values = {s: sympy.Rational(v.numerator, v.denominator) for s, v in point.items()}
    return bool(relation.subs(values) == sympy.true)


def _entries(
    function: Callable[..., Any],
    arguments: Arguments,
    wanted: Any,
    point: Mapping[Any, Fraction],
) -> list[tuple[str, Any, Any]] | None:
    """Code and formula, entry by entry; None where one of them has no value."""
    with mpmath.workdps(DIGITS):
        result = _run(function, arguments, point)
        found = []
        for name, code, formula in paired(result, wanted):
            value = _value(formula, point)
            number = mpmath.mpf(code.numerator) / code.denominator if isinstance(
                code, Fraction) else mpmath.mpmathify(code)  # fmt: skip
            if value is None or not mpmath.isfinite(number) or isinstance(number, mpmath.mpc):
                return None
            found.append((name, number, value))
        return found


def _run(function: Callable[..., Any], arguments: Arguments, point: Mapping[Any, Fraction]) -> Any:
    try:
        return numbers(arguments.call(function, lambda s: Precise(precise(point[s]))))
    except (Untraceable, TypeError, AttributeError, ValueError, ArithmeticError):
        return numbers(arguments.call(function, lambda s: _float(point[s])))


def _float(value: Fraction) -> Any:
    """A float that has NumPy's methods where NumPy is installed."""
    found = float(value)
    assert isfinite(found)
    try:
        import numpy as np
    except ImportError:
        return found
    return np.float64(found)


def _value(formula: Any, point: Mapping[Any, Fraction]) -> Any:
    values = {s: sympy.Rational(v.numerator, v.denominator) for s, v in point.items()}
    found = formula.doit().subs(values).evalf(DIGITS)
    if not found.is_number or found.is_real is not True or not found.is_finite:
        return None
    return mpmath.mpf(found._to_mpmath(mpmath.mp.prec))
