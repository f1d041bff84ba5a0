r"""Sums whose range may run backwards: `\sum_{k=m}^n 1 = n - m + 1` at m = 3, n = 1.

By itself such a sum is empty, and authors never mean it: they take n to be large enough.  A value
at which a range is more than empty refutes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Scalar
from derive.model.relation import Relation
from derive.model.term import Term


def backwards(relation: Relation, context: Context) -> Iterator[str]:
    """What has to be said of the ranges of a relation."""
    said = [{*t.free_symbols(a.left), *t.free_symbols(a.right)} for a in context.assumptions]
    for side in (relation.left, relation.right):
        bound = {each.args[1] for each in t.subterms(side) if each.head in t.BINDERS}
        for each in t.subterms(side):
            if each.head not in t.BINDERS:
                continue
            lower, upper = each.args[2:]
            letters = {*t.free_symbols(lower), *t.free_symbols(upper)}
            if not letters or letters & bound or any(letters <= each for each in said):
                continue
            kinds = [context.types.get(str(letter.value)) for letter in letters]
            if all(isinstance(kind, Scalar) for kind in kinds) and not _long(lower, upper):
                yield f"{lower} <= {upper} is not said, for a sum between them"


def _long(lower: Term, upper: Term) -> bool:
    """Whether a range has no less than no member where its letter is 1 or more."""
    start = t.literal(lower)
    if start is None:
        return lower is upper
    factors = upper.args if upper.head == "mul" else (upper,)
    values = [t.literal(each) for each in factors]
    if all(f.head == "symbol" or (v or 0) >= 1 for f, v in zip(factors, values, strict=True)):
        return start <= 2
    if upper.head == "add" and len(upper.args) == 2:
        letter, change = upper.args
        step = t.literal(change)
        return letter.head == "symbol" and step is not None and 1 + step >= start - 1
    return False
