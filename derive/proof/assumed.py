"""Bounds that single assumptions state, such as x > 1: read off before anything else is known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import REAL, Domain
from derive.model.term import Term
from derive.proof import ranges

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def sharper_domains(context: Context) -> dict[Term, Domain]:
    """Bounds of symbols that single assumptions state, such as x > 1."""
    found: dict[Term, Domain] = {}
    for relation in context.assumptions:
        for left, sign, right in (
            (relation.left, relation.sign, relation.right),
            (relation.right, _TURNED[relation.sign], relation.left),
        ):
            value = t.literal(right)
            if left.head in ("symbol", "indexed") and value is not None:
                found[left] = narrowed(found.get(left, REAL), sign, value)
    return found


def narrowed(domain: Domain, sign: str, value: Fraction) -> Domain:
    """The members that stand in a relation to a number."""
    if sign == "!=":
        return replace(domain, excluded=(*domain.excluded, value))
    lower = value if sign in (">", ">=", "=") else None
    upper = value if sign in ("<", "<=", "=") else None
    return ranges.intersection(domain, Domain(lower, upper, sign == ">", sign == "<"))
