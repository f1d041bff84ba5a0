"""A number with many digits, to carry a user's code out with rounding far below any tolerance."""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import Any

import mpmath

from derive.shells.testing.quantity import Quantity, exact

DIGITS = 40
"""Decimal digits that are carried."""


class Precise(Quantity):
    """A number with a value of mpmath."""

    __slots__ = ()

    TABLE = {  # noqa: RUF012 - declared in the base class
        "add": operator.add,
        "subtract": operator.sub,
        "multiply": operator.mul,
        "divide": operator.truediv,
        "power": operator.pow,
        "negative": operator.neg,
        "positive": operator.pos,
        "conjugate": operator.pos,
        "absolute": abs,
        "sign": mpmath.sign,
        "square": lambda u: u * u,
        "reciprocal": lambda u: 1 / u,
        "log2": lambda u: mpmath.log(u, 2),
        **{
            name: getattr(mpmath, name)
            for name in ("sqrt", "exp", "expm1", "log", "log1p", "log10")
        },
        **{name: getattr(mpmath, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
        **{f"arc{name}": getattr(mpmath, f"a{name}") for name in ("sin", "cos", "tan")},
        **{f"arc{name}": getattr(mpmath, f"a{name}") for name in ("sinh", "cosh", "tanh")},
        "maximum": max,
        "minimum": min,
        "greater": operator.gt,
        "greater_equal": operator.ge,
        "less": operator.lt,
        "less_equal": operator.le,
        "equal": operator.eq,
        "not_equal": operator.ne,
        "logical_and": lambda u, v: bool(u) and bool(v),
        "logical_or": lambda u, v: bool(u) or bool(v),
        "logical_not": operator.not_,
    }

    @classmethod
    def lift(cls, other: object) -> Any:
        """The value of an operand."""
        if isinstance(other, Precise):
            return other.value
        return precise(exact(other))

    @classmethod
    def wrapped(cls, value: Any) -> Any:
        """Comparisons give truth values, all else quantities."""
        return value if isinstance(value, bool) else cls(value)

    @classmethod
    def choose(cls, condition: Any, then: Any, otherwise: Any) -> Any:
        """The one that the condition says."""
        return then if condition else otherwise

    def __float__(self) -> float:
        return float(self.value)

    def __int__(self) -> int:
        return int(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)


def precise(value: Fraction) -> Any:
    """A rational with all the digits that are carried."""
    return mpmath.mpf(value.numerator) / value.denominator
