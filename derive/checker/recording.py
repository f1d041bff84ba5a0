"""The trusted core with the prover at its side: it writes down every equation that it takes."""

from __future__ import annotations

from itertools import product

from derive.checker.shapes import shapes
from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import POSITIVE_INTEGER, Index, Scalar
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof.normal_form import NormalForm
from derive.proof.ring import NotRead
from derive.replay import laws
from derive.replay.closing import Closing, NotClosed
from derive.replay.definedness import conditions
from derive.replay.equations import Equations
from derive.replay.rational import Rational, TooLarge, ZeroDenominator

Data = list[tuple[Term, int]]
Equation = tuple[Term, Term, Data]

_UPPER = t.symbol("@n")
"""Stands for the upper limit of a sum that has a closed form."""


class Recording(Equations):
    """Equations that are asked of a normal form when they are needed, and kept in order."""

    def __init__(self, core: Equations, form: NormalForm, closing: Closing) -> None:
        super().__init__(core.context, core.ranges)
        self._facts = core._facts
        self.assumed = core.assumed
        self.fixed = core.fixed
        self._form = form
        self._closing = closing
        self._asked: set[Term] = set()
        self._tried: set[tuple[Term, str]] = set()
        self.equations: list[Equation] = []
        """What was taken, each after those that it rests on."""

    @staticmethod
    def prepared(context: Context) -> Context:
        """The context in which the normal form has to be made."""
        return context.declare(str(_UPPER.value), Scalar(POSITIVE_INTEGER))

    def _value(self, node: Term) -> Rational:
        if _is_kernel(node):
            self._ask(node)
        return super()._value(node)

    def atom(self, node: Term) -> Rational:
        """A term that is not looked into; a sum may have a closed form."""
        if node.head == "sum":
            self._ask(node)
        return super().atom(node)

    def _ask(self, node: Term) -> None:
        if node in self._asked:
            return
        self._asked.add(node)
        try:
            found = self._given(node)
            if found is None:
                found = self._closed_sum(node) if node.head == "sum" else self._by_form(node)
            if found is None or found[0] is node:
                return
            equal, data = found
            for condition in conditions(equal, self.context):
                self.ensure(condition)
            self.show(node, equal, data)
        except (laws.Broken, NotClosed, TooLarge, ZeroDenominator):
            self._memo.clear()
            return
        self.equations.append((node, equal, data))

    def ensure(self, condition: Relation) -> bool:
        """Whether a condition is shown, perhaps in another shape of its left side."""
        if self.holds(condition):
            return True
        node = condition.left if condition.right is t.ZERO else condition.left - condition.right
        if (node, condition.sign) in self._tried:
            return False
        self._tried.add((node, condition.sign))
        try:
            for shape in shapes(node, self, self._form):
                if not self.ranges.of(shape).meets(condition.sign):
                    continue
                data = [(laws.SHAPE, 0)]
                self.show(node, shape, data)
                self.equations.append((node, shape, data))
                if self.holds(condition):
                    return True
        except (laws.Broken, TooLarge, ZeroDenominator, NotRead):
            return False
        return False

    def _given(self, node: Term) -> tuple[Term, Data] | None:
        """The value that an assumed equation gives to a sum, for some value of its free indices."""
        if node.head != "sum":
            return None
        for number, each in enumerate(self.assumed):
            if each.sign != "=" or each.left.head != "sum":
                continue
            indices = [
                s
                for s in t.free_symbols(each.left)
                if isinstance(self.context.type_of(str(s.value)), Index)
            ]
            for places in product(t.free_symbols(node), repeat=len(indices)):
                chosen = dict(zip(indices, places, strict=True))
                left = t.substitute(each.left, chosen)
                if self._sums.written(self.value(left)) is node:
                    data = [(laws.GIVEN, number)]
                    data += [(t.make("eq", pair), 0) for pair in chosen.items()]
                    return t.substitute(each.right, chosen), data
        return None

    def _by_form(self, node: Term) -> tuple[Term, Data]:
        equal = self._closing.closed(self._form.term(self._form.of(node)))
        return equal, _multiples(self._form, node, equal)

    def _closed_sum(self, node: Term) -> tuple[Term, Data] | None:
        """Σ up to any n as F(n), and F as the function whose differences are the summand."""
        body, index, low, high = node.args
        upto = self._form.term(self._form.of(t.summation(body, index, low, _UPPER)))
        if t.contains(upto, *t.BINDERS):
            return None
        after = t.substitute(upto, {_UPPER: index})
        return t.substitute(upto, {_UPPER: high}), [(after, 0)]


def _is_kernel(node: Term) -> bool:
    """Whether a term is more than rational arithmetic on its operands."""
    if node.head != "pow":
        return node.head == "call" and node.value != "delta"
    exponent = t.literal(node.args[1])
    return exponent is None or exponent.denominator != 1


def _multiples(form: NormalForm, node: Term, equal: Term) -> Data:
    """The angles of a sine or cosine, or the exponents in a logarithm, over the form's basis."""
    if node.value in ("sin", "cos"):
        angles = form.angles.coordinates(form.of(node.args[0])) or []
        return [(form.circles[k][0].term.args[0], n) for k, n in angles]
    if node.value == "log":
        rest = [t.mul(t.number(c), u) for u, c in laws.terms(equal) if u.value != "log" and c]
        exponents = form.exponents.coordinates(form.of(t.add(*rest))) or [] if rest else []
        return [(form.exponentials[k].term.args[0], n) for k, n in exponents]
    return []
