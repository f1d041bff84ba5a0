"""One claim and the arguments that decide it, cheapest first.

An exact point or two; the normal form with defined quantities as opaque symbols, then unfolded;
case distinctions; constancy on a connected domain; more points at more bits.  Each argument is
sound by itself; what is proved is also looked at in a point, and a disagreement is an error of the
judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.verdict import Discharged, Verdict
from derive.proof import constancy, constants, extremum, sums_together
from derive.proof.assumed import sharper_domains
from derive.proof.decimals import overlap
from derive.proof.definedness import Condition, Definedness
from derive.proof.differentiate import NotDifferentiable
from derive.proof.discharge import Impossible, Ledger, Unshowable, work_through
from derive.proof.hypotheses import Hypotheses
from derive.proof.limits import Budget, Swell
from derive.proof.normal_form import NoCase, NormalForm, Scales
from derive.proof.preparation import (
    capacity,
    closed_condition,
    explicit_condition,
    explicit_relation,
    order,
)
from derive.proof.ranges import Ranges
from derive.proof.reasons import over
from derive.proof.refute import Refutation, Refuter
from derive.proof.remaining import simplest
from derive.proof.ring import Larger, NotRead, Restart, Ring, Vanishes
from derive.proof.sign_sets import OF_RELATION, of_domain
from derive.proof.solving import Solved
from derive.proof.splitting import splits
from derive.proof.unfolding import Unfolding

HIGH_ORDER = 3
"""Derivatives beyond this order are not carried out on terms before the normal form has tried."""

LARGE = 300
"""Number of nodes from which a claim is looked at in a second point before its normal form."""

T = TypeVar("T")


class Contradictory(Exception):  # noqa: N818
    """The assumptions exclude each other."""


class Disagreement(Exception):  # noqa: N818
    """A relation was proved and yet fails at a point: an error of the judge itself."""


@dataclass(slots=True)
class _Found:
    """What the normal form showed."""

    equal: bool
    ledger: Ledger
    conditions: tuple[Relation, ...]
    laws: tuple[str, ...]
    method: str
    notes: list[str] = field(default_factory=list)


class Claim:
    """One relation without free indices of literal range."""

    def __init__(self, relation: Relation, context: Context, budget: Budget) -> None:
        self.relation = relation
        self.context = context
        self.budget = budget
        self.sharper = sharper_domains(context)
        self.tried: list[str] = []

    def verdict(self) -> Verdict:
        """The verdict of this claim."""
        full = Unfolding(self.context)
        try:
            closed = Relation(
                full.closed(self.relation.left),
                self.relation.sign,
                full.closed(self.relation.right),
            )
        except NotDifferentiable as problem:
            return Verdict("unknown", reason=f"no rule to differentiate {problem}")
        needed = Definedness(self.context).of(self.relation.left, self.relation.right)
        conditions = {c: closed_condition(full, c) for c in needed}
        hypotheses = Hypotheses(self.context, full)
        if hypotheses.contradictory:
            return Verdict("ill-formed", reason="no point meets the declared domains")
        # Plain derivatives of high order swell, the normal form's don't: there it goes first.
        high = max(order(closed.left), order(closed.right)) > HIGH_ORDER
        refuter = None if high else self._refuter(closed, conditions, hypotheses)
        # One point is dearer than a small normal form, two are cheaper than a large one.
        early = 0 if high else 1 if closed.left.size + closed.right.size < LARGE else 2
        if refuter is not None and closed.left is not closed.right:
            refuted = refuter.search(range(early), (64, 256))
            if refuted is not None:
                return self._refuted(refuted, full)
        try:
            verdict = self._by_normal_form(closed, needed, conditions, hypotheses, full)
        except Impossible as problem:
            return Verdict(
                "ill-formed",
                reason=f"never defined: {problem.condition.relation} cannot hold on the domain",
            )
        except Unshowable as problem:
            return Verdict(
                "unknown",
                reason="the sides are equal where both are defined, but that place is no list of "
                f"relations: {problem}",
            )
        except Vanishes:
            return Verdict("ill-formed", reason="a denominator is zero everywhere")
        except Contradictory:
            return Verdict("ill-formed", reason="the assumptions contradict each other")
        if verdict is not None:
            if closed.left is not closed.right:
                self._cross_examine(refuter, verdict)
            if verdict.status == "conditional" and not self._witnessed(refuter):
                where = ", ".join(map(str, verdict.conditions))
                return Verdict(
                    "unknown",
                    reason=f"the sides are equal where {where}, but no such point was found",
                )
            return verdict
        if high:
            refuter = self._refuter(closed, conditions, hypotheses)
        if refuter is not None:
            refuted = refuter.search(range(early, 40), (64, 256, 1024, 4096))
            if refuted is not None:
                return self._refuted(refuted, full)
            self.tried.append(f"no counterexample among {refuter.met} points")
        return Verdict("unknown", reason="; ".join(self.tried) or "no method applies")

    def _refuter(
        self,
        closed: Relation,
        conditions: dict[Condition, Condition],
        hypotheses: Hypotheses,
    ) -> Refuter | None:
        """What looks for counterexamples; None where a derivative can't be carried out."""
        try:
            plain = explicit_relation(closed, self.budget)
            exact = tuple(
                dict.fromkeys(explicit_condition(c, self.budget) for c in conditions.values())
            )
            solved = Solved(hypotheses.explicit)
        except NotDifferentiable:
            return None
        return Refuter(self.context, plain, exact, solved, self.budget)

    def _witnessed(self, refuter: Refuter | None) -> bool:
        """Whether some point meets the conditions that remain."""
        if refuter is None:
            return True
        for k in range(40):
            if refuter.met:
                return True
            refuter.search(range(k, k + 1), (64, 256))
        return bool(refuter.met)

    def _cross_examine(self, refuter: Refuter | None, verdict: Verdict) -> None:
        """A proved relation must hold at a point too; else something here is wrong."""
        if refuter is None or refuter.met:
            return
        found = refuter.search(range(6), (64, 256))
        if found is not None:
            raise Disagreement(
                f"{self.relation} was {verdict.status} by {verdict.method}, yet fails at "
                + ", ".join(f"{n} = {v}" for n, v in found.point)
            )

    def _refuted(self, found: Refutation, full: Unfolding) -> Verdict:
        values = left, right = found.values()
        at = ", ".join(f"{name} = {value}" for name, value in found.point)
        opposite = {"=": "≠", "!=": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}
        shown = f"{left} {opposite[self.relation.sign]} {right}"
        if self.relation.sign == "=" and overlap(left, right):
            return Verdict(
                "unknown",
                reason="the sides differ, but by less than the enclosures written here can show",
            )
        return Verdict(
            "refuted",
            method="ball arithmetic at an exact point",
            counterexample=found.point,
            values=values,
            unfolded=tuple(full.used),
            reason=f"at {at}: {shown}" if at else shown,
        )

    # Exact arguments

    def _by_normal_form(
        self,
        closed: Relation,
        needed: tuple[Condition, ...],
        conditions: dict[Condition, Condition],
        hypotheses: Hypotheses,
        full: Unfolding,
    ) -> Verdict | None:
        early: dict[Condition, str] = {}
        for half in self._halfway(full):
            relation = Relation(
                half.closed(self.relation.left),
                self.relation.sign,
                half.closed(self.relation.right),
            )
            half_open = {c: closed_condition(half, c) for c in needed}
            found = self._attempt(relation, needed, half_open, Hypotheses(self.context, half))
            if found is not None:
                early = dict(found.ledger.discharged)
                if found.equal and not found.ledger.remaining:
                    return self._verdict(found, tuple(half.used), early)
        found = self._attempt(closed, needed, conditions, hypotheses)
        if found is None or not found.equal:
            return None
        return self._verdict(found, tuple(full.used), early)

    def _halfway(self, full: Unfolding) -> Iterator[Unfolding]:
        """Ways to leave definitions closed: all, all outside derivatives, or those not needed."""
        if not full.used:
            return
        derived = any(
            t.contains(side, "derivative") for side in (self.relation.left, self.relation.right)
        )
        if derived:
            yield Unfolding(self.context, lawful=True)
        yield Unfolding(self.context, opaque=True)
        variables = tuple(
            dict.fromkeys(
                v
                for side in (self.relation.left, self.relation.right)
                for node in t.subterms(side)
                if node.head == "derivative"
                for v in node.args[1:]
            )
        )
        if variables:
            partly = Unfolding(self.context, through=variables)
            for side in (self.relation.left, self.relation.right):
                partly.closed(side)
            if {*partly.used} != {*full.used}:
                yield Unfolding(self.context, through=variables)

    def _verdict(
        self, found: _Found, unfolded: tuple[str, ...], early: dict[Condition, str]
    ) -> Verdict:
        met = {c: early.get(c, by) for c, by in found.ledger.discharged}
        discharged = dict.fromkeys(
            Discharged(c.relation, by) for c, by in met.items() if not c.silent
        )
        return Verdict(
            "conditional" if found.conditions else "proved",
            method=found.method,
            conditions=found.conditions,
            discharged=tuple(discharged),
            laws=found.laws,
            unfolded=unfolded,
            notes=tuple(filter(None, found.notes)),
        )

    def _attempt(
        self,
        relation: Relation,
        needed: tuple[Condition, ...],
        conditions: dict[Condition, Condition],
        hypotheses: Hypotheses,
    ) -> _Found | None:
        size = capacity((relation.left, relation.right))

        def decide(form: NormalForm) -> _Found | None:
            hypotheses.teach(form)
            if form.signs.contradiction:
                raise Contradictory
            base = form.signs.copy()
            ledger = work_through(form, needed, conditions)
            try:
                equal, method = self._holds(form, relation, hypotheses)
            except NoCase:
                equal, method = False, ""
            remaining = [c for c, _ in ledger.remaining]
            shown: list[Relation] = []
            notes: list[str] = []
            if equal and remaining:
                closed_form = [(conditions[c], v) for c, v in ledger.remaining]
                shown, notes = simplest(form, base, closed_form)
            return _Found(equal, ledger, tuple(shown), tuple(form.laws), method, notes)

        found = self._with_restarts(decide, size)
        if found is not None and not found.equal:
            method = self._by_cases(relation, needed, conditions, hypotheses, size)
            if method is None and not found.ledger.remaining:
                method = self._by_constancy(relation, size)
            if method is None and relation.sign != "=":
                bounds = self._bounds(needed, conditions, hypotheses, size)
                method = None if bounds is None else self._by_extremum(relation, size, bounds)
            if method is not None:
                found = self._with_restarts(
                    lambda form: self._conditions_only(form, needed, conditions, hypotheses), size
                )
                if found is not None:
                    found.equal, found.method = True, method
        return found

    def _conditions_only(
        self,
        form: NormalForm,
        needed: tuple[Condition, ...],
        conditions: dict[Condition, Condition],
        hypotheses: Hypotheses,
    ) -> _Found:
        hypotheses.teach(form)
        base = form.signs.copy()
        ledger = work_through(form, needed, conditions)
        remaining = [(conditions[c], v) for c, v in ledger.remaining]
        shown, notes = simplest(form, base, remaining)
        return _Found(False, ledger, tuple(shown), tuple(form.laws), "", notes)

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

    def _by_cases(
        self,
        relation: Relation,
        needed: tuple[Condition, ...],
        conditions: dict[Condition, Condition],
        hypotheses: Hypotheses,
        size: int,
    ) -> str | None:
        """Split into cases that together cover the domain; the method if all hold."""
        cases = splits(self.context, relation, hypotheses)
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
                    work_through(form, needed, {k: case.replaced(c) for k, c in conditions.items()})
                except Impossible:
                    return None
                here = case.replaced(Condition(relation)).relation
                try:
                    return self._holds(form, here, case)[0]
                except NoCase:
                    return None

            narrowed = self.context.assume(*map(Relation.of_condition, case.tests))
            holds = self._with_restarts(decide, size, narrowed)
            if holds is False:
                return None
            arises = arises or bool(holds)
        if not arises:
            return None
        return f"normal form in {len(cases)} cases"

    def _by_constancy(self, relation: Relation, size: int) -> str | None:
        """For an equation of continuous sides, defined on a whole connected domain."""
        if relation.sign != "=" or self.context.assumptions:
            return None
        variables = constancy.connected(self.context, relation)
        if not variables:
            return None
        try:
            if not self._with_restarts(lambda f: constancy.flat(f, relation, variables), size):
                return None
            for point in constancy.anchors(variables):
                if self._with_restarts(
                    lambda f, point=point: constancy.zero_at(f, relation, point),  # type: ignore[misc]
                    size,
                ):
                    at = ", ".join(f"{n} = {v}" for n, v in point.items())
                    return f"derivative zero on a connected domain, and equal at {at}"
        except (NotRead, Vanishes):
            return None
        return None

    def _bounds(
        self,
        needed: tuple[Condition, ...],
        conditions: dict[Condition, Condition],
        hypotheses: Hypotheses,
        size: int,
    ) -> tuple[Relation, ...] | None:
        """The conditions that remain, if each bounds one variable."""
        try:
            found = self._with_restarts(
                lambda form: self._conditions_only(form, needed, conditions, hypotheses), size
            )
        except (Unshowable, NotRead):
            return None
        return found.conditions if all(map(extremum.only_bounds, found.conditions)) else None

    def _by_extremum(
        self, relation: Relation, size: int, bounds: tuple[Relation, ...]
    ) -> str | None:
        """For an inequality of smooth sides, defined on a whole interval."""

        def run(decide: Callable[[NormalForm], T], context: Context) -> T:
            return self._with_restarts(decide, size, context)

        return extremum.shown(run, self.context.assume(*bounds), relation)

    def _with_restarts(
        self, decide: Callable[[NormalForm], T], size: int, context: Context | None = None
    ) -> T:
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
