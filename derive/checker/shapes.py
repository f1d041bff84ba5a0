"""Ways to write a term so that interval arithmetic sees its sign: factored, or as squares."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.model import term as t
from derive.model.term import Term
from derive.proof import element
from derive.proof.normal_form import NormalForm
from derive.proof.squares import decomposition
from derive.replay.equations import Equations
from derive.replay.rational import Polynomial, Rational


def shapes(node: Term, core: Equations, form: NormalForm) -> Iterator[Term]:
    """Terms that are equal to a term by the equations shown so far, or may be."""
    value = core.value(node)
    yield core.written(value)
    below = core.written(Rational({(): Fraction(1)}, value.below))
    for sign in (1, -1):
        squares = _squares({m: sign * c for m, c in value.top.items()}, core)
        if squares is not None:
            yield t.mul(squares if sign > 0 else t.neg(squares), below)
    yield from _factored(node, core, form)


def _factored(node: Term, core: Equations, form: NormalForm) -> Iterator[Term]:
    numerator, denominator = form.of(node).fraction()
    content, factors = form.ring.factor(numerator)
    written = [t.number(Fraction(int(content.p), int(content.q)))]
    for factor, n in factors:
        written.append(t.power(_signed(form.term(element.from_poly(form.ring, factor)), core), n))
    for number, n in denominator:
        factor = form.ring.factors[number].poly
        written.append(t.power(_signed(form.term(element.from_poly(form.ring, factor)), core), -n))
    yield t.mul(*written)


def _signed(factor: Term, core: Equations) -> Term:
    """A factor as a sum of squares, where its sign is not seen and it is one."""
    if core.ranges.of(factor).excludes_zero:
        return factor
    value = core.value(factor)
    squares = None if value.below else _squares(value.top, core)
    return factor if squares is None else squares


def _squares(top: Polynomial, core: Equations) -> Term | None:
    """Σ c·l² with c > 0 for a polynomial."""
    atoms = sorted({a for m in top for a, _ in m})
    if not atoms:
        return None
    terms = {tuple(dict(m).get(a, 0) for a in atoms): c for m, c in top.items()}
    found = decomposition(terms)
    if found is None:
        return None
    parts = []
    for c, linear in found:
        whole = [
            t.mul(
                t.number(r),
                *(t.power(core.term_of(a), n) for a, n in zip(atoms, m, strict=True) if n),
            )
            for m, r in linear.items()
        ]
        parts.append(t.mul(t.number(c), t.power(t.add(*whole), 2)))
    return t.add(*parts)
