"""One claim and the arguments that decide it, cheapest first.

An exact point or two; the normal form with defined quantities as opaque symbols, then unfolded;
case distinctions; constancy on a connected domain; more points at more bits.  Each argument is
sound by itself; what is proved is also looked at in a point, and a disagreement is an error of the
judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.verdict import Discharged, Verdict
from derive.proof.assumed import sharper_domains
from derive.proof.attempt import Attempt, Contradictory, Found
from derive.proof.decimals import overlap
from derive.proof.definedness import Condition, Definedness
from derive.proof.differentiate import NotDifferentiable
from derive.proof.discharge import Impossible, Unshowable
from derive.proof.hypotheses import Hypotheses
from derive.proof.limits import Budget, OutOfTime, Swell
from derive.proof.preparation import (
    closed_condition,
    explicit_condition,
    explicit_relation,
    order,
)
from derive.proof.refute import Refutation, Refuter
from derive.proof.ring import Vanishes
from derive.proof.solving import Solved
from derive.proof.unfolding import Unfolding

HIGH_ORDER = 3
"""Derivatives beyond this order are not carried out on terms before the normal form has tried."""

LARGE = 300
"""Number of nodes from which a claim is looked at in a second point before its normal form."""


class Disagreement(Exception):  # noqa: N818
    """A relation was proved and yet fails at a point: an error of the judge itself."""


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
        closed_verdict: Verdict | None = None
        if closed.left is closed.right and self.relation.sign == "=":
            shown = dict.fromkeys(c.relation for c in conditions.values() if not c.silent)
            closed_verdict = Verdict(
                "conditional",
                method="the two sides are the same term",
                conditions=tuple(shown),
                unfolded=tuple(full.used),
            )
        for half in self._halfway(full):
            relation = Relation(
                half.closed(self.relation.left),
                self.relation.sign,
                half.closed(self.relation.right),
            )
            half_open = {c: closed_condition(half, c) for c in needed}
            given = Hypotheses(self.context, half)
            try:
                found = self._further(closed_verdict, relation, needed, half_open, given)
            except (OutOfTime, Swell):
                if closed_verdict is None:
                    raise
                return closed_verdict
            early = dict(found.ledger.discharged)
            if found.equal and not found.ledger.remaining:
                return self._verdict(found, tuple(half.used), early)
            if found.equal:
                closed_verdict = self._verdict(found, tuple(half.used), early)
        try:
            found = self._further(closed_verdict, closed, needed, conditions, hypotheses)
        except (OutOfTime, Swell):
            if closed_verdict is None:
                raise
            return closed_verdict
        if not found.equal:
            return closed_verdict
        return self._verdict(found, tuple(full.used), early)

    def _further(
        self,
        before: Verdict | None,
        relation: Relation,
        needed: tuple[Condition, ...],
        conditions: dict[Condition, Condition],
        hypotheses: Hypotheses,
    ) -> Found:
        """One more attempt; where one has shown the claim already, up to conditions that opening
        definitions may meet, it has half of the time that is left."""
        deadline = self.budget.deadline
        if before is not None:
            self.budget.deadline -= max(deadline - perf_counter(), 0) / 2
        try:
            return self._attempt(relation, needed, conditions, hypotheses)
        finally:
            self.budget.deadline = deadline

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
        self, found: Found, unfolded: tuple[str, ...], early: dict[Condition, str]
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
    ) -> Found:
        return Attempt(
            self.context,
            self.budget,
            self.sharper,
            self.tried,
            relation,
            needed,
            conditions,
            hypotheses,
        ).found()
