"""Claims that grow with a size, to see how the time grows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Integer, exp, log, tanh

from derive.model import domain as d
from derive.model.context import Context
from derive.model.relation import Relation, equation
from derive.model.sympy_bridge import from_sympy

Sides = tuple[Any, Any]


@dataclass(frozen=True)
class Series:
    """One family of true equalities, and the sizes at which it is tried."""

    name: str
    sizes: tuple[int, ...]
    make: Callable[[int], Sides]
    goal: tuple[int, float] | None = None
    """A size and the seconds that `derive` may take there."""


@dataclass(frozen=True)
class Grown:
    """One member of a series, ready to be asked."""

    left: Any
    right: Any
    claim: Relation
    context: Context


def grown(series: Series, size: int) -> Grown:
    """One member of a series, with the domains that its symbols' assumptions tell."""
    left, right = series.make(size)
    context = Context()
    for symbol in sorted(left.free_symbols | right.free_symbols, key=str):
        domain = d.POSITIVE if symbol.is_positive else d.REAL
        if symbol.name.startswith("y") and symbol.is_integer:
            domain = d.BINARY
        context = context.declare(symbol.name, d.Scalar(domain))
    claim = equation(from_sympy(left, as_written=True), from_sympy(right, as_written=True))
    return Grown(left, right, claim, context)


def _reals(name: str, count: int) -> list[Any]:
    return [sympy.Symbol(f"{name}{k + 1}", real=True) for k in range(count)]


def _bits(name: str, count: int) -> list[Any]:
    return [sympy.Symbol(f"{name}{k + 1}", integer=True, nonnegative=True) for k in range(count)]


def _sigmoid(z: Any) -> Any:
    return 1 / (1 + exp(-z))


def _logistic_cost(samples: int) -> tuple[Any, Any, Any]:
    """The mean cross-entropy over explicit samples, its variable, and its gradient as taught."""
    w, b = sympy.symbols("w b", real=True)
    xs, ys = _reals("x", samples), _bits("y", samples)
    cost, gradient = [], []
    for x, y in zip(xs, ys, strict=True):
        a = _sigmoid(w * x + b)
        cost.append(-y * log(a) - (1 - y) * log(1 - a))
        gradient.append((a - y) * x)
    return sympy.Add(*cost) / samples, w, sympy.Add(*gradient) / samples


def logistic(samples: int) -> Sides:
    """The gradient as SymPy carries it out = the gradient as taught."""
    cost, variable, gradient = _logistic_cost(samples)
    return cost.diff(variable), gradient


def logistic_derivative(samples: int) -> Sides:
    """The derivative of the cost, not carried out = the gradient as taught."""
    cost, variable, gradient = _logistic_cost(samples)
    return sympy.Derivative(cost, variable), gradient


def softmax(classes: int) -> Sides:
    """∂/∂z₁ of softmax cross-entropy, as SymPy carries it out = p₁·Σ y − y₁."""
    zs, ys = _reals("z", classes), _reals("y", classes)
    total = sympy.Add(*map(exp, zs))
    cost = -sympy.Add(*(y * log(exp(z) / total) for z, y in zip(zs, ys, strict=True)))
    return cost.diff(zs[0]), exp(zs[0]) / total * sympy.Add(*ys) - ys[0]


def partial_fractions(count: int) -> Sides:
    """1 over p(p+1)…(p+n−1) = its partial fractions."""
    p = sympy.Symbol("p", positive=True)
    below = sympy.Mul(*(p + k for k in range(count)))
    parts = [
        Integer(-1) ** k / (math.factorial(k) * math.factorial(count - 1 - k)) / (p + k)
        for k in range(count)
    ]
    return 1 / below, sympy.Add(*parts)


def continued_fraction(depth: int) -> Sides:
    """1/(q + 1/(q + … 1/(q + p))) = the quotient of its convergents."""
    p, q = sympy.symbols("p q", positive=True)
    nested: Any = q + p
    above, below = sympy.Poly(1, q), sympy.Poly(q, q)
    last_above, last_below = sympy.Poly(0, q), sympy.Poly(1, q)
    for _ in range(depth - 1):
        nested = q + 1 / nested
        above, last_above = sympy.Poly(q, q) * above + last_above, above
        below, last_below = sympy.Poly(q, q) * below + last_below, below
    numerator = above.as_expr() + p * last_above.as_expr()
    return 1 / nested, numerator / (below.as_expr() + p * last_below.as_expr())


def trinomial(power: int) -> Sides:
    """(x + y + z)ⁿ = its expansion."""
    x, y, z = sympy.symbols("x y z", real=True)
    terms = [
        math.comb(power, i) * math.comb(power - i, j) * x**i * y**j * z ** (power - i - j)
        for i in range(power + 1)
        for j in range(power + 1 - i)
    ]
    return (x + y + z) ** power, sympy.Add(*terms)


def _layers(count: int, activation: Callable[[Any], Any]) -> Iterator[tuple[Any, Any]]:
    """Weight and activation of each layer of a network of width one."""
    value: Any = sympy.Symbol("x", real=True)
    for w, b in zip(_reals("w", count), _reals("b", count), strict=True):
        value = activation(w * value + b)
        yield w, value


def tanh_network(layers: int) -> Sides:
    """The derivative of a tanh network by its input, not carried out = the chain rule's product."""
    built = list(_layers(layers, tanh))
    product = sympy.Mul(*(w * (1 - h**2) for w, h in built))
    return sympy.Derivative(built[-1][1], sympy.Symbol("x", real=True)), product


def sigmoid_network(layers: int) -> Sides:
    """The derivative of a sigmoid network by its input, carried out = ∏ w·a·(1 − a)."""
    built = list(_layers(layers, _sigmoid))
    product = sympy.Mul(*(w * a * (1 - a) for w, a in built))
    return built[-1][1].diff(sympy.Symbol("x", real=True)), product


def mish(order: int) -> Sides:
    """A high derivative of z·tanh(log(1 + e^z)), not carried out = its closed form.

    With u = e^z the second factor is A/B, A = u² + 2u, B = u² + 2u + 2, and d/dz is u·d/du.  So its
    k-th derivative is Aₖ/Bᵏ⁺¹, and the product rule leaves z times the last and n times the one
    before.
    """
    z, u = sympy.Symbol("z", real=True), sympy.Symbol("u")
    above, below, step = (sympy.Poly(p, u) for p in (u**2 + 2 * u, u**2 + 2 * u + 2, u))
    derivatives = [above]
    for k in range(order):
        last = derivatives[-1]
        derivatives.append(step * (last.diff(u) * below - (k + 1) * last * below.diff(u)))

    def value(k: int) -> Any:
        top, bottom = derivatives[k].as_expr(), below.as_expr()
        return top.subs(u, exp(z)) / bottom.subs(u, exp(z)) ** (k + 1)

    left = sympy.Derivative(z * tanh(log(1 + exp(z))), (z, order))
    return left, z * value(order) + order * value(order - 1)


SERIES = (
    Series("logistic gradient, samples", (8, 16, 32, 64, 128), logistic, (64, 1.0)),
    Series("same, derivative inside", (8, 16, 32, 64, 128), logistic_derivative, (64, 1.0)),
    Series("softmax cross-entropy, classes", (4, 8, 16, 32, 64), softmax),
    Series("partial fractions", (4, 8, 16, 32, 64), partial_fractions),
    Series("continued fraction, depth", (8, 16, 24), continued_fraction),
    Series("(x + y + z)^n", (8, 32, 100), trinomial),
    Series("tanh network's derivative, layers", (2, 4, 8), tanh_network),
    Series("sigmoid network's derivative, layers", (2, 4, 8), sigmoid_network),
    Series("derivative of mish, order", (2, 6, 10), mish),
)


def operations(member: Grown) -> int:
    """The size of a claim: the nodes of its two terms."""
    return member.claim.left.size + member.claim.right.size
