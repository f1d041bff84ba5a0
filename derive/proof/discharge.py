"""Conditions met, remaining, or impossible.

Conditions are taken smallest first.  Each may be discharged from the domains, the assumptions and
the conditions before it, never from later ones, so the chain of reasons is well-founded: if the
remaining conditions hold, all of them do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.model import term as t
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof.definedness import Condition
from derive.proof.element import Element
from derive.proof.exclusion import misses_zero
from derive.proof.limits import Swell
from derive.proof.normal_form import NormalForm
from derive.proof.reasons import reason
from derive.proof.ring import NotRead, Vanishes
from derive.proof.sign_sets import NEGATIVE, OF_RELATION, POSITIVE, ZERO, turned
from derive.proof.signs import Signs
from derive.proof.told_by_sign import excludes_zero


class Impossible(Exception):  # noqa: N818
    """A condition can't hold anywhere on the domain."""

    def __init__(self, condition: Condition) -> None:
        super().__init__(str(condition.relation))
        self.condition = condition


class Unshowable(Exception):  # noqa: N818
    """What a condition comes to is no conjunction of relations."""

    def __init__(self, condition: Condition) -> None:
        guards = " and ".join(map(str, condition.guards))
        super().__init__(f"{condition.relation} is needed only where {guards}")


@dataclass(slots=True)
class Ledger:
    """What became of the conditions of one claim."""

    discharged: list[tuple[Condition, str]] = field(default_factory=list)
    remaining: list[tuple[Condition, Element | None]] = field(default_factory=list)
    """With the element that is compared with zero, if the condition could be read."""


def work_through(
    form: NormalForm, conditions: tuple[Condition, ...], closed: dict[Condition, Condition]
) -> Ledger:
    """Discharge what can be, and learn every condition, as the equality needs them all."""
    ledger = Ledger()
    within = Guarded(form)
    for written in conditions:
        condition = _unbound(form, closed[written])
        if _plainly_true(condition):
            continue
        try:
            value = _compared(form, condition.relation)
        except Vanishes as problem:
            raise Impossible(written) from problem
        except (NotRead, Swell):
            ledger.remaining.append((written, None))
            continue
        allowed = OF_RELATION[condition.relation.sign]
        stated = within.stating(condition.guards, value, allowed)
        if stated is not None:
            ledger.discharged.append((written, str(stated)))
            continue
        signs = within.signs(condition.guards)
        if signs is None:
            ledger.discharged.append((written, "its case never arises"))
            continue
        found = form.sign(value, signs)
        if found & ~allowed == ZERO and misses_zero(signs, value):
            found &= ~ZERO
        if not found & ~allowed:
            ledger.discharged.append((written, reason(form, value, signs)))
        elif (not found & allowed and within.certain(condition.guards)) or (
            written.bound and _fails_at_an_end(form, closed[written])
        ):
            raise Impossible(written)
        else:
            ledger.remaining.append((written, value))
        if excludes_zero(closed[written]):
            form.excluded.append(closed[written])
        if not condition.guards:
            form.signs.learn(value, allowed)
            if form.signs.contradiction:
                raise Impossible(written)
    return ledger


def _compared(form: NormalForm, relation: Relation) -> Element:
    """What a condition compares with zero; of a power that must not vanish, its base."""
    left, right = relation.left, relation.right
    while relation.sign == "!=" and right is t.ZERO and left.head == "pow":
        n = t.literal(left.args[1])
        if n is None or n.denominator != 1 or n < 1:
            break
        left = left.args[0]
    return form.of(left) - form.of(right)


def _plainly_true(condition: Condition) -> bool:
    """A comparison of two numbers that holds needs no mention."""
    relation = condition.relation
    left, right = t.literal(relation.left), t.literal(relation.right)
    if left is None or right is None:
        return False
    sign = POSITIVE if left > right else NEGATIVE if left < right else ZERO
    return bool(sign & OF_RELATION[relation.sign])


def _unbound(form: NormalForm, condition: Condition) -> Condition:
    """A condition for all of a range as one about a new name, with the range as guards."""
    for index, low, high in condition.bound:
        name = t.symbol(f"{index.value}") if not _taken(form, index) else t.symbol(f"{index}'")
        change = {index: name}
        relation = Relation(
            t.substitute(condition.relation.left, change),
            condition.relation.sign,
            t.substitute(condition.relation.right, change),
        )
        guards = tuple(t.substitute(g, change) for g in condition.guards)
        rest = tuple(
            (i, t.substitute(a, change), t.substitute(b, change)) for i, a, b in condition.bound[1:]
        )
        within = (t.make("le", (low, name)), t.make("le", (name, high)))
        return _unbound(form, Condition(relation, (*within, *guards), rest, condition.silent))
    return condition


def _fails_at_an_end(form: NormalForm, condition: Condition) -> bool:
    """Whether a condition on ranges that are not empty certainly fails at an end of one."""
    if condition.guards:
        return False
    names = [index for index, _, _ in condition.bound]
    relation = condition.relation
    used = {*t.free_symbols(relation.left), *t.free_symbols(relation.right)}
    for _, low, high in condition.bound:
        entangled = {*t.free_symbols(low), *t.free_symbols(high)} & {*names}
        if entangled or form.signs.of(form.of(high) - form.of(low)) & NEGATIVE:
            return False
    asked = [ranged for ranged in condition.bound if ranged[0] in used]
    if len(asked) != 1:
        return False
    ((index, low, high),) = asked
    for end in (low, high):
        left, right = (
            form.of(t.substitute(side, {index: end})) for side in (relation.left, relation.right)
        )
        if not form.signs.of(left - right) & OF_RELATION[relation.sign]:
            return True
    return False


def _taken(form: NormalForm, index: Term) -> bool:
    return form.context.type_of(str(index.value)) is not None


class Guarded:
    """What is known in the cases of one claim: under each set of guards, learnt once."""

    def __init__(self, form: NormalForm) -> None:
        self.form = form
        self._known: dict[tuple[Term, ...], Signs | None] = {}
        self._facts = -1

    def signs(self, guards: tuple[Term, ...]) -> Signs | None:
        """What is known where the guards hold; None where they never do."""
        if not guards:
            return self.form.signs
        if self._facts != self.form.signs.learnt:
            self._known.clear()
            self._facts = self.form.signs.learnt
        if guards not in self._known:
            signs = self.form.signs.copy()
            for guard in guards:
                learn_test(self.form, signs, guard)
            self._known[guards] = None if signs.contradiction else signs
        return self._known[guards]

    def stating(self, guards: tuple[Term, ...], value: Element, allowed: int) -> Term | None:
        """The guard that says by itself that a value has one of the allowed signs."""
        for guard in guards:
            if guard.head not in t.RELATIONS:
                continue
            try:
                other = self.form.of(guard.args[0]) - self.form.of(guard.args[1])
            except (NotRead, Vanishes):
                continue
            given = OF_RELATION[Relation.of_condition(guard).sign]
            if not given & ~allowed and not (other - value).parts:
                return guard
            if not turned(given) & ~allowed and not (other + value).parts:
                return guard
        return None

    def certain(self, guards: tuple[Term, ...]) -> bool:
        """Whether the guards hold on all of the domain."""
        try:
            return all(self.form.truth(guard) for guard in guards)
        except (NotRead, Vanishes):
            return False


def learn_test(form: NormalForm, signs: Signs, test: Term) -> None:
    """Take a condition (a conjunction, or one relation) as known."""
    if test.head == "and":
        for each in test.args:
            learn_test(form, signs, each)
    elif test.head in t.RELATIONS:
        try:
            value = form.of(test.args[0]) - form.of(test.args[1])
        except (NotRead, Vanishes):
            return
        signs.learn(value, OF_RELATION[Relation.of_condition(test).sign])
