"""What is given: assumptions of the context, and those of a case, as facts for the normal form."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.model import term as t
from derive.model.context import Context, scalar
from derive.model.domain import Index
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof import ranges
from derive.proof.assumed import sharper_domains
from derive.proof.definedness import Condition, Definedness
from derive.proof.normal_form import NormalForm
from derive.proof.ring import NotRead, Poly, Vanishes
from derive.proof.sign_sets import OF_RELATION
from derive.proof.unfolding import Unfolding, explicit


class Hypotheses:
    """Relations taken as given, with symbols that they determine replaced."""

    def __init__(self, context: Context, unfolding: Unfolding) -> None:
        self.context = context
        self.given = tuple(
            Relation(unfolding.closed(r.left), r.sign, unfolding.closed(r.right))
            for r in context.assumptions
        )
        sides = (side for r in context.assumptions for side in (r.left, r.right))
        self.implied = tuple(
            Relation(unfolding.closed(r.left), r.sign, unfolding.closed(r.right))
            for c in Definedness(context).of(*sides)
            if not (c.guards or c.bound)
            for r in [c.relation]
        )
        """What must hold for the relations to mean anything: √x > 1 says x >= 0 as well."""
        self.replacements: dict[Term, Term] = {}
        """Symbols with a value in this case."""
        self.tests: tuple[Term, ...] = ()
        """Conditions of this case."""

    @property
    def explicit(self) -> tuple[Relation, ...]:
        """The relations without derivatives."""
        return tuple(Relation(explicit(r.left), r.sign, explicit(r.right)) for r in self.given)

    @property
    def contradictory(self) -> bool:
        """Whether a declared domain, narrowed by the assumptions, is empty."""
        sharper = sharper_domains(self.context)
        for name, kind in self.context.types.items():
            declared = scalar(kind)
            if declared is not None:
                inside = sharper.get(t.symbol(name))
                domain = declared.domain
                if inside is not None:
                    domain = ranges.intersection(domain, inside)
                if domain.empty or (
                    domain.lower is not None
                    and domain.lower == domain.upper
                    and domain.lower in domain.excluded
                ):
                    return True
        return any(d.empty for d in sharper.values())

    def within(self, *tests: Term, **_: object) -> Hypotheses:
        """These hypotheses and the conditions of a case."""
        other = self._copy()
        other.tests = (*self.tests, *tests)
        return other

    def where(self, name: Term, value: Term) -> Hypotheses:
        """These hypotheses with one symbol replaced."""
        other = self._copy()
        other.replacements = {**self.replacements, name: value}
        return other

    def _copy(self) -> Hypotheses:
        other = object.__new__(Hypotheses)
        other.context, other.given, other.implied = self.context, self.given, self.implied
        other.replacements, other.tests = self.replacements, self.tests
        return other

    def replaced(self, condition: Condition) -> Condition:
        """A condition in this case."""
        if not self.replacements:
            return condition
        change = self.change
        relation = condition.relation
        return Condition(
            Relation(change(relation.left), relation.sign, change(relation.right)),
            tuple(map(change, condition.guards)),
            tuple((i, change(low), change(high)) for i, low, high in condition.bound),
            condition.silent,
        )

    def change(self, node: Term) -> Term:
        """A term in this case."""
        if not self.replacements:
            return node
        return t.substitute(explicit(node), self.replacements)

    def teach(self, form: NormalForm) -> None:
        """Let a normal form know what is given, and the ranges of free indices."""
        for name, kind in self.context.types.items():
            if isinstance(kind, Index):
                index = self.change(t.symbol(name))
                if index.head == "symbol":
                    self._teach(form, index, ">=", kind.range.lower)
                    self._teach(form, index, "<=", kind.range.upper)
        relations = [*self.implied, *self.given]
        relations += [Relation.of_condition(c) for c in self.tests if c.head in t.RELATIONS]
        changed = [(self.change(r.left), r.sign, self.change(r.right)) for r in relations]
        # Simple facts first: what they settle is settled in the larger ones.
        for left, sign, right in sorted(changed, key=lambda c: c[0].size + c[2].size):
            self._teach(form, left, sign, right)

    def _teach(self, form: NormalForm, left: Term, sign: str, right: Term) -> None:
        try:
            value = form.of(left) - form.of(right)
        except (NotRead, Vanishes):
            return
        form.signs.learn(value, OF_RELATION[sign])

    def reduction(self, form: NormalForm) -> Callable[[Poly], Poly] | None:
        """Reduce polynomials by the equations that are given and by y² = y for y in {0, 1}."""
        rules: list[tuple[int, Poly]] = []
        divisors: list[Poly] = []
        for relation in self._equations():
            try:
                value = form.of(self.change(relation.left)) - form.of(self.change(relation.right))
            except (NotRead, Vanishes):
                continue
            numerator = value.fraction()[0]
            rule = _solved_for(form, numerator)
            if rule is not None:
                rules.append(rule)
            elif not numerator.is_constant():
                divisors.append(numerator)
        finite = [
            g
            for g in form.ring.generators
            if g.kind == "symbol" and (v := form.signs.domain(g.index).values) and len(v) <= 8
        ]
        if not rules and not divisors and not finite:
            return None

        def reduce(poly: Poly) -> Poly:
            for index, image in rules:
                images = list(form.ring.polys)
                images[index] = image
                poly = poly.compose(*images)
            for divisor in divisors:
                _, poly = divmod(poly, divisor)
            for each in finite:
                values = form.signs.domain(each.index).values or ()
                monic = form.ring.one
                for v in values:
                    monic = monic * (form.ring.polys[each.index] - _rational(v))
                power = form.ring.polys[each.index] ** len(values)
                poly = form.ring._reduce_one(poly, each.index, len(values), power - monic)
            return form.ring.reduce(poly)

        return reduce

    def _equations(self) -> list[Relation]:
        found = [r for r in self.given if r.sign == "="]
        found += [Relation.of_condition(c) for c in self.tests if c.head == "eq"]
        return found


def _rational(value: Fraction) -> object:
    from derive.proof.rationals import flint_rational

    return flint_rational(value)


def _solved_for(form: NormalForm, poly: Poly) -> tuple[int, Poly] | None:
    """A generator that an equation p = 0 gives as a polynomial of the others."""
    degrees = poly.degrees()
    for index in form.ring.used(poly):
        each = form.ring.generators[index]
        if degrees[index] != 1 or each.kind not in ("symbol", "sum"):
            continue
        slope = poly.derivative(index)
        if not slope.is_constant():
            continue
        rest = poly - form.ring.polys[index] * slope
        return index, rest * (-1 / slope.leading_coefficient())
    return None
