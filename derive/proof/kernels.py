"""The table of functions: one row says all that the judge knows about a function.

A row gives the conditions under which the function is defined and real, the stronger ones under
which it is differentiable, its range, its derivative, a definition by simpler functions where it
has one, and how to enclose its value in a ball.  Definedness, normal form, derivation, sign
reasoning and refutation all read this table, so a new function is one new row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derive.model.domain import NONNEGATIVE, POSITIVE, REAL, UNIT, Domain, interval
from derive.model.relation import Relation
from derive.model.term import ONE, TWO, ZERO, Term, call, constant, div, make, mul, neg, power

Conditions = tuple[Relation, ...]

HALF = div(ONE, TWO)
PI = constant("pi")


def _always(*_: Term) -> Conditions:
    return ()


@dataclass(frozen=True, slots=True)
class Kernel:
    """One function of the table."""

    name: str
    defined: Callable[..., Conditions] = _always
    """What its arguments must satisfy for the value to exist."""
    smooth: Callable[..., Conditions] = _always
    """What they must satisfy beyond that for the derivative to exist."""
    range: Domain = REAL
    """An interval that holds every value."""
    derivatives: Callable[..., tuple[Term, ...]] | None = None
    """The partial derivatives, one an argument; None where the definition gives them."""
    definition: Callable[..., Term] | None = None
    """The same value by other functions of the table, wherever it is defined."""
    increasing: bool = False
    """Whether it grows strictly with its one argument, on all of its domain."""
    ball: Callable[..., Any] | None = None
    """A rigorous enclosure from enclosures of the arguments; None: by the definition."""


def _positive(u: Term) -> Conditions:
    return (Relation(u, ">", ZERO),)


def _nonnegative(u: Term) -> Conditions:
    return (Relation(u, ">=", ZERO),)


def _nonzero(u: Term) -> Conditions:
    return (Relation(u, "!=", ZERO),)


def _between(low: Term, sign: str, high: Term) -> Callable[[Term], Conditions]:
    turned = {"<": ">", "<=": ">="}[sign]
    return lambda u: (Relation(u, turned, low), Relation(u, sign, high))


def _distinct(*arguments: Term) -> Conditions:
    pairs = ((a, b) for k, a in enumerate(arguments) for b in arguments[k + 1 :])
    return tuple(Relation(a, "!=", b) for a, b in pairs)


def _fold_extremum(sign: Callable[[Term, Term], Term]) -> Callable[..., Term]:
    def definition(*arguments: Term) -> Term:
        whole = arguments[0]
        for each in arguments[1:]:
            whole = div(sign(whole + each, call("abs", whole - each)), TWO)
        return whole

    return definition


def _falling(n: Term, k: Term) -> Term:
    """C(n, k) as a polynomial of n for a literal k, by gamma functions otherwise."""
    value = k.value if k.head == "number" else None
    if isinstance(value, Fraction) and value.denominator == 1 and value <= 64:
        whole, factorial = ONE, 1
        for j in range(int(value)):
            whole, factorial = mul(whole, n - j), factorial * (j + 1)
        return div(whole, make("number", (), Fraction(factorial)))
    return div(call("gamma", n + 1), mul(call("gamma", k + 1), call("gamma", n - k + 1)))


def _binomial_defined(n: Term, k: Term) -> Conditions:
    if k.head == "number":
        return ()
    return (Relation(k, ">=", ZERO), Relation(n, ">=", k))


_ANGLE = Fraction(11, 7)  # just above π/2
_UNIT_BALL = interval(-1, 1)
_UNIT_DISK = interval(-1, 1, closed=True)

_ROWS = (
    Kernel(
        "exp",
        range=POSITIVE,
        derivatives=lambda u: (call("exp", u),),
        increasing=True,
        ball=lambda u: u.exp(),
    ),
    Kernel(
        "log",
        defined=_positive,
        derivatives=lambda u: (div(ONE, u),),
        increasing=True,
        ball=lambda u: u.log(),
    ),
    Kernel(
        "sqrt",
        defined=_nonnegative,
        smooth=_positive,
        range=NONNEGATIVE,
        definition=lambda u: power(u, HALF),
        increasing=True,
        ball=lambda u: u.sqrt(),
    ),
    Kernel(
        "abs",
        smooth=_nonzero,
        range=NONNEGATIVE,
        derivatives=lambda u: (call("sign", u),),
        ball=lambda u: abs(u),
    ),
    Kernel(
        "sign",
        smooth=_nonzero,
        range=_UNIT_DISK,
        derivatives=lambda u: (ZERO,),
        ball=lambda u: u.sgn(),
    ),
    Kernel(
        "max",
        smooth=_distinct,
        definition=_fold_extremum(lambda a, b: a + b),
        ball=lambda first, *rest: _reduce(lambda a, b: a.max(b), first, rest),
    ),
    Kernel(
        "min",
        smooth=_distinct,
        definition=_fold_extremum(lambda a, b: a - b),
        ball=lambda first, *rest: _reduce(lambda a, b: a.min(b), first, rest),
    ),
    Kernel(
        "sin",
        range=_UNIT_DISK,
        derivatives=lambda u: (call("cos", u),),
        ball=lambda u: u.sin(),
    ),
    Kernel(
        "cos",
        range=_UNIT_DISK,
        derivatives=lambda u: (neg(call("sin", u)),),
        ball=lambda u: u.cos(),
    ),
    Kernel(
        "tan",
        defined=lambda u: _nonzero(call("cos", u)),
        definition=lambda u: div(call("sin", u), call("cos", u)),
    ),
    Kernel(
        "cot",
        defined=lambda u: _nonzero(call("sin", u)),
        definition=lambda u: div(call("cos", u), call("sin", u)),
    ),
    Kernel(
        "sec",
        defined=lambda u: _nonzero(call("cos", u)),
        definition=lambda u: div(ONE, call("cos", u)),
    ),
    Kernel(
        "csc",
        defined=lambda u: _nonzero(call("sin", u)),
        definition=lambda u: div(ONE, call("sin", u)),
    ),
    Kernel(
        "asin",
        defined=_between(neg(ONE), "<=", ONE),
        smooth=_between(neg(ONE), "<", ONE),
        range=interval(-_ANGLE, _ANGLE),
        derivatives=lambda u: (div(ONE, call("sqrt", 1 - power(u, 2))),),
        increasing=True,
        ball=lambda u: u.asin(),
    ),
    Kernel(
        "acos",
        defined=_between(neg(ONE), "<=", ONE),
        smooth=_between(neg(ONE), "<", ONE),
        range=Domain(Fraction(0), 2 * _ANGLE, lower_open=False),
        definition=lambda u: div(PI, TWO) - call("asin", u),
        ball=lambda u: u.acos(),
    ),
    Kernel(
        "atan",
        range=interval(-_ANGLE, _ANGLE),
        derivatives=lambda u: (div(ONE, 1 + power(u, 2)),),
        increasing=True,
        ball=lambda u: u.atan(),
    ),
    Kernel(
        "sinh",
        definition=lambda u: div(call("exp", u) - call("exp", neg(u)), TWO),
        increasing=True,
        ball=lambda u: u.sinh(),
    ),
    Kernel(
        "cosh",
        range=Domain(Fraction(1), lower_open=False),
        definition=lambda u: div(call("exp", u) + call("exp", neg(u)), TWO),
        ball=lambda u: u.cosh(),
    ),
    Kernel(
        "tanh",
        range=_UNIT_BALL,
        definition=lambda u: div(
            call("exp", u) - call("exp", neg(u)), call("exp", u) + call("exp", neg(u))
        ),
        increasing=True,
        ball=lambda u: u.tanh(),
    ),
    Kernel(
        "asinh",
        definition=lambda u: call("log", u + call("sqrt", power(u, 2) + 1)),
        increasing=True,
        ball=lambda u: u.asinh(),
    ),
    Kernel(
        "acosh",
        defined=lambda u: (Relation(u, ">=", ONE),),
        smooth=lambda u: (Relation(u, ">", ONE),),
        range=NONNEGATIVE,
        definition=lambda u: call("log", u + call("sqrt", power(u, 2) - 1)),
        increasing=True,
        ball=lambda u: u.acosh(),
    ),
    Kernel(
        "atanh",
        defined=_between(neg(ONE), "<", ONE),
        definition=lambda u: div(call("log", div(1 + u, 1 - u)), TWO),
        increasing=True,
        ball=lambda u: u.atanh(),
    ),
    Kernel(
        "sigmoid",
        range=UNIT,
        definition=lambda u: div(ONE, 1 + call("exp", neg(u))),
        increasing=True,
    ),
    Kernel(
        "softplus",
        range=POSITIVE,
        definition=lambda u: call("log", 1 + call("exp", u)),
        increasing=True,
    ),
    Kernel(
        "logit",
        defined=_between(ZERO, "<", ONE),
        definition=lambda u: call("log", div(u, 1 - u)),
        increasing=True,
    ),
    Kernel(
        "swish",
        definition=lambda u: mul(u, call("sigmoid", u)),
    ),
    Kernel(
        "erf",
        range=_UNIT_BALL,
        derivatives=lambda u: (div(mul(TWO, call("exp", neg(power(u, 2)))), call("sqrt", PI)),),
        increasing=True,
        ball=lambda u: u.erf(),
    ),
    Kernel(
        "gamma",
        defined=_positive,
        range=POSITIVE,
        derivatives=lambda u: (mul(call("gamma", u), call("digamma", u)),),
        ball=lambda u: u.gamma(),
    ),
    Kernel("digamma", defined=_positive, ball=lambda u: u.digamma()),
    Kernel(
        "factorial",
        defined=_nonnegative,
        range=POSITIVE,
        definition=lambda u: call("gamma", u + 1),
    ),
    Kernel("binomial", defined=_binomial_defined, definition=_falling),
    Kernel(
        "delta",
        smooth=_distinct,
        range=Domain(Fraction(0), Fraction(1), False, False, True),
        definition=lambda i, j: make("cases", (ONE, make("eq", (i, j)), ZERO)),
    ),
)


def _reduce(combine: Callable[[Any, Any], Any], first: Any, rest: tuple[Any, ...]) -> Any:
    for each in rest:
        first = combine(first, each)
    return first


KERNELS: dict[str, Kernel] = {row.name: row for row in _ROWS}
"""Name → row."""
