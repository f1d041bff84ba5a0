"""One attempt at a relation: the normal form first, then the arguments around it.

The normal form decides equality and signs and discharges the conditions.  Where it leaves the
relation open: case distinctions, constancy on a connected domain, a bound by the extrema.  A ring
that turns out too small, or a generator with a law that was not known, starts the attempt anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Domain
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof import constancy, constants, extremum, sums_together
from derive.proof.assumed import sharper_domains
from derive.proof.definedness import Condition
from derive.proof.discharge import Impossible, Ledger, Unshowable, work_through
from derive.proof.hypotheses import Hypotheses
from derive.proof.joined_indices import joined
from derive.proof.limits import Budget, Swell
from derive.proof.normal_form import NoCase, NormalForm, Scales
from derive.proof.preparation import capacity
from derive.proof.ranges import Ranges
from derive.proof.reasons import over
from derive.proof.remaining import simplest
from derive.proof.ring import Larger, NotRead, Restart, Ring, Vanishes
from derive.proof.sign_sets import OF_RELATION, of_domain
from derive.proof.splitting import splits

T = TypeVar("T")


class Contradictory(Exception):  # noqa: N818
    """The assumptions exclude each other."""


@dataclass(slots=True)
class Found:
    """What an attempt showed."""

    equal: bool
    """Whether the relation holds wherever its conditions do."""
    ledger: Ledger
    """Its conditions: those shown, and those that remain."""
    conditions: tuple[Relation, ...]
    """Those that remain, as relations to be read."""
    laws: tuple[str, ...]
    """The laws used."""
    method: str
    """How it was seen."""
    notes: list[str] = field(default_factory=list)
    """What else a reader should know."""


@dataclass(slots=True)
class Attempt:
    """A relation with so many definitions opened, and what it needs to be defined."""

    context: Context
    """Domains, definitions and assumptions."""
    budget: Budget
    """What it may cost."""
    sharper: dict[Term, Domain]
    """Domains of terms that the assumptions narrow."""
    tried: list[str]
    """Receives what was tried in vain."""
    relation: Relation
    """What ought to hold."""
    needed: tuple[Condition, ...]
    """The conditions as written."""
    conditions: dict[Condition, Condition]
    """The same with definitions opened as in the relation."""
    hypotheses: Hypotheses
    """The assumptions, opened likewise."""

    def found(self) -> Found:
        """What the normal form and the arguments around it show."""

        def decide(form: NormalForm) -> Found:
            self.hypotheses.teach(form)
            if form.signs.contradiction:
                raise Contradictory
            base = form.signs.copy()
            ledger = work_through(form, self.needed, self.conditions)
            try:
                equal, method = self._holds(form, self.relation, self.hypotheses)
            except NoCase:
                equal, method = False, ""
            remaining = [c for c, _ in ledger.remaining]
            shown: list[Relation] = []
            notes: list[str] = []
            if equal and remaining:
                closed_form = [(self.conditions[c], v) for c, v in ledger.remaining]
                shown, notes = simplest(form, base, closed_form)
            return Found(equal, ledger, tuple(shown), tuple(form.laws), method, notes)

        found = self._with_restarts(decide)
        if not found.equal:
            method = self._by_cases()
            if method is None and not found.ledger.remaining:
                method = self._by_constancy()
            if method is None and self.relation.sign != "=":
                bounds = self._bounds()
                method = None if bounds is None else self._by_extremum(bounds)
            if method is not None:
                found = self._with_restarts(self._conditions_only)
                found.equal, found.method = True, method
        return found

    def _conditions_only(self, form: NormalForm) -> Found:
        """What remains of the conditions, whether or not the relation holds."""
        self.hypotheses.teach(form)
        base = form.signs.copy()
        ledger = work_through(form, self.needed, self.conditions)
        remaining = [(self.conditions[c], v) for c, v in ledger.remaining]
        shown, notes = simplest(form, base, remaining)
        return Found(False, ledger, tuple(shown), tuple(form.laws), "", notes)

    def _holds(
        self, form: NormalForm, relation: Relation, hypotheses: Hypotheses
    ) -> tuple[bool, str]:
        """Whether the relation holds where both sides are defined, and how that was seen."""
        if relation.sign in ("=", "<=", ">=") and relation.left is relation.right:
            return True, "the two sides are the same term"
        try:
            difference = form.of(relation.left) - form.of(relation.right)
            if relation.sign == "=":
                if difference.is_zero(hypotheses.reduction(form)):
                    return True, f"normal form{over(form)}"
                if sums_together.split_ranges(form, difference).is_zero():
                    return True, f"normal form over split ranges{over(form)}"
                if sums_together.together_zero(form, difference):
                    return True, f"normal form under one sum{over(form)}"
                if joined(form, difference).is_zero():
                    return True, f"normal form with indices put together{over(form)}"
                if not (t.free_symbols(relation.left) or t.free_symbols(relation.right)):
                    return constants.is_zero(form, difference), "exact constants"
                return False, ""
            allowed = OF_RELATION[relation.sign]
            sign = form.sign(difference)
            if not sign & ~allowed:
                return True, f"signs{over(form)}"
            # As written, a sum of squares still shows its sign.
            written = form.ranges.of(relation.left - relation.right)
            return not of_domain(written) & ~allowed, "signs of the parts as written"
        except NoCase:
            raise
        except NotRead as problem:
            self.tried.append(f"no normal form for {problem}")
        except Swell as problem:
            self.tried.append(f"refused: {problem} would be too large")
        except Vanishes:
            # A zero denominator inside a branch that never applies: the conditions decide.
            self.tried.append("a denominator vanishes")
        return False, ""

    def _differentiates_closed(self) -> bool:
        """Whether something is differentiated whose definition is left closed.

        In a case derivatives are carried out, and what looks like a symbol of its own depends on
        the variable after all.
        """
        relations = [self.relation, *self.hypotheses.given]
        relations += [c.relation for c in self.conditions.values()]
        sides = [side for each in relations for side in (each.left, each.right)]
        sides += [guard for c in self.conditions.values() for guard in c.guards]
        closed = {d.name for d in self.context.definitions}
        return any(
            node.head == "derivative"
            and any(str(each.value) in closed for each in t.subterms(node.args[0]))
            for side in sides
            for node in t.subterms(side)
        )

    def _by_cases(self) -> str | None:
        """Split into cases that together cover the domain; the method if all hold."""
        if self._differentiates_closed():
            return None
        cases = splits(self.context, self.relation, self.hypotheses)
        if not cases:
            return None
        arises = False
        for case in cases:
            self.budget.check()

            def decide(form: NormalForm, case: Hypotheses = case) -> bool | None:
                """Whether the relation holds in the case; None when the case never arises."""
                case.teach(form)
                if form.signs.contradiction:
                    return None
                try:
                    conditions = {k: case.replaced(c) for k, c in self.conditions.items()}
                    work_through(form, self.needed, conditions)
                except Impossible:
                    return None
                here = case.replaced(Condition(self.relation)).relation
                try:
                    return self._holds(form, here, case)[0]
                except NoCase:
                    return None

            narrowed = self.context.assume(*map(Relation.of_condition, case.tests))
            holds = self._with_restarts(decide, narrowed)
            if holds is False:
                return None
            arises = arises or bool(holds)
        if not arises:
            return None
        return f"normal form in {len(cases)} cases"

    def _by_constancy(self) -> str | None:
        """For an equation of continuous sides, defined on a whole connected domain."""
        if self.relation.sign != "=" or self.context.assumptions:
            return None
        variables = constancy.connected(self.context, self.relation)
        if not variables:
            return None
        try:
            if not self._with_restarts(lambda f: constancy.flat(f, self.relation, variables)):
                return None
            for point in constancy.anchors(variables):
                if self._with_restarts(
                    lambda f, point=point: constancy.zero_at(f, self.relation, point),  # type: ignore[misc]
                ):
                    at = ", ".join(f"{n} = {v}" for n, v in point.items())
                    return f"derivative zero on a connected domain, and equal at {at}"
        except (NotRead, Vanishes):
            return None
        return None

    def _bounds(self) -> tuple[Relation, ...] | None:
        """The conditions that remain, if each bounds one variable."""
        try:
            found = self._with_restarts(self._conditions_only)
        except (Unshowable, NotRead):
            return None
        return found.conditions if all(map(extremum.only_bounds, found.conditions)) else None

    def _by_extremum(self, bounds: tuple[Relation, ...]) -> str | None:
        """For an inequality of smooth sides, defined on a whole interval."""

        def run(decide: Callable[[NormalForm], T], context: Context) -> T:
            return self._with_restarts(decide, context)

        return extremum.shown(run, self.context.assume(*bounds), self.relation)

    def _with_restarts(
        self, decide: Callable[[NormalForm], T], context: Context | None = None
    ) -> T:
        """Decide with a normal form; anew with a larger ring, or with what it learned."""
        size = capacity((self.relation.left, self.relation.right))
        scales = Scales()
        within = self.context if context is None else context
        sharper = self.sharper if context is None else sharper_domains(context)
        for _ in range(200):
            self.budget.check()
            ring = Ring(size, self.budget)
            known = Ranges(within, sharper.get)
            try:
                return decide(NormalForm(ring, within, known, scales))
            except Larger:
                size *= 2
            except Restart:
                continue
        raise Swell("the number of restarts")
