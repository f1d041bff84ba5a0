"""A number that writes down what is done to it: calling code with it gives the code's formula.

The formula is a term exactly as the code computes it, so `x/x` keeps its condition.  Code whose
course depends on the numbers themselves, as `if x > 0`, can't be traced in one go.
"""

from __future__ import annotations

from typing import Any, NoReturn

from derive.model import term as t
from derive.model.term import RELATIONS, Term
from derive.shells.testing.quantity import Quantity, Untraceable, exact, is_rounded

_HALF = t.number("1/2")
_CONDITIONS = (*RELATIONS, "and", "or", "not")


def _call(name: str) -> Any:
    return lambda u: t.call(name, number(u))


def _compare(head: str) -> Any:
    return lambda u, v: t.make(head, (number(u), number(v)))


def _connect(head: str) -> Any:
    return lambda *parts: t.make(head, tuple(map(condition, parts)))


def number(value: Term) -> Term:
    """A condition counts as 1 where it holds and 0 elsewhere, as in NumPy."""
    if value.head in _CONDITIONS:
        return t.make("cases", (t.number(1), value, t.number(0)))
    return value


def condition(value: Term) -> Term:
    """A number counts as a condition where it is not zero."""
    return value if value.head in _CONDITIONS else t.make("ne", (value, t.number(0)))


def _log_to(base: int) -> Any:
    return lambda u: t.div(t.call("log", number(u)), t.call("log", t.number(base)))


class Traced(Quantity):
    """A number with a term."""

    __slots__ = ()

    TABLE = {  # noqa: RUF012 - declared in the base class
        "add": lambda u, v: t.add(number(u), number(v)),
        "subtract": lambda u, v: t.add(number(u), t.neg(number(v))),
        "multiply": lambda u, v: t.mul(number(u), number(v)),
        "divide": lambda u, v: t.div(number(u), number(v)),
        "power": lambda u, v: t.power(number(u), number(v)),
        "negative": lambda u: t.neg(number(u)),
        "positive": number,
        "conjugate": number,
        "square": lambda u: t.power(number(u), 2),
        "reciprocal": lambda u: t.div(t.number(1), number(u)),
        "sqrt": lambda u: t.power(number(u), _HALF),
        "absolute": _call("abs"),
        "expm1": lambda u: t.add(t.call("exp", number(u)), t.number(-1)),
        "log1p": lambda u: t.call("log", t.add(t.number(1), number(u))),
        "log2": _log_to(2),
        "log10": _log_to(10),
        **{name: _call(name) for name in ("sign", "exp", "log", "sin", "cos", "tan")},
        **{name: _call(name) for name in ("sinh", "cosh", "tanh")},
        **{f"arc{name}": _call(f"a{name}") for name in ("sin", "cos", "tan")},
        **{f"arc{name}": _call(f"a{name}") for name in ("sinh", "cosh", "tanh")},
        "maximum": lambda u, v: t.call("max", number(u), number(v)),
        "minimum": lambda u, v: t.call("min", number(u), number(v)),
        "greater": _compare("gt"),
        "greater_equal": _compare("ge"),
        "less": _compare("lt"),
        "less_equal": _compare("le"),
        "equal": _compare("eq"),
        "not_equal": _compare("ne"),
        "logical_and": _connect("and"),
        "logical_or": _connect("or"),
        "logical_not": _connect("not"),
    }

    @classmethod
    def lift(cls, other: object) -> Term:
        """The term of an operand."""
        if isinstance(other, Traced):
            value: Term = other.value
            return value
        found = exact(other)
        if is_rounded(other):
            raise Untraceable(f"it computes with {other}, a number that was rounded")
        return t.number(found)

    @classmethod
    def choose(cls, condition_: Any, then: Any, otherwise: Any) -> Any:
        """A distinction of cases."""
        if not isinstance(condition_, Traced):
            return then if condition_ else otherwise
        pair = number(cls.lift(then)), condition(condition_.value), number(cls.lift(otherwise))
        return cls(t.make("cases", pair))

    def _refuse(self, *_: object) -> NoReturn:
        raise Untraceable("its course depends on the value of a number")

    __bool__ = __float__ = __int__ = __index__ = __complex__ = __round__ = _refuse
    __floor__ = __ceil__ = __trunc__ = __iter__ = _refuse
