"""The conditions that remain, in their simplest exact form.

Each comes down to irreducible polynomials with the signs that they may have; what the domain or the
other conditions imply is left out, and the rest is written the way a person would: x > 1, a != 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.model import term as t
from derive.model.relation import Relation
from derive.proof.definedness import Condition
from derive.proof.discharge import Impossible, Unshowable
from derive.proof.element import Element, from_poly
from derive.proof.normal_form import NormalForm
from derive.proof.ranged import without_index
from derive.proof.rationals import fraction
from derive.proof.ring import NotRead, Poly, Vanishes
from derive.proof.sign_sets import NEGATIVE, OF_RELATION, POSITIVE, ZERO, multiplied, raised, turned
from derive.proof.signs import Signs


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
    unread: list[tuple[Condition, Element | None]] = []
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
                unread.append((condition, value))
                continue
            value, allowed = found
            if not base.of(value) & ~allowed:
                continue
            sign = next(s for s, signs in OF_RELATION.items() if signs == allowed)
            shown = Relation(form.term(value), sign, t.ZERO)
        elif value is None:
            unread.append((condition, None))
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
    ranged = _without_entailed(base, kept, unread)
    relations += [c.relation for c in ranged if c.relation not in relations]
    notes = dict.fromkeys(map(_for_all, ranged))
    return [_unknown_first(r) for r in relations], [note for note in notes if note]


def _without_entailed(
    base: Signs, kept: list[Atom], unread: list[tuple[Condition, Element | None]]
) -> list[Condition]:
    """Conditions over ranges, less those that the others imply for each index of the range."""
    order = sorted(range(len(unread)), key=lambda k: (-unread[k][0].size, -k))
    dropped: set[int] = set()
    for k in order:
        condition, value = unread[k]
        if value is None or not condition.bound:
            continue
        signs = base.copy()
        for atom in kept:
            signs.learn_poly(atom.poly, atom.signs)
        for j, (other, compared) in enumerate(unread):
            same = j != k and j not in dropped and other.bound == condition.bound
            if same and compared is not None:
                signs.learn(compared, OF_RELATION[other.relation.sign])
        if not signs.of(value) & ~OF_RELATION[condition.relation.sign]:
            dropped.add(k)
    return [condition for k, (condition, _) in enumerate(unread) if k not in dropped]


def _for_all(condition: Condition) -> str:
    """In words: over what indices a condition has to hold."""
    over = ", ".join(f"{index} = {low}, ..., {high}" for index, low, high in condition.bound)
    return f"each condition on {_listed(condition)} is needed for all {over}" if over else ""


def _listed(condition: Condition) -> str:
    return ", ".join(str(index) for index, _, _ in condition.bound)


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
