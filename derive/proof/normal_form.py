"""The normal form: every term as an element of the ring, by laws that hold wherever it is defined.

Rational arithmetic is done exactly; functions with a definition are unfolded by it; the rest goes
through laws of its own, kind by kind:

* e^(Σ n_k b_k) = Π (e^b_k)^n_k over a basis b of exponents, e^(q log|f|) = |f|^q;
* log(c Π f_j^n_j) = log|c| + Σ n_j log|f_j| over irreducible f_j, log e^b = b;
* u^r through roots R with R^q = f, f of known sign, |f| otherwise, and u^x = e^(x log u);
* cos and sin of Σ n_k b_k by the addition theorems, with s² = 1 − c²;
* |f|² = f², |f| = ±f where the sign is known; Γ(u + 1) = u Γ(u).

Each law is used only where its condition is part of the term's own definedness or follows from
known signs.  A generator stands for one value, so equal elements are equal wherever defined.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Domain
from derive.model.term import Term, literal
from derive.proof import contractions, exponentials, powers, ranges, special_functions, sums
from derive.proof import element as e
from derive.proof.definedness import Condition
from derive.proof.element import Element
from derive.proof.kernels import KERNELS
from derive.proof.ranges import Ranges
from derive.proof.rationals import flint_rational
from derive.proof.ring import Generator, NotRead, Poly, Ring
from derive.proof.sign_sets import NEGATIVE, POSITIVE, ZERO
from derive.proof.signs import Signs
from derive.proof.spans import Basis
from derive.proof.told_by_sign import by_sign
from derive.proof.writing_back import WritingBack


class NoCase(NotRead):
    """A case distinction without a case that applies: it has no value."""


class Scales:
    """What a restart has taught: how finely exponents, angles and roots must be divided."""

    def __init__(self) -> None:
        self.exponents: dict[Term, int] = {}
        self.angles: dict[Term, int] = {}
        self.roots: dict[Term, int] = {}


class NormalForm:
    """Translates terms of one context into elements of one ring."""

    def __init__(self, ring: Ring, context: Context, known: Ranges, scales: Scales) -> None:
        self.ring = ring
        self.context = context
        self.ranges = known
        self.scales = scales
        self.signs = Signs(ring)
        self.exponents = Basis(ring, scales.exponents)
        self.angles = Basis(ring, scales.angles)
        self.exponentials: list[Generator] = []
        self.circles: list[tuple[Generator, Generator]] = []
        self.laws: dict[str, None] = {}
        self.range_numbers: dict[tuple[Term, Term], int] = {}
        """The ranges that indices are bound to, numbered as they are met."""
        self.bound_ranges: dict[Term, tuple[Term, Term]] = {}
        """Canonical names of bound indices, each with the one range that it is ever bound to."""
        self.excluded: list[Condition] = []
        """What is needed for whole ranges of indices: that something is not zero."""
        self.opened: Callable[[Term], Term | None] = lambda node: None
        """What a defined quantity is replaced by; None leaves it a generator."""
        self.back = WritingBack(ring)
        self._memo: dict[Term, Element] = {}
        self._generators: dict[Any, Generator] = {}
        self.one = e.constant(ring, 1)
        self.zero = e.constant(ring, 0)

    @cached_property
    def contractions(self) -> tuple[contractions.Contraction, ...]:
        """Sums of products whose value an assumption states."""
        return contractions.stated(self)

    def of(self, node: Term) -> Element:
        """The element of a term."""
        found = self._memo.get(node)
        if found is None:
            found = self._memo[node] = self._of(node)
        return found

    def _of(self, node: Term) -> Element:
        method = _METHODS.get(node.head)
        if method is None:
            raise NotRead(f"{node.head} in {node}")
        return method(self, node)

    def term(self, value: Element) -> Term:
        """A term with the value of an element."""
        return self.back.of(value)

    # Arithmetic

    def _number(self, node: Term) -> Element:
        assert isinstance(node.value, Fraction)
        return e.constant(self.ring, flint_rational(node.value))

    def _add(self, node: Term) -> Element:
        return e.total(self.ring, [self.of(each) for each in node.args])

    def _mul(self, node: Term) -> Element:
        whole = self.of(node.args[0])
        for each in node.args[1:]:
            whole = whole * self.of(each)
        return whole

    def _neg(self, node: Term) -> Element:
        return -self.of(node.args[0])

    def _div(self, node: Term) -> Element:
        return self.of(node.args[0]) * self._inverse(node.args[1])

    def _inverse(self, node: Term) -> Element:
        """One over a term, factor by factor, so that no product has to be factored again."""
        if node.head == "mul":
            whole = self.one
            for each in node.args:
                whole = whole * self._inverse(each)
            return whole
        if node.head == "pow":
            n = literal(node.args[1])
            if n is not None and n.denominator == 1 and n > 0:
                return self._inverse(node.args[0]).power(int(n))
        value = self.of(node)
        number = value.rational
        if number is not None and number != 0:
            return e.constant(self.ring, 1 / number)
        return value.inverse()

    # Names

    def _symbol(self, node: Term) -> Element:
        body = self.opened(node)
        if body is not None:
            return self.of(body)
        bounds = self.bound_ranges.get(node)
        low = None if bounds is None else literal(bounds[0])
        inside = None if low is None else Domain(lower=low, lower_open=False, integer=True)
        return self.generator("symbol", node, node, range=inside)

    def _constant(self, node: Term) -> Element:
        if node.value == "e":
            return self.exp(self.one)
        if node.value == "pi":
            return self.generator("symbol", node, node)
        raise NotRead(f"the constant {node}")

    def generator(
        self,
        kind: str,
        key: Any,
        term: Term,
        range: Domain | None = None,
        data: Any = None,
        relation: tuple[int, Poly] | None = None,
    ) -> Element:
        """The generator of that kind and key, made when it is new."""
        return e.from_poly(
            self.ring, self.ring.polys[self.place(kind, key, term, range, data, relation).index]
        )

    def has(self, kind: str, key: Any) -> bool:
        """Whether there is such a generator already."""
        return (kind, key) in self._generators

    def place(
        self,
        kind: str,
        key: Any,
        term: Term,
        range: Domain | None = None,
        data: Any = None,
        relation: tuple[int, Poly] | None = None,
    ) -> Generator:
        """The same, as the generator itself."""
        found = self._generators.get((kind, key))
        if found is None:
            inside = self.ranges.of(term)
            if range is not None:
                inside = ranges.intersection(inside, range)
            found = self.ring.generator(kind, term, inside, data, relation)
            self._generators[kind, key] = found
            self.back.terms.append(term)
        return found

    # Calls

    def _call(self, node: Term) -> Element:
        body = self.opened(node)
        if body is not None:
            return self.of(body)
        name = str(node.value)
        row = KERNELS.get(name)
        if row is None:
            return self._opaque(node)
        law = _CALLS.get(name)
        if law is not None:
            return law(self, node)
        if row.definition is not None:
            if name not in ("sqrt", "max", "min"):
                self.laws.setdefault(f"definition of {name}")
            return self.of(row.definition(*node.args))
        return self._opaque(node)

    def _opaque(self, node: Term) -> Element:
        arguments = tuple(self.of(a) for a in node.args)
        key = (node.value, tuple(a.key() for a in arguments))
        return self.generator("call", key, node, data=arguments)

    def _indexed(self, node: Term) -> Element:
        body = self.opened(node)
        if body is not None:
            return self.of(body)
        indices = tuple(self.of(a) for a in node.args[1:])
        key = (node.args[0], tuple(i.key() for i in indices))
        written = t.indexed(node.args[0], *(self.term(i) for i in indices))
        return self.generator("symbol", key, written, data=indices)

    def _binder(self, node: Term) -> Element:
        try:
            return sums.binder(self, node)
        except NoCase as problem:
            # A summand without a value leaves an empty sum its own.
            raise NotRead(str(problem)) from None

    def _delta(self, node: Term) -> Element:
        return sums.delta(self, self.of(node.args[0]), self.of(node.args[1]))

    # Laws for kinds of functions, in files of their own

    def exp(self, u: Element) -> Element:
        """e^u."""
        return exponentials.exp(self, u)

    def log(self, u: Element) -> Element:
        """log|u| for u ≠ 0."""
        return exponentials.log(self, u)

    def absolute_power(self, u: Element | Poly, r: Fraction) -> Element:
        """|u|^r for u ≠ 0 (also 0 where r > 0)."""
        return powers.absolute_power(self, u, r)

    def absolute(self, f: Poly, n: int) -> Element:
        """|f|^n for an irreducible polynomial or a number."""
        return powers.absolute(self, f, n)

    def _sign(self, node: Term) -> Element:
        sign = self.signs.of(self.of(node.args[0]))
        if sign in (POSITIVE, NEGATIVE, ZERO):
            value = {POSITIVE: 1, NEGATIVE: -1, ZERO: 0}[sign]
            return e.constant(self.ring, value)
        if not sign & ZERO:
            self.laws.setdefault("sign u = |u|/u")
            return powers.of_absolute(self, node) * self.of(node.args[0]).inverse()
        return self._opaque(node)

    def _cases(self, node: Term) -> Element:
        for value, test in zip(node.args[::2], node.args[1::2], strict=False):
            holds = self.truth(test)
            if holds is None:
                told = by_sign(self, node)
                if told is not None:
                    return told
                raise NotRead(f"the case {test} is open")
            if holds:
                return self.of(value)
        if len(node.args) % 2:
            return self.of(node.args[-1])
        raise NoCase("no case applies")

    def sign(self, value: Element, signs: Signs | None = None) -> int:
        """The possible signs; of a sum of logarithms, those of its exponential less 1."""
        known = self.signs if signs is None else signs
        found = known.of(value)
        if found in (POSITIVE, NEGATIVE, ZERO):
            return found
        poly = value.polynomial
        if poly is None or not any(
            each.kind == "log" and poly.degrees()[each.index] == 1 for each in self.ring.generators
        ):
            return found
        self.laws.setdefault("log is increasing")
        return found & known.of(self.exp(value) - self.one)

    def truth(self, test: Term) -> bool | None:
        """Whether a condition holds everywhere (True), nowhere (False), or is open (None)."""
        if test.head in ("and", "or", "not"):
            parts = [self.truth(a) for a in test.args]
            if test.head == "not":
                return None if parts[0] is None else not parts[0]
            decisive = test.head == "or"
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive
        left, right = test.args
        sign = self.signs.of(self.of(left) - self.of(right))
        allowed = _ALLOWED[test.head]
        if not sign & ~allowed:
            return True
        return None if sign & allowed else False

    def _derivative(self, node: Term) -> Element:
        from derive.proof.derivation import derivative

        return derivative(self, node)


_ALLOWED = {
    "eq": ZERO,
    "ne": NEGATIVE | POSITIVE,
    "lt": NEGATIVE,
    "le": NEGATIVE | ZERO,
    "gt": POSITIVE,
    "ge": POSITIVE | ZERO,
}

_CALLS: dict[str, Callable[[NormalForm, Term], Element]] = {
    "exp": exponentials.of_exp,
    "log": exponentials.of_log,
    "abs": powers.of_absolute,
    "sign": NormalForm._sign,
    "sin": special_functions.of_circle,
    "cos": special_functions.of_circle,
    "acos": special_functions.of_acos,
    "asin": special_functions.of_asin,
    "atan": special_functions.of_atan,
    "erf": special_functions.of_odd,
    "gamma": special_functions.of_gamma,
    "delta": NormalForm._delta,
}
"""Functions with a law of their own; the others follow from the table of kernels."""

_METHODS: dict[str, Callable[[NormalForm, Term], Element]] = {
    "number": NormalForm._number,
    "symbol": NormalForm._symbol,
    "constant": NormalForm._constant,
    "add": NormalForm._add,
    "mul": NormalForm._mul,
    "neg": NormalForm._neg,
    "div": NormalForm._div,
    "pow": powers.of_power,
    "call": NormalForm._call,
    "indexed": NormalForm._indexed,
    "cases": NormalForm._cases,
    "derivative": NormalForm._derivative,
    "sum": NormalForm._binder,
    "product": NormalForm._binder,
}
