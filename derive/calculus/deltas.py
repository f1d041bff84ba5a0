"""Kronecker deltas: a sum over all members of a family keeps just the one that is asked for.

δ_1i x_1 + δ_2i x_2 = x_i for i in 1..2, because for each i exactly one delta is 1.
"""

from __future__ import annotations

from derive.calculus.algebra import everywhere
from derive.calculus.products import Product, plus, read_product, write_product
from derive.model.context import Context
from derive.model.domain import Index
from derive.model.term import Term, literal, make, number, substitute, subterms


def pick(line: Term, context: Context) -> Term:
    """Collapse every sum of deltas that runs over the whole range of its index."""
    return everywhere(line, lambda node: _pick_sum(node, context) if node.head == "add" else node)


def _pick_sum(node: Term, context: Context) -> Term:
    groups: dict[Term, dict[int, Term]] = {}
    others: list[Term] = []
    for each in node.args:
        found = _with_delta(each)
        if found is None:
            others.append(each)
        else:
            index, at, rest = found
            groups.setdefault(index, {})[at] = rest
    picked = [(index, _general(index, rests, context)) for index, rests in groups.items()]
    if not picked or any(general is None for _, general in picked):
        return node
    return plus(*(general for _, general in picked if general is not None), *others)


def _with_delta(node: Term) -> tuple[Term, int, Term] | None:
    """The index, the literal and the rest of a term δ_{k,i}·rest."""
    p = read_product(node)
    for base, exponent in p.above:
        if base.head == "call" and base.value == "delta" and exponent == 1:
            known, index = base.args
            at = literal(known)
            if at is not None and at.denominator == 1 and index.head == "symbol":
                rest = Product(
                    p.coefficient, tuple(f for f in p.above if f[0] is not base), p.below
                )
                return index, int(at), write_product(rest)
    return None


def _general(index: Term, rests: dict[int, Term], context: Context) -> Term | None:
    """The term in the index whose instances are those given, if they fill its range."""
    kind = context.type_of(str(index.value))
    if not isinstance(kind, Index):
        return None
    low, high = literal(kind.range.lower), literal(kind.range.upper)
    if low is None or high is None or sorted(rests) != list(range(int(low), int(high) + 1)):
        return None
    first = min(rests)
    general = _generalised(rests[first], first, index)
    if all(_instance(general, index, at) is rest for at, rest in rests.items()):
        return general
    return None


def _generalised(node: Term, at: int, index: Term) -> Term:
    """The literal index `at` of family members replaced by the index."""
    members = {
        each: make(
            "indexed",
            (each.args[0], *(index if literal(a) == at else a for a in each.args[1:])),
        )
        for each in subterms(node)
        if each.head == "indexed"
    }
    return substitute(node, members)


def _instance(node: Term, index: Term, at: int) -> Term:
    return substitute(node, {index: number(at)})
