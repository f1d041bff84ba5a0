"""Elements written as terms again: for conditions, generators' meanings and messages."""

from __future__ import annotations

from derive.model import term as t
from derive.model.term import Term
from derive.proof.element import Element
from derive.proof.rationals import fraction
from derive.proof.ring import Poly, Ring


class WritingBack:
    """Writes elements of one ring; `terms` holds what each generator stands for."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.terms: list[Term] = []

    def of(self, value: Element) -> Term:
        """A term with the element's value."""
        parts = []
        for denominator, numerator in value.parts.items():
            top = self.poly(numerator)
            below = [
                self._power(self.poly(self.ring.factors[f].poly), int(k)) for f, k in denominator
            ]
            parts.append(t.div(top, t.mul(*below)) if below else top)
        return t.add(*parts)

    def poly(self, poly: Poly) -> Term:
        """A term for a polynomial."""
        written: list[tuple[bool, Term]] = []
        for monomial, coefficient in poly.terms():
            value = fraction(coefficient)
            factors = [self._power(self.terms[k], int(n)) for k, n in enumerate(monomial) if n]
            size = abs(value)
            if size != 1 or not factors:
                factors.insert(0, t.number(size))
            written.append((value < 0, t.mul(*factors)))
        # People write 1 − x, not −x + 1: a positive term goes first.
        written.sort(key=lambda pair: pair[0])
        return t.add(*(t.neg(node) if negative else node for negative, node in written))

    def _power(self, base: Term, n: int) -> Term:
        return base if n == 1 else t.power(base, n)
