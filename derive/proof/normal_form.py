"""The normal form: every term as an element of the ring, by laws that hold wherever it is defined.

Rational arithmetic is done exactly; functions with a definition are unfolded by it; the rest goes
through the laws of `LAWS`:

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
from math import lcm
from typing import Any

from flint import fmpz

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import POSITIVE as POSITIVE_REALS
from derive.model.domain import REAL, Domain
from derive.model.term import Term, literal
from derive.proof import contractions, ranges, sums, trigonometry
from derive.proof import element as e
from derive.proof.definedness import integral
from derive.proof.element import Element
from derive.proof.kernels import KERNELS
from derive.proof.ranges import Ranges
from derive.proof.rationals import flint_rational, fraction
from derive.proof.ring import Generator, NotRead, Poly, Restart, Ring
from derive.proof.sign_sets import NEGATIVE, POSITIVE, ZERO, of_domain
from derive.proof.signs import Signs
from derive.proof.spans import Basis
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

    # Exponentials and logarithms

    def _exp(self, node: Term) -> Element:
        return self.exp(self.of(node.args[0]))

    def exp(self, u: Element) -> Element:
        """e^u."""
        if not u.parts:
            return self.one
        free, rest = self._split_logs(u)
        whole = self._exp_of_basis(rest)
        for log_term, q in free:
            self.laws.setdefault("e^(q log f) = f^q")
            whole = whole * self.absolute_power(log_term, q)
        return whole

    def _split_logs(self, u: Element) -> tuple[list[tuple[Poly, Fraction]], Element]:
        """Rational multiples of logarithms among the terms of u, and the rest."""
        whole = u.parts.get(())
        if whole is None or whole.is_constant():
            return [], u
        free = []
        for each in self.ring.generators:
            if each.kind != "log":
                continue
            poly = self.ring.polys[each.index]
            monomial = poly.monomial(0)
            q = whole.to_dict().get(monomial)
            if q is not None and q != 0:
                free.append((each.data, fraction(q)))
                u = u - e.from_poly(self.ring, poly * q)
        return free, u

    def _exp_of_basis(self, u: Element) -> Element:
        found = self.exponents.coordinates(u)
        if found is None:
            term = self.term(u)
            b, n = self.exponents.add(u, term)
            node = t.call("exp", self.term(b))
            self.exponentials.append(
                self.place("exp", ("exp", len(self.exponentials)), node, POSITIVE_REALS, b)
            )
            found = [(len(self.exponentials) - 1, n)]
        whole = self.one
        if len(found) > 1:
            self.laws.setdefault("e^(u + v) = e^u e^v")
        for k, n in found:
            base = e.from_poly(self.ring, self.ring.polys[self.exponentials[k].index])
            whole = whole * base.power(n)
        return whole

    def _log(self, node: Term) -> Element:
        return self.log(self.of(node.args[0]))

    def log(self, u: Element) -> Element:
        """log|u| for u ≠ 0."""
        numerator, denominator = u.fraction()
        if numerator == 0:
            raise NotRead("the logarithm of zero")
        content, factors = self.ring.factor(numerator)
        whole = self._log_of_number(fraction(content))
        if len(factors) + len(denominator) > 1:
            self.laws.setdefault("log|uv| = log|u| + log|v|")
        for f, n in factors:
            whole = whole + self.log_of_factor(f).scaled(n)
        for k, n in denominator:
            whole = whole - self.log_of_factor(self.ring.factors[k].poly).scaled(n)
        return whole

    def _log_of_number(self, value: Fraction) -> Element:
        whole = self.zero
        for number, sign in ((abs(value.numerator), 1), (value.denominator, -1)):
            if number == 1:
                continue
            for prime, n in fmpz(number).factor(trial_limit=200):
                poly = self.ring.constant(prime)
                whole = whole + self.log_of_factor(poly).scaled(sign * int(n))
        return whole

    def log_of_factor(self, f: Poly) -> Element:
        """log|f| for an irreducible polynomial or a prime number."""
        used = self.ring.used(f)
        if len(used) == 1 and len(f) == 1:
            each = self.ring.generators[used[0]]
            if each.kind == "exp":
                self.laws.setdefault("log e^u = u")
                exponent: Element = each.data
                return exponent
            if each.kind == "root":
                inner, q = each.data
                return self.log(e.from_poly(self.ring, inner)).scaled(
                    flint_rational(Fraction(1, q))
                )
            if each.kind == "abs":
                return self.log(e.from_poly(self.ring, each.data))
            if each.kind == "product":
                self.laws.setdefault("log Π u = Σ log u")
                return sums.sum_of(self, self.log(each.data[0]), each.data[1])
        conjugate = self._conjugate(f, used)
        if conjugate is not None:
            other, norm = conjugate
            self.laws.setdefault("(a + b√f)(a − b√f) = a² − b² f")
            return self.log(e.from_poly(self.ring, norm)) - self.log(e.from_poly(self.ring, other))
        inside = self.term(e.from_poly(self.ring, f))
        if not f.is_constant() and self.signs.of_poly(f) != POSITIVE:
            inside = t.call("abs", inside)
        if f.leading_coefficient() < 0:
            f = -f
        return self.generator("log", str(f), t.call("log", inside), self._log_range(f), f)

    def _log_range(self, f: Poly) -> Domain:
        for shift, domain in (
            (-1, Domain(Fraction(0))),
            (1, None),
        ):
            if shift < 0:
                sign = self.signs.of_poly(f - 1)
                if sign == POSITIVE:
                    return domain or REAL
                if not sign & NEGATIVE:
                    return Domain(Fraction(0), lower_open=False)
                if sign == NEGATIVE and self.signs.of_poly(f) == POSITIVE:
                    return Domain(None, Fraction(0))
        return REAL

    def _conjugate(self, f: Poly, used: list[int]) -> tuple[Poly, Poly] | None:
        """For f = a + b√g of the less preferred sign: a − b√g and their product."""
        roots = [
            self.ring.generators[k]
            for k in used
            if self.ring.generators[k].relation is not None
            and self.ring.generators[k].relation[0] == 2  # type: ignore[index]
        ]
        if not roots or len(f) > 30:
            return None
        root = roots[-1]
        images = list(self.ring.polys)
        images[root.index] = -images[root.index]
        other = f.compose(*images)
        norm = self.ring.reduce(f * other)
        if (
            norm == 0
            or self.signs.of_poly(norm) & ZERO
            or (len(norm) >= len(f) and not norm.is_constant())
        ):
            return None
        terms = f.to_dict()
        with_root = next(c for m, c in f.terms() if m[root.index])
        without = next((c for m, c in f.terms() if not m[root.index]), None)
        if without is None or with_root * without > 0 or len(terms) < 2:
            return None
        return other, norm

    # Powers and roots

    def _pow(self, node: Term) -> Element:
        base, exponent = node.args
        n = literal(exponent)
        if n is None:
            value = self.of(exponent).rational
            n = None if value is None else fraction(value)
        if n is not None and n.denominator == 1:
            return self.of(base).power(int(n))
        if base.head == "constant" and base.value == "e":
            return self.exp(self.of(exponent))
        if n is not None:
            return self.absolute_power(self.of(base), n)
        return self._general_power(node, base, exponent)

    def _general_power(self, node: Term, base: Term, exponent: Term) -> Element:
        u, x = self.of(base), self.of(exponent)
        if not u.parts and self.signs.of(x) == POSITIVE:
            return self.zero
        if not integral(exponent, self.context) or self.signs.of(u) == POSITIVE:
            if self.signs.of(u) & ~POSITIVE and not self._positive_base(base):
                # 0^x for x > 0 is 0, which no logarithm gives.
                return self._opaque_power(node, u, x)
            self.laws.setdefault("u^x = e^(x log u)")
            return self.exp(x * self.log(u))
        return self._integer_power(node, u, x)

    def _positive_base(self, base: Term) -> bool:
        return of_domain(self.ranges.of(base)) == POSITIVE

    def _opaque_power(self, node: Term, u: Element, x: Element) -> Element:
        return self.generator("power", (u.key(), x.key()), node, data=(u, x))

    def _integer_power(self, node: Term, u: Element, x: Element) -> Element:
        """u^(n + m) = u^n u^m for integers n, m, term by term of the exponent."""
        poly = x.polynomial
        lowered = poly is not None and poly != 0 and fraction(_constant_part(self.ring, poly)) < 0
        if lowered and self.signs.of(u) & ZERO:
            # u^(n − 1) is defined at u = 0 for n ≥ 1, u^n/u is not.
            return self._opaque_power(node, u, x)
        if poly is None or any(fraction(c).denominator != 1 for c in poly.coeffs()):
            return self._opaque_power(node, u, x)
        whole = self.one
        for monomial, coefficient in sorted(poly.to_dict().items()):
            n = int(fraction(coefficient))
            if not any(monomial):
                whole = whole * u.power(n)
                continue
            part = e.from_poly(self.ring, self.ring.context.from_dict({monomial: 1}))
            written = t.power(self.term(u), self.term(part))
            square = (2, self.ring.one) if u.rational == -1 else None
            base = self.generator(
                "power", (u.key(), part.key()), written, data=(u, part), relation=square
            )
            whole = whole * base.power(n)
        self.laws.setdefault("u^(n + m) = u^n u^m")
        return whole

    def absolute_power(self, u: Element | Poly, r: Fraction) -> Element:
        """|u|^r for u ≠ 0 (also 0 where r > 0)."""
        value = u if isinstance(u, Element) else e.from_poly(self.ring, u)
        if not value.parts:
            return self.zero
        numerator, denominator = value.fraction()
        content, found = self.ring.factor(numerator)
        whole = self._number_power(fraction(content), r)
        factors = [(f, n) for f, n in found]
        factors += [(self.ring.factors[k].poly, -n) for k, n in denominator]
        open_part: list[tuple[Poly, int]] = []
        for f, n in factors:
            if (n * r).denominator != 1 and f.is_constant() is False:
                sign = self.signs.of_poly(f)
                if sign & POSITIVE and sign & NEGATIVE:
                    open_part.append((f, n))
                    continue
            whole = whole * self._factor_power(f, n * r)
        if len(open_part) == 1:
            f, n = open_part[0]
            return whole * self._factor_power(f, n * r)
        if open_part:
            whole = whole * self._joint_root(open_part, r)
        if len(factors) > 1:
            self.laws.setdefault("|uv|^r = |u|^r |v|^r")
        return whole

    def _joint_root(self, parts: list[tuple[Poly, int]], r: Fraction) -> Element:
        """(Π f^n)^r for a product that is not negative though its factors' signs are open."""
        q = r.denominator
        inner, whole = self.ring.one, self.one
        for f, n in parts:
            times, left = divmod(n * r.numerator, q)
            inner = self.ring.multiply(inner, self.ring.power(f, left % q))
            if times:
                whole = whole * self.absolute(f, times)
        sign = self.signs.of_poly(inner)
        if sign & NEGATIVE and not sign & POSITIVE:
            inner, sign = -inner, POSITIVE | ZERO
        if sign & NEGATIVE:
            raise NotRead("a root of a value whose sign is open")
        return whole * self._root(inner, q, 1)

    def _number_power(self, value: Fraction, r: Fraction) -> Element:
        whole = self.one
        for number, sign in ((abs(value.numerator), 1), (value.denominator, -1)):
            if number == 1:
                continue
            for prime, n in fmpz(number).factor(trial_limit=200):
                whole = whole * self._factor_power(self.ring.constant(prime), int(n) * sign * r)
        return whole

    def _factor_power(self, f: Poly, r: Fraction) -> Element:
        """|f|^r for one irreducible f."""
        used = self.ring.used(f)
        if len(used) == 1 and len(f) == 1:
            each = self.ring.generators[used[0]]
            if each.kind == "exp":
                return self.exp(each.data.scaled(flint_rational(r)))
            if each.kind == "root" and r.denominator != 1:
                inner, q = each.data
                return self.absolute_power(inner, r / q)
            if each.kind == "abs" and r.denominator != 1:
                return self.absolute_power(each.data, r)
        if r.denominator == 1:
            return self.absolute(f, int(r))
        times, left = divmod(r.numerator, r.denominator)
        sign = POSITIVE if f.is_constant() else self.signs.of_poly(f)
        if sign & POSITIVE and sign & NEGATIVE:
            root = self._root(self.absolute(f, 1).polynomial, r.denominator, left)
        elif sign & NEGATIVE:
            root = self._root(-f, r.denominator, left)
        else:
            root = self._root(f, r.denominator, left)
        return self.absolute(f, times) * root if times else root

    def _root(self, f: Poly, q: int, n: int) -> Element:
        """f^(n/q) for f that is not negative."""
        inside = self.term(e.from_poly(self.ring, f))
        known = self.scales.roots.get(inside, 1)
        found = self._generators.get(("root", str(f)))
        common = lcm(known, q)
        if found is not None and found.data[1] % q:
            self.scales.roots[inside] = lcm(common, found.data[1])
            raise Restart
        if found is None:
            written = (
                t.call("sqrt", inside)
                if common == 2
                else t.power(inside, t.number(Fraction(1, common)))
            )
            above = Domain(Fraction(0), None, self.signs.of_poly(f) == POSITIVE)
            found = self.place("root", str(f), written, above, (f, common), (common, f))
        self.laws.setdefault("(√f)² = f")
        base = e.from_poly(self.ring, self.ring.polys[found.index])
        return base.power(n * (found.data[1] // q))

    def _abs(self, node: Term) -> Element:
        value = self.of(node.args[0])
        numerator, denominator = value.fraction()
        if numerator == 0:
            return self.zero
        content, factors = self.ring.factor(numerator)
        whole = self.one.scaled(abs(content))
        for f, n in factors:
            whole = whole * self.absolute(f, n)
        for k, n in denominator:
            whole = whole * self.absolute(self.ring.factors[k].poly, -n)
        return whole

    def absolute(self, f: Poly, n: int) -> Element:
        """|f|^n for an irreducible polynomial or a number."""
        own = e.from_poly(self.ring, f)
        if n % 2 == 0:
            return own.power(n)
        sign = self.signs.of_poly(f)
        if not sign & NEGATIVE:
            return own.power(n)
        if not sign & POSITIVE:
            return (-own).power(n)
        if f.leading_coefficient() < 0:
            f = -f
        square = self.ring.multiply(f, f)
        node = t.call("abs", self.term(e.from_poly(self.ring, f)))
        self.laws.setdefault("|u|² = u²")
        above = Domain(Fraction(0), lower_open=not sign & ZERO)
        return self.generator("abs", str(f), node, above, f, (2, square)).power(n)

    def _sign(self, node: Term) -> Element:
        sign = self.signs.of(self.of(node.args[0]))
        if sign in (POSITIVE, NEGATIVE, ZERO):
            value = {POSITIVE: 1, NEGATIVE: -1, ZERO: 0}[sign]
            return e.constant(self.ring, value)
        if not sign & ZERO:
            self.laws.setdefault("sign u = |u|/u")
            return self._abs(node) * self.of(node.args[0]).inverse()
        return self._opaque(node)

    def _cases(self, node: Term) -> Element:
        for value, test in zip(node.args[::2], node.args[1::2], strict=False):
            holds = self.truth(test)
            if holds is None:
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

    def _gamma(self, node: Term) -> Element:
        """Γ(u + n) = (u + n − 1) … u Γ(u), with u's constant part in (0, 1]."""
        u = self.of(node.args[0])
        poly = u.polynomial
        if poly is None:
            return self._opaque(node)
        constant = (
            fraction(poly.to_dict().get((0,) * self.ring.capacity, 0) or 0) if poly != 0 else 0
        )
        shift = -((-Fraction(constant)).__floor__()) - 1 if poly.is_constant() else 0
        if not poly.is_constant():
            shift = (-(-Fraction(constant) // 1)) - 1
        shift = int(shift)
        if abs(shift) > 200:
            return self._opaque(node)
        while shift > 0 and self.signs.of(u - e.constant(self.ring, shift)) != POSITIVE:
            shift -= 1
        start = u - e.constant(self.ring, shift)
        if start.rational == 1:
            base = self.one
        elif start.rational == flint_rational(Fraction(1, 2)):
            base = self.absolute_power(self.of(t.constant("pi")), Fraction(1, 2))
        else:
            base = self.generator(
                "call", ("gamma", start.key()), t.call("gamma", self.term(start)), data=(start,)
            )
        if shift:
            self.laws.setdefault("Γ(u + 1) = u Γ(u)")
        for k in range(shift):
            base = base * (start + e.constant(self.ring, k))
        for k in range(shift, 0):
            base = base * (start + e.constant(self.ring, k)).inverse()
        return base

    def _odd(self, node: Term) -> Element:
        """f(−u) = −f(u), for atan, asin and erf, with the known values."""
        u = self.of(node.args[0])
        value = u.rational
        name = str(node.value)
        if value is not None:
            known = trigonometry.INVERSE_VALUES.get((name, fraction(value)))
            if known is not None:
                return self.of(known)
        numerator, _ = u.fraction()
        turned = numerator.leading_coefficient() < 0
        if turned:
            self.laws.setdefault(f"{name}(−u) = −{name} u")
            u = -u
        written = t.call(name, self.term(u))
        found = self.generator("call", (name, (u.key(),)), written, data=(u,))
        return -found if turned else found

    def _trigonometric(self, node: Term) -> Element:
        cosine, sine = trigonometry.circle(self, self.of(node.args[0]))
        return cosine if node.value == "cos" else sine

    def _acos(self, node: Term) -> Element:
        """acos cos u = u for 0 ≤ u ≤ π, else π/2 − asin u."""
        inside = node.args[0]
        if inside.head == "call" and inside.value == "cos":
            u = self.of(inside.args[0])
            pi = self.of(t.constant("pi"))
            if not (self.signs.of(u) & NEGATIVE or self.signs.of(pi - u) & NEGATIVE):
                self.laws.setdefault("acos cos u = u for 0 ≤ u ≤ π")
                return u
        row = KERNELS["acos"]
        assert row.definition is not None
        return self.of(row.definition(inside))

    def _asin(self, node: Term) -> Element:
        inside = node.args[0]
        if inside.head == "call" and inside.value == "sin":
            u = self.of(inside.args[0])
            half = self.of(t.constant("pi")).scaled(flint_rational(Fraction(1, 2)))
            if not (self.signs.of(half + u) & NEGATIVE or self.signs.of(half - u) & NEGATIVE):
                self.laws.setdefault("asin sin u = u for |u| ≤ π/2")
                return u
        return self._odd(node)

    def _atan(self, node: Term) -> Element:
        inside = node.args[0]
        if inside.head == "call" and inside.value == "tan":
            u = self.of(inside.args[0])
            half = self.of(t.constant("pi")).scaled(flint_rational(Fraction(1, 2)))
            if self.signs.of(half + u) == POSITIVE and self.signs.of(half - u) == POSITIVE:
                self.laws.setdefault("atan tan u = u for |u| < π/2")
                return u
        return self._odd(node)

    def _derivative(self, node: Term) -> Element:
        from derive.proof.derivation import derivative

        return derivative(self, node)


def _constant_part(ring: Ring, poly: Poly) -> Any:
    """The constant term of a polynomial."""
    return poly.to_dict().get((0,) * ring.capacity, 0)


_ALLOWED = {
    "eq": ZERO,
    "ne": NEGATIVE | POSITIVE,
    "lt": NEGATIVE,
    "le": NEGATIVE | ZERO,
    "gt": POSITIVE,
    "ge": POSITIVE | ZERO,
}

_CALLS: dict[str, Callable[[NormalForm, Term], Element]] = {
    "exp": NormalForm._exp,
    "log": NormalForm._log,
    "abs": NormalForm._abs,
    "sign": NormalForm._sign,
    "sin": NormalForm._trigonometric,
    "cos": NormalForm._trigonometric,
    "acos": NormalForm._acos,
    "asin": NormalForm._asin,
    "atan": NormalForm._atan,
    "erf": NormalForm._odd,
    "gamma": NormalForm._gamma,
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
    "pow": NormalForm._pow,
    "call": NormalForm._call,
    "indexed": NormalForm._indexed,
    "cases": NormalForm._cases,
    "derivative": NormalForm._derivative,
    "sum": NormalForm._binder,
    "product": NormalForm._binder,
}
