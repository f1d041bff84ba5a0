"""Free indices of literal range: a relation is meant for every value of them, case by case."""

from __future__ import annotations

from itertools import product

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Family, Index
from derive.model.functions import ARITY
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof.unfolding import arithmetic

MOST = 400


def free_indices(relation: Relation, context: Context) -> list[tuple[Term, range]]:
    """The free indices with literal ranges, in order of appearance."""
    found: dict[Term, range] = {}
    for side in (relation.left, relation.right):
        for name in t.free_symbols(side):
            kind = context.type_of(str(name.value))
            if isinstance(kind, Index):
                low, high = t.literal(kind.range.lower), t.literal(kind.range.upper)
                if low is not None and high is not None:
                    found.setdefault(name, range(int(low), int(high) + 1))
    return list(found.items())


def instances(
    relation: Relation, context: Context
) -> list[tuple[tuple[tuple[Term, Term], ...], Relation]] | None:
    """Every instance with its index values; None when there is no such index."""
    indices = free_indices(relation, context)
    if not indices:
        return None
    total = 1
    for _, values in indices:
        total *= len(values)
    if total > MOST or total == 0:
        return None
    found = []
    for combination in product(*(values for _, values in indices)):
        bound = {
            name: t.number(value) for (name, _), value in zip(indices, combination, strict=True)
        }
        instance = Relation(
            t.substitute(relation.left, bound), relation.sign, t.substitute(relation.right, bound)
        )
        found.append((tuple(bound.items()), instance))
    return found


def malformed(relation: Relation, context: Context) -> str | None:
    """What makes a relation no statement at all, if anything does."""
    for name, values in free_indices(relation, context):
        if not values:
            return f"the range of {name} is empty"
    for side in (relation.left, relation.right):
        if side is _INFINITY:
            return "oo is no real number"
        for node in t.subterms(side):
            if node.head == "derivative":
                for variable in node.args[1:]:
                    if variable.head not in ("symbol", "indexed"):
                        return f"a derivative by {variable}, which is no variable"
            if node.head == "call":
                least, most = ARITY.get(str(node.value), (0, None))
                if len(node.args) < least or (most is not None and len(node.args) > most):
                    return f"{node.value} does not take {len(node.args)} arguments in {node}"
            if node.head in t.BINDERS and node.args[1].head != "symbol":
                return f"{node.args[1]} is no index to sum over"
            if node.head in t.BINDERS:
                for limit in node.args[2:]:
                    value = t.literal(limit)
                    if value is not None and value.denominator != 1:
                        return f"{limit} is no whole number to sum from or to"
            if node.head in _REAL_OPERANDS and _INFINITY in node.args:
                return "oo is no real number"
            if node.head == "indexed":
                wrong = _out_of_range(node, context)
                if wrong is not None:
                    return wrong
    return None


_INFINITY = t.constant("infinity")
_REAL_OPERANDS = frozenset({"add", "mul", "neg", "div", "pow", "call", "cases"})


def _out_of_range(node: Term, context: Context) -> str | None:
    kind = context.type_of(str(node.args[0].value))
    if not isinstance(kind, Family):
        return None
    if any(each.target is node for each in context.definitions):
        return None
    if len(kind.ranges) != len(node.args) - 1:
        return f"{node} has {len(node.args) - 1} indices, {node.args[0]} takes {len(kind.ranges)}"
    for index, bounds in zip(node.args[1:], kind.ranges, strict=True):
        value, low, high = arithmetic(index), t.literal(bounds.lower), t.literal(bounds.upper)
        if value is None:
            continue
        if (low is not None and value < low) or (high is not None and value > high):
            return f"{node} is outside the range {bounds} of {node.args[0]}"
    return None
