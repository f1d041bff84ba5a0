"""Derivatives inside the normal form: one derivation rule for each kind of generator.

D is a derivation of the field: D(n/d) = (Dn)/d − n·(Dd)/d², and D of a polynomial is
Σ ∂p/∂g · Dg.  So only Dg is needed: D e^b = e^b Db, D log|f| = Df/f, D R = R Df/(q f) for R^q = f,
D|f| = |f| Df/f, D cos b = −sin b Db, and the table's derivatives for opaque functions.  A function
without a meaning has opaque partial derivatives.

The variable of differentiation is the stopping point: definitions are unfolded up to it, and it is
itself not looked into.  Where it stands for a defined quantity, the derivative is taken with the
variable free and then evaluated at the quantity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from derive.model import term as t
from derive.model.term import Term
from derive.proof import element as e
from derive.proof import sums
from derive.proof.element import Element
from derive.proof.kernels import KERNELS
from derive.proof.ring import Generator, NotRead, Poly
from derive.proof.sign_sets import POSITIVE

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm


def derivative(form: NormalForm, node: Term) -> Element:
    """The element of a `derivative` term whose variables are free symbols or family members."""
    value = form.of(node.args[0])
    for variable in node.args[1:]:
        value = Derivation(form, variable).of(value)
        form.ring.budget.check()
    return value


class Derivation:
    """∂/∂v on elements of one normal form, v a symbol or family member."""

    def __init__(self, form: NormalForm, variable: Term) -> None:
        self.form = form
        self.name = variable
        form.of(variable)
        self._memo: dict[int, Element] = {}

    def of(self, value: Element) -> Element:
        """The derivative of an element."""
        ring = self.form.ring
        whole = self.form.zero
        for denominator, numerator in value.parts.items():
            part = Element(ring, {denominator: ring.one})
            whole = whole + self.poly(numerator) * part
            for f, k in denominator:
                inner = self.poly(ring.factors[f].poly)
                if inner.parts:
                    below = Element(ring, {((f, 1),): numerator * -k})
                    whole = whole + inner * below * part
        return whole.joined_if_few()

    def poly(self, poly: Poly) -> Element:
        """The derivative of a polynomial."""
        whole = self.form.zero
        for k in self.form.ring.used(poly):
            inner = self.generator(self.form.ring.generators[k])
            if inner.parts:
                whole = whole + e.from_poly(self.form.ring, poly.derivative(k)) * inner
        return whole

    def generator(self, each: Generator) -> Element:
        """The derivative of a generator."""
        found = self._memo.get(each.index)
        if found is None:
            found = self._memo[each.index] = self._generator(each)
        return found

    def _generator(self, each: Generator) -> Element:
        form, ring = self.form, self.form.ring
        own = e.from_poly(ring, ring.polys[each.index])
        if each.kind == "symbol":
            return self._name(each)
        if each.kind == "exp":
            return own * self.of(each.data)
        if each.kind == "log":
            return self.poly(each.data) * e.from_poly(ring, each.data).inverse()
        if each.kind == "root":
            f, q = each.data
            inner = self.poly(f)
            if not inner.parts:
                return inner
            return (own * inner * e.from_poly(ring, f).inverse()).scaled(fmpq(1, q))
        if each.kind == "abs":
            inner = self.poly(each.data)
            return own * inner * e.from_poly(ring, each.data).inverse() if inner.parts else inner
        if each.kind in ("cos", "sin"):
            b, partner = each.data
            inner = self.of(b)
            if not inner.parts:
                return inner
            other = e.from_poly(ring, ring.polys[partner.index])
            return -(other * inner) if each.kind == "cos" else other * inner
        if each.kind in ("constant", "delta"):
            return form.zero
        if each.kind == "sum":
            return self._sum(each)
        if each.kind == "product":
            inside, ranged = each.data
            logarithmic = self.of(inside) * inside.inverse()
            return own * sums.sum_of(form, logarithmic, ranged)
        if each.kind == "power":
            return self._power(each, own)
        return self._call(each)

    def _name(self, each: Generator) -> Element:
        """∂x_i/∂x_j = δ(i, j); other names are independent."""
        form, node = self.form, self.name
        law = self._law(each)
        if law is not None:
            return law
        if each.term.head != node.head or (each.term is not node and node.head == "symbol"):
            return form.zero
        if node.head == "symbol":
            return form.one
        if each.term.args[0] is not node.args[0]:
            return form.zero
        whole = form.one
        for i, j in zip(each.data, node.args[1:], strict=True):
            whole = whole * sums.delta(form, i, form.of(j))
        return whole

    def _law(self, each: Generator) -> Element | None:
        """The derivative of a quantity that was left closed, by its definition."""
        context, term, node = self.form.context, each.term, self.name
        if term is node or (term.head == node.head == "indexed" and term.args[0] is node.args[0]):
            return None
        if not context.definitions or context.definition_of(term) is None:
            return None
        if not context.depends(term, node):
            return None
        body = context.unfold(term)
        assert body is not None
        from derive.proof.unfolding import Unfolding

        return self.of(self.form.of(Unfolding(context, lawful=True).closed(body)))

    def _sum(self, each: Generator) -> Element:
        bounds, summand = each.data
        # Names of their own, as the sums over the first indices are formed inside the others.
        names = {name: t.symbol(f"d{each.index}.{k}") for k, (name, _, _) in enumerate(bounds)}
        for name, low, high in bounds:
            if not {*t.free_symbols(low), *t.free_symbols(high)} & {*names}:
                self.form.bound_ranges[names[name]] = (low, high)
        value = self.of(self.form.of(t.substitute(summand, names)))
        for name, low, high in reversed(bounds):
            ends = (t.substitute(low, names), t.substitute(high, names))
            value = sums.sum_of(self.form, value, (names[name], *ends))
        return value

    def _power(self, each: Generator, own: Element) -> Element:
        u, x = each.data
        inner, outer = self.of(u), self.of(x)
        whole = self.form.zero
        if outer.parts:
            if self.form.signs.of(u) != POSITIVE:
                raise NotRead(f"the derivative of {each.term} by its exponent")
            whole = own * self.form.log(u) * outer
        if inner.parts:
            whole = whole + own * x * inner * u.inverse()
        return whole

    def _call(self, each: Generator) -> Element:
        inner = [self.of(a) for a in each.data]
        if not any(d.parts for d in inner):
            return self.form.zero
        name = str(each.term.value)
        row = KERNELS.get(name)
        written = each.term.args
        whole = self.form.zero
        if row is not None:
            if row.derivatives is None:
                raise NotRead(f"the derivative of {name}")
            for outer, d in zip(row.derivatives(*written), inner, strict=True):
                if d.parts:
                    whole = whole + self.form.of(outer) * d
            return whole
        for place, d in enumerate(inner):
            if d.parts:
                whole = whole + self.form.of(partial(each.term, place)) * d
        return whole


def partial(use: Term, place: int) -> Term:
    """The opaque partial derivative of an undefined function in one argument, at its arguments."""
    orders = str(use.value).partition("|")[2]
    counts = [int(c) for c in orders.split(",")] if orders else [0] * len(use.args)
    counts[place] += 1
    name = str(use.value).partition("|")[0]
    return t.call(f"{name}|{','.join(map(str, counts))}", *use.args)
