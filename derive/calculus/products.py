"""Products and sums taken apart: the bookkeeping of textbook algebra.

A `Product` is a rational coefficient, the factors above and the factors below, each factor a base
with a positive exponent, in the order in which they were written.  Nothing is cancelled by
reading or writing one, so that cancelling can be a step of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.model.term import (
    ONE,
    Term,
    add,
    div,
    is_number,
    literal,
    mul,
    neg,
    number,
    power,
)

Factor = tuple[Term, int]
"""A base and its positive integer exponent."""


@dataclass(frozen=True, slots=True)
class Product:
    """coefficient · above / below."""

    coefficient: Fraction = Fraction(1)
    above: tuple[Factor, ...] = ()
    below: tuple[Factor, ...] = ()

    def times(self, other: Product) -> Product:
        """The product of two, like bases joined on each side."""
        return Product(
            self.coefficient * other.coefficient,
            _join(self.above + other.above),
            _join(self.below + other.below),
        )

    def inverse(self) -> Product:
        """One over it; the coefficient must not be zero."""
        return Product(1 / self.coefficient, self.below, self.above)

    def negated(self) -> Product:
        """Minus it."""
        return replace(self, coefficient=-self.coefficient)

    def cancelled(self) -> Product:
        """Without the factors that stand above and below alike."""
        below = dict(self.below)
        above: list[Factor] = []
        for base, exponent in self.above:
            common = min(exponent, below.get(base, 0))
            if common:
                below[base] -= common
            if exponent > common:
                above.append((base, exponent - common))
        return replace(self, above=tuple(above), below=tuple((b, n) for b, n in below.items() if n))

    @property
    def kind(self) -> Hashable:
        """What two products must share to be like terms."""
        return frozenset(self.above), frozenset(self.below)


def _join(factors: Iterable[Factor]) -> tuple[Factor, ...]:
    joined: dict[Term, int] = {}
    for base, exponent in factors:
        joined[base] = joined.get(base, 0) + exponent
    return tuple(joined.items())


def read_product(node: Term) -> Product:
    """Take a term apart into factors; sums are factors like any other."""
    value = literal(node)
    if value is not None and node.head != "div":
        return Product(value)
    match node.head:
        case "neg":
            return read_product(node.args[0]).negated()
        case "mul":
            whole = Product()
            for factor in node.args:
                whole = whole.times(read_product(factor))
            return whole
        case "div":
            top, bottom = map(read_product, node.args)
            if bottom.coefficient:
                return top.times(bottom.inverse())
        case "pow":
            base, exponent = node.args
            count = literal(exponent)
            if count is not None and count.denominator == 1 and count != 0:
                return _power(read_product(base), base, int(count))
    return Product(above=((node, 1),))


def _power(base: Product, written: Term, count: int) -> Product:
    """A whole power; that of a bare product goes to its factors, that of a sum stays whole."""
    if written.head in ("number", "mul", "neg", "div", "pow") and base.coefficient:
        raised = Product(
            base.coefficient ** abs(count),
            tuple((b, n * abs(count)) for b, n in base.above),
            tuple((b, n * abs(count)) for b, n in base.below),
        )
    else:
        raised = Product(above=((written, abs(count)),))
    return raised if count > 0 else raised.inverse()


def write_product(p: Product) -> Term:
    """Put a product together: sign, number, factors above, factors below."""
    if not p.coefficient:
        return number(0)
    size = abs(p.coefficient)
    above = [_raise(b, n) for b, n in p.above]
    below = [_raise(b, n) for b, n in p.below]
    if size.numerator != 1:
        above.insert(0, number(size.numerator))
    if size.denominator != 1:
        below.insert(0, number(size.denominator))
    whole = times(*above)
    if below:
        whole = div(whole, times(*below))
    return neg(whole) if p.coefficient < 0 else whole


def _raise(base: Term, exponent: int) -> Term:
    if base.head == "call" and base.value == "sqrt" and exponent % 2 == 0:
        return _raise(base.args[0], exponent // 2)
    return base if exponent == 1 else power(base, exponent)


def times(*factors: Term) -> Term:
    """A flat product as written; factors that are products give up their own factors."""
    flat: list[Term] = []
    for factor in factors:
        flat.extend(factor.args if factor.head == "mul" else (factor,))
    return mul(*flat) if flat else ONE


def plus(*terms: Term) -> Term:
    """A flat sum as written; zero terms when there are none is 0."""
    flat: list[Term] = []
    for each in terms:
        flat.extend(each.args if each.head == "add" else (each,))
    return add(*flat)


def read_sum(node: Term) -> tuple[Product, ...]:
    """The terms of a sum, each taken apart; a signed sum in brackets gives up its terms."""
    if node.head == "add":
        return tuple(p for each in node.args for p in read_sum(each))
    if node.head == "neg":
        return tuple(p.negated() for p in read_sum(node.args[0]))
    p = read_product(node)
    if not p.below and len(p.above) == 1 and abs(p.coefficient) == 1:
        base, exponent = p.above[0]
        if exponent == 1 and base.head == "add":
            return tuple(
                replace(q, coefficient=q.coefficient * p.coefficient) for q in read_sum(base)
            )
    return (p,)


def write_sum(terms: Iterable[Product]) -> Term:
    """Put a sum together; zero terms are left out, bare numbers become one."""
    kept = [p for p in terms if p.coefficient]
    bare = [p for p in kept if not p.above and not p.below]
    if len(bare) > 1:
        total = sum((p.coefficient for p in bare), Fraction(0))
        at = kept.index(bare[0])
        kept = [p for p in kept if p.above or p.below]
        if total:
            kept.insert(at, Product(total))
    return add(*map(write_product, kept))


def positive_first(node: Term) -> Term:
    """A sum with a term that carries no minus moved to the front, if it starts with a minus."""
    if node.head != "add" or node.args[0].head != "neg":
        return node
    first = next((a for a in node.args if a.head != "neg"), None)
    if first is None:
        return node
    rest = list(node.args)
    rest.remove(first)
    return add(first, *rest)


def is_zero(node: Term) -> bool:
    """Whether a term is the literal 0."""
    return is_number(node, 0)
