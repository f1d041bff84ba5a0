"""A claim made ready: definitions opened, derivatives carried out, the size of its ring."""

from __future__ import annotations

from derive.model import term as t
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof.definedness import Condition
from derive.proof.limits import Budget
from derive.proof.unfolding import Unfolding, explicit


def closed_condition(unfolding: Unfolding, condition: Condition) -> Condition:
    """A condition without definitions."""
    relation = condition.relation
    if not (unfolding.context.definitions or condition.bound or condition.guards):
        left, right = unfolding.closed(relation.left), unfolding.closed(relation.right)
        if left is relation.left and right is relation.right:
            return condition
    return Condition(
        Relation(unfolding.closed(relation.left), relation.sign, unfolding.closed(relation.right)),
        tuple(map(unfolding.closed, condition.guards)),
        tuple(
            (index, unfolding.closed(low), unfolding.closed(high))
            for index, low, high in condition.bound
        ),
        condition.silent,
    )


def explicit_condition(condition: Condition, budget: Budget) -> Condition:
    """A condition with its derivatives carried out."""
    relation = condition.relation
    if not any(
        t.contains(part, "derivative")
        for part in (relation.left, relation.right, *condition.guards)
    ):
        return condition
    return Condition(
        explicit_relation(relation, budget),
        tuple(map(explicit, condition.guards)),
        condition.bound,
        condition.silent,
    )


def explicit_relation(relation: Relation, budget: Budget) -> Relation:
    """A relation with its derivatives carried out."""
    return Relation(
        explicit(relation.left, budget.check), relation.sign, explicit(relation.right, budget.check)
    )


def order(node: Term) -> int:
    """How many derivatives are taken of one another at most."""
    if not t.contains(node, "derivative"):
        return 0
    memo: dict[Term, int] = {}
    for each in t.subterms(node):
        inner = max((memo[a] for a in each.args), default=0)
        memo[each] = inner + (len(each.args) - 1 if each.head == "derivative" else 0)
    return memo[node]


def capacity(nodes: tuple[Term, ...]) -> int:
    """How many generators a ring for some terms begins with."""
    names: set[Term] = set()
    for node in nodes:
        for each in t.subterms(node):
            if each.head in ("symbol", "indexed", "call", "constant") or each.head == "pow":
                names.add(each)
    size = 4
    while size < len(names) + 1 and size < 1024:
        size *= 2
    return size
