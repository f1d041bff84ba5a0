"""Equal up to a constant, and the constant is zero: the argument by derivatives.

If the difference of two continuous expressions has derivative zero in every variable, and the
domain is connected, then it is constant, and one exact point settles it: so
atan p + atan 1/p = π/2 for p > 0 follows from its value at p = 1.  It is used for expressions
that are analytic inside the domain and continuous on all of it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.context import Context, scalar
from derive.model.domain import REAL, Domain
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof import constants
from derive.proof.derivation import Derivation
from derive.proof.ring import Vanishes
from derive.proof.sign_sets import NEGATIVE

if TYPE_CHECKING:
    from derive.proof.normal_form import NormalForm

ROUGH = ("sign", "abs", "max", "min", "delta", "factorial", "binomial")
"""Functions that jump, have kinks, or live on integers: the argument needs analytic ones."""


def connected(context: Context, relation: Relation) -> dict[Term, Domain] | None:
    """The variables with their domains, when these are intervals and nothing jumps."""
    found: dict[Term, Domain] = {}
    for side in (relation.left, relation.right):
        for node in t.subterms(side):
            if node.head in ("derivative", "cases", "sum", "product", "indexed"):
                return None
            if node.head == "call" and (node.value in ROUGH or str(node.value) not in _known()):
                return None
            if node.head == "symbol":
                declared = scalar(context.type_of(str(node.value)))
                domain = REAL if declared is None else declared.domain
                if domain.integer or domain.values is not None or domain.excluded:
                    return None
                found[node] = domain
    return found


def _known() -> dict[str, object]:
    from derive.proof.kernels import KERNELS

    return dict(KERNELS)


def flat(form: NormalForm, relation: Relation, variables: dict[Term, Domain]) -> bool:
    """Whether the difference of the sides has derivative zero in every variable."""
    difference = form.of(relation.left) - form.of(relation.right)
    for each in form.ring.generators:
        if each.kind == "root" and form.signs.of_poly(each.data[0]) & NEGATIVE:
            return False
    return all(Derivation(form, v).of(difference).is_zero() for v in variables)


def anchors(variables: dict[Term, Domain]) -> list[dict[Term, Term]]:
    """Points at which the constant may be easy to see."""
    found = []
    for value in (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(2), Fraction(-1)):
        point: dict[Term, Term] = {}
        for name, domain in variables.items():
            inside = value if value in domain else _middle(domain)
            point[name] = t.number(inside)
        if point not in found:
            found.append(point)
    return found


def _middle(domain: Domain) -> Fraction:
    if domain.lower is not None and domain.upper is not None:
        return (domain.lower + domain.upper) / 2
    if domain.lower is not None:
        return domain.lower + 1
    return Fraction(0) if domain.upper is None else domain.upper - 1


def zero_at(form: NormalForm, relation: Relation, point: dict[Term, Term]) -> bool:
    """Whether the two sides are equal at a point, exactly."""
    try:
        left, right = (t.substitute(s, point) for s in (relation.left, relation.right))
        return constants.is_zero(form, form.of(left) - form.of(right))
    except Vanishes:
        return False
