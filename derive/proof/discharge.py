"""Conditions met, remaining, or impossible; and the remaining ones in their simplest exact form.

Conditions are taken smallest first.  Each may be discharged from the domains, the assumptions and
the conditions before it, never from later ones, so the chain of reasons is well-founded: if the
remaining conditions hold, all of them do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from derive.model import term as t
from derive.model.domain import Domain
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof.decimals import decimal
from derive.proof.definedness import Condition
from derive.proof.element import Element, from_poly
from derive.proof.exclusion import misses_zero
from derive.proof.limits import Swell
from derive.proof.normal_form import NormalForm
from derive.proof.ranged import without_index
from derive.proof.rationals import fraction
from derive.proof.ring import NotRead, Poly, Vanishes
from derive.proof.sign_sets import NEGATIVE, OF_RELATION, POSITIVE, ZERO, multiplied, raised, turned
from derive.proof.signs import Signs


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


def reason(form: NormalForm, value: Element, signs: Signs) -> str:
    """The fact that shows a condition: what is known about the generators in it."""
    numerator, denominator = value.fraction()
    polys = [numerator, *(form.ring.factors[f].poly for f, _ in denominator)]
    used = sorted({k for p in polys for k in form.ring.used(p)})
    facts = [text for k in used if (text := describe(form, k, signs))]
    if not used:
        return f"{form.term(value)} is a number of that sign"
    if not facts:
        return "a sum of squares"
    return ", ".join(facts)


def describe(form: NormalForm, index: int, signs: Signs) -> str:
    """What is known about one generator, in plain notation."""
    each = form.ring.generators[index]
    domain = signs.domain(index)
    node = each.term
    body = form.context.unfold(node) if each.kind == "symbol" else None
    text = interval_text(domain, brief(node if body is None else body))
    if not text:
        return ""
    assumed = index in signs.sharper and domain != each.range
    if each.kind == "symbol" and body is None and not assumed:
        return f"{text} declared" if node.head != "constant" else text
    return text


def brief(node: Term) -> str:
    """A term in plain notation, with its inside left out when that is long."""
    if node.size <= 120:
        return str(node)
    return f"{node.value}(…)" if node.head == "call" else "…"


def interval_text(domain: Domain, name: str) -> str:
    """An interval as inequalities of what lies in it; empty when it says nothing."""
    if domain.values is not None:
        return f"{name} in {domain}"
    low = "" if domain.lower is None else "<" if domain.lower_open else "<="
    high = "" if domain.upper is None else "<" if domain.upper_open else "<="
    below, above = _short(domain.lower, up=False), _short(domain.upper, up=True)
    if low and high:
        text = f"{below} {low} {name} {high} {above}"
    elif low:
        text = f"{name} {low.replace('<', '>')} {below}"
    elif high:
        text = f"{name} {high} {above}"
    else:
        text = ""
    points = ", ".join(f"{name} != {v}" for v in domain.excluded if v in _filled(domain))
    return ", ".join(part for part in (text, points) if part)


def _short(value: Fraction | None, *, up: bool) -> str:
    """A bound, rounded outwards to few digits when it is a long fraction."""
    if value is None:
        return ""
    return str(value) if value.denominator < 10_000 else decimal(value, 4, up=up)


def _filled(domain: Domain) -> Domain:
    return Domain(domain.lower, domain.upper, domain.lower_open, domain.upper_open)


@dataclass(frozen=True, slots=True)
class Atom:
    """One simplest requirement: an irreducible polynomial (or a product) has a sign."""

    poly: Poly
    signs: int
    written: Relation | None


def atoms_of(signs: Signs, value: Element, allowed: int, written: Relation) -> list[Atom]:
    """What a condition comes to, known factors left out."""
    ring = signs.ring
    numerator, denominator = value.fraction()
    content, factors = ring.factor(numerator)
    if content < 0:
        allowed = turned(allowed)
    everything = [*factors, *((ring.factors[f].poly, k) for f, k in denominator)]
    if (
        allowed == POSITIVE
        and len(factors) == 1
        and _nonzero_inside(signs, factors[0][0])[0] is not (factors[0][0])
    ):
        # |u| > 0 says no more than u != 0.
        allowed = NEGATIVE | POSITIVE
    if not allowed & ZERO and allowed == NEGATIVE | POSITIVE:
        return [
            Atom(inner, allowed, written if len(factors) == 1 and inner is f else None)
            for f, _ in factors
            if signs.of_poly(f) & ZERO
            for inner in _nonzero_inside(signs, f)
        ]
    open_factors: list[tuple[Poly, int]] = []
    for f, k in everything:
        sign = raised(signs.of_poly(f), k)
        if sign & ZERO == 0 and sign != NEGATIVE | POSITIVE:
            allowed = multiplied(allowed, sign)
        elif k % 2 == 0 and not allowed & ZERO and allowed == POSITIVE:
            open_factors.append((f, 2))
        else:
            open_factors.append((f, 1 if k % 2 else 2))
    odd = [f for f, k in open_factors if k % 2]
    even = [f for f, k in open_factors if k % 2 == 0]
    found = [Atom(f, NEGATIVE | POSITIVE, None) for f in even] if not allowed & ZERO else []
    if even and allowed & ZERO:
        product = ring.one
        for f, k in open_factors:
            product = ring.multiply(product, ring.power(f, k))
        return [Atom(product, allowed, written)]
    if odd:
        product = ring.one
        for f in odd:
            product = ring.multiply(product, f)
        alone = len(everything) == 1 and len(odd) == 1
        found.append(Atom(product, allowed, written if alone or len(odd) > 1 else None))
    return found


def _nonzero_inside(signs: Signs, f: Poly) -> list[Poly]:
    """|u| and √u are non-zero just when u is."""
    ring = signs.ring
    used = ring.used(f)
    if len(used) == 1 and len(f) == 1 and f.total_degree() == 1:
        each = ring.generators[used[0]]
        inner = each.data if each.kind == "abs" else each.data[0] if each.kind == "root" else None
        if inner is not None:
            _, factors = ring.factor(inner)
            return [g for p, _ in factors for g in _nonzero_inside(signs, p)]
    return [f]


def simplest(
    form: NormalForm, base: Signs, remaining: list[tuple[Condition, Element | None]]
) -> tuple[list[Relation], list[str]]:
    """The remaining conditions, exactly, without those that the others imply; and notes on them."""
    atoms: dict[str, Atom] = {}
    unread: list[Condition] = []
    for condition, value in remaining:
        shown = condition.relation
        if condition.guards:
            if value is None or condition.bound:
                raise Unshowable(condition)
            value, allowed = _with_guards(form, base, condition, value)
            if allowed == NEGATIVE | ZERO | POSITIVE:
                continue
        elif condition.bound:
            found = without_index(form, base, condition)
            if found is None:
                unread.append(condition)
                continue
            value, allowed = found
            if not base.of(value) & ~allowed:
                continue
            sign = next(s for s, signs in OF_RELATION.items() if signs == allowed)
            shown = Relation(form.term(value), sign, t.ZERO)
        elif value is None:
            unread.append(condition)
            continue
        else:
            allowed = OF_RELATION[condition.relation.sign]
        if not base.of(value) & allowed:
            raise Impossible(condition)
        for atom in atoms_of(base, value, allowed, shown):
            poly, signs = atom.poly, atom.signs
            if poly.leading_coefficient() < 0:
                poly, signs = -poly, turned(signs)
            old = atoms.get(str(poly))
            own = signs
            signs &= old.signs if old else signs
            if not signs:
                raise Impossible(condition)
            # As written only if that says all: u >= 0 and u != 0 together are u > 0.
            keep = atom.written if signs == own else old.written if old else None
            keep = None if condition.guards else keep
            keep = keep if old is None or signs in (own, old.signs) else None
            atoms[str(poly)] = Atom(poly, signs, keep)
    kept = _without_implied(base, list(atoms.values()))
    relations = [written(form, a) for a in kept]
    relations += [c.relation for c in unread if c.relation not in relations]
    return [_unknown_first(r) for r in relations], list(map(_for_all, unread))


def _for_all(condition: Condition) -> str:
    """In words: over what indices a condition has to hold."""
    over = ", ".join(f"{index} = {low}, ..., {high}" for index, low, high in condition.bound)
    return f"{condition.relation} is needed for all {over}" if over else ""


_TURNED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _unknown_first(relation: Relation) -> Relation:
    """People write x ≠ 0, not 0 ≠ x."""
    if t.literal(relation.left) is not None and t.literal(relation.right) is None:
        return Relation(relation.right, _TURNED[relation.sign], relation.left)
    return relation


def _with_guards(
    form: NormalForm, base: Signs, condition: Condition, value: Element
) -> tuple[Element, int]:
    """A value, and the signs of it with which the condition holds or a guard fails.

    "u < 0 where u ≤ 0" says u ≠ 0.  One relation can say so much only where every guard that is
    open compares the same thing; otherwise it can't be shown.
    """
    everything = NEGATIVE | ZERO | POSITIVE
    allowed = OF_RELATION[condition.relation.sign]
    never = not base.of(value) & allowed
    for guard in condition.guards:
        if guard.head not in t.RELATIONS:
            raise Unshowable(condition)
        try:
            other = form.of(guard.args[0]) - form.of(guard.args[1])
        except (NotRead, Vanishes):
            raise Unshowable(condition) from None
        holds = OF_RELATION[Relation.of_condition(guard).sign]
        possible = base.of(other)
        if not possible & ~holds:
            continue
        if not possible & holds:
            return other, everything
        if never:
            value, allowed, never = other, everything & ~holds, False
        elif (other - value).is_zero():
            allowed |= everything & ~holds
        elif (other + value).is_zero():
            allowed |= turned(everything & ~holds)
        else:
            raise Unshowable(condition)
    return value, allowed


def _without_implied(base: Signs, atoms: list[Atom]) -> list[Atom]:
    order = sorted(range(len(atoms)), key=lambda k: (-len(str(atoms[k].poly)), -k))
    dropped: set[int] = set()
    for k in order:
        signs = base.copy()
        for j, other in enumerate(atoms):
            if j != k and j not in dropped:
                signs.learn_poly(other.poly, other.signs)
        if not signs.of_poly(atoms[k].poly) & ~atoms[k].signs:
            dropped.add(k)
    return [a for k, a in enumerate(atoms) if k not in dropped]


_SIGN_TEXT = {v: k for k, v in OF_RELATION.items()}


def written(form: NormalForm, atom: Atom) -> Relation:
    """An atom as a relation a person would write: x > 1, a != 0, cos(x) != 0."""
    poly, signs = atom.poly, atom.signs
    used = form.ring.used(poly)
    if len(used) == 1 and poly.total_degree() == 1:
        each = form.ring.generators[used[0]]
        slope = fraction(poly.leading_coefficient())
        at_zero = poly.subs({used[0]: 0})
        start = fraction(at_zero.leading_coefficient()) if at_zero != 0 else 0
        if slope < 0:
            signs = turned(signs)
        return Relation(each.term, _SIGN_TEXT[signs], t.number(-start / slope))
    if atom.written is not None:
        return atom.written
    if poly.leading_coefficient() < 0:
        poly, signs = -poly, turned(signs)
    return Relation(form.term(from_poly(form.ring, poly)), _SIGN_TEXT[signs], t.ZERO)
