"""The laws of functions that a certificate may use, each as a check of one equation T = T'.

None of them searches: the certificate says what T is equal to, and the law says what has to be
zero, positive or the same for that to be so.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm, prod
from typing import Protocol

from derive.model.term import (
    ONE,
    ZERO,
    Term,
    add,
    call,
    constant,
    literal,
    mul,
    neg,
    number,
    power,
    substitute,
)
from derive.replay.ranges import Range


class Broken(Exception):  # noqa: N818 - a judgement on the certificate
    """The equation is not an instance of the law."""


class Values(Protocol):
    """What a law may ask."""

    def same(self, one: Term, other: Term) -> bool:
        """Whether two terms are equal by the equations shown so far."""

    def range(self, node: Term) -> Range:
        """Where a term lies."""

    def meets(self, node: Term, sign: str) -> bool:
        """Whether a term surely stands in that relation to 0."""

    def given(self, number: int, places: dict[Term, Term]) -> Term | None:
        """l − r of an equation that is given, for these values of its free indices."""

    def proportional(self, one: Term, other: Term) -> bool:
        """Whether two terms are multiples of each other by a number that is not 0."""

    def defined(self, node: Term) -> bool:
        """Whether a term surely has a value, whatever its free symbols are."""


MOST_TURNS = 60
"""Angles n·u with greater Σ|n| are not added up."""

Data = list[tuple[Term, int]]
"""Angles u of a sine or cosine, or exponents u of a logarithm's argument, with multiples n."""

GIVEN = constant("given")
"""Stands first in the data of an equation that is given, with the number of the assumption."""

SHAPE = constant("shape")
"""Stands first in the data of an equation that is only used to see where its left side lies."""

Law = Callable[[Term, Term, Data, Values], bool]


def factors(node: Term) -> list[tuple[Term, Fraction]]:
    """A product as factors with rational exponents."""
    match node.head:
        case "mul":
            return [f for each in node.args for f in factors(each)]
        case "div":
            below = [(f, -n) for f, n in factors(node.args[1])]
            return factors(node.args[0]) + below
        case "pow":
            n = literal(node.args[1])
            if n is not None and (n.denominator == 1 or node.args[0].head not in _COMPOUND):
                return [(f, k * n) for f, k in factors(node.args[0])]
    return [(node, Fraction(1))]


_COMPOUND = ("mul", "div", "pow", "neg", "add")


def terms(node: Term) -> list[tuple[Term, Fraction]]:
    """A sum as terms with rational coefficients."""
    match node.head:
        case "add":
            return [t for each in node.args for t in terms(each)]
        case "neg":
            return [(t, -c) for t, c in terms(node.args[0])]
        case "mul":
            known = [literal(each) for each in node.args]
            scale = prod((v for v in known if v is not None), start=Fraction(1))
            rest = [each for each, v in zip(node.args, known, strict=True) if v is None]
            return [(mul(*rest), scale)]
        case "div":
            below = literal(node.args[1])
            if below:
                return [(t, c / below) for t, c in terms(node.args[0])]
    value = literal(node)
    return [(node, Fraction(1))] if value is None else [(ONE, value)]


def _exponent(equal: Term, values: Values) -> Term:
    """The u with e^u = the given product of positive factors."""
    parts = []
    for f, n in factors(equal):
        if f.head == "call" and f.value == "exp":
            parts.append(mul(number(n), f.args[0]))
        elif f is not ONE:
            if not values.range(f).positive:
                raise Broken(f"{f} is not known to be positive")
            parts.append(mul(number(n), call("log", f)))
    return _sum(parts)


def _exp(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """e^(Σ n u) = Π (e^u)^n, e^(n log f) = f^n for f > 0."""
    return values.same(node.args[0], _exponent(equal, values))


def _general_power(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """u^x = e^(x log u) for u > 0."""
    base, exponent = node.args
    if not values.range(base).positive:
        raise Broken(f"{base} is not known to be positive")
    return values.same(mul(exponent, call("log", base)), _exponent(equal, values))


def _log(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """log(Π f^c · Π (e^u)^n) = Σ c log f + Σ n u for f > 0; powers of positive numbers compared."""
    found = [(each, c) for each, c in terms(equal) if c]
    logs = [(each.args[0], c) for each, c in found if _is_log(each)]
    rest = [mul(number(c), each) for each, c in found if not _is_log(each)]
    if not values.same(_sum(rest), _sum([mul(number(n), u) for u, n in data])):
        raise Broken(f"the exponents given for {node} do not add up")
    for f, _ in logs:
        if not values.range(f).positive:
            raise Broken(f"{f} is not known to be positive")
    m = lcm(*(c.denominator for _, c in logs))
    product = [power(f, number(c * m)) for f, c in logs]
    product += [power(call("exp", u), number(n * m)) for u, n in data]
    return values.same(power(node.args[0], number(m)), mul(*product) if product else ONE)


def _is_log(node: Term) -> bool:
    return node.head == "call" and node.value == "log"


def _sum(parts: list[Term]) -> Term:
    return add(*parts) if parts else ZERO


def _root(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """u^(p/q) is the one number that is not negative whose q-th power is u^p."""
    if node.head == "call":
        base, exponent = node.args[0], Fraction(1, 2)
    else:
        base, known = node.args[0], literal(node.args[1])
        if known is None:
            return _general_power(node, equal, data, values)
        exponent = known
    if not values.range(equal).nonnegative:
        raise Broken(f"{equal} is not known to be nonnegative")
    raised = power(equal, number(exponent.denominator))
    return values.same(raised, power(base, number(exponent.numerator)))


def _abs(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """|u| is the one number that is not negative with the square of u."""
    if not values.range(equal).nonnegative:
        raise Broken(f"{equal} is not known to be nonnegative")
    return values.same(power(equal, 2), power(node.args[0], 2))


def _turn(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """cos and sin of Σ n u by the addition theorems."""
    if sum(abs(n) for _, n in data) > MOST_TURNS:
        raise Broken("too many angles to add up")
    parts = [mul(number(n), u) for u, n in data]
    if not values.same(node.args[0], _sum(parts)):
        return False
    real, imaginary = ONE, ZERO
    for u, n in data:
        c, s = call("cos", u), call("sin", u)
        for _ in range(abs(n)):
            s_turned = s if n > 0 else neg(s)
            real, imaginary = real * c - imaginary * s_turned, real * s_turned + imaginary * c
    return values.same(equal, real if node.value == "cos" else imaginary)


def _sign(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """sign u is 1, −1 or 0 where u is positive, negative or 0."""
    u, claimed = node.args[0], literal(equal)
    wanted = {1: ">", -1: "<", 0: "="}.get(int(claimed)) if claimed in (1, -1, 0) else None
    if wanted == "=":
        return values.same(u, ZERO)
    return wanted is not None and values.meets(u, wanted)


def _congruent(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """f(u) = f(v) where u = v."""
    if (node.head, node.value, len(node.args)) != (equal.head, equal.value, len(equal.args)):
        return False
    return all(values.same(a, b) for a, b in zip(node.args, equal.args, strict=True))


def _telescoped(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """Σ f = G(high) − G(low − 1) where f(k) = G(k) − G(k − 1) and the range does not run back."""
    body, index, low, high = node.args
    if len(data) != 1:
        return False
    after, _ = data[0]
    before = substitute(after, {index: index - ONE})
    if not (values.defined(after) and values.defined(before)):
        raise Broken(f"{after} is not defined everywhere")
    if not values.meets(high - low + ONE, ">="):
        raise Broken(f"the sum from {low} to {high} may run backwards")
    ends = substitute(after, {index: high}) - substitute(after, {index: low - ONE})
    return values.same(body, after - before) and values.same(equal, ends)


def _given(node: Term, equal: Term, data: Data, values: Values) -> bool:
    """T − T' is a multiple of l − r for a given equation l = r, at places of its indices."""
    places = {each.args[0]: each.args[1] for each, _ in data if each.head == "eq"}
    given = values.given(data[0][1], places)
    return given is not None and values.proportional(node - equal, given)


LAWS: dict[str, Law] = {
    "exp": _exp,
    "log": _log,
    "sqrt": _root,
    "pow": _root,
    "abs": _abs,
    "cos": _turn,
    "sin": _turn,
    "sign": _sign,
    "sum": _telescoped,
}
"""Function name (or `pow`) → its law; every function also has congruence."""


def check(node: Term, equal: Term, data: Data, values: Values) -> None:
    """Raise `Broken` unless T = T' is an instance of a law."""
    if _congruent(node, equal, data, values):
        return
    if data and data[0][0] is GIVEN:
        if not _given(node, equal, data, values):
            raise Broken(f"{node} = {equal} is not given")
        return
    law = LAWS.get(str(node.value) if node.head == "call" else node.head)
    if law is None or not law(node, equal, data, values):
        raise Broken(f"{node} = {equal} follows from no law")
