r"""Members of a family that are defined apart where indices coincide.

After `p_{ij} := x_i y_j` a line `p_{ii} := 0` takes the diagonal out: from there on p_{ij} is 0 if
i = j, and x_i y_j otherwise.  Where no use can have i = j, as under a sum over j ≠ i, the general
definition serves as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from derive.model import term as t
from derive.model.context import Definition
from derive.model.relation import Relation
from derive.model.term import Term, literal


def is_special(target: Term) -> bool:
    """Whether a term is a member of a family in which an index stands twice: p_{ii}."""
    if target.head != "indexed" or target.args[0].head != "symbol":
        return False
    indices = target.args[1:]
    letters = [i for i in indices if i.head == "symbol"]
    plain = all(i.head == "symbol" or literal(i) is not None for i in indices)
    return plain and len(set(letters)) < len(letters)


def apart(name: str, nodes: Iterable[Term], distinct: Iterable[Relation]) -> bool:
    """Whether the indices of every use of a family are surely different, or literally the same."""
    unequal = [{r.left, r.right} for r in distinct if r.sign == "!="]
    return all(_apart(name, node, (), unequal) for node in nodes)


def _apart(
    name: str,
    node: Term,
    bounds: tuple[tuple[Term, Term, Term], ...],
    unequal: list[set[Term]],
) -> bool:
    index = t.bound_index(node)
    if index is not None:
        body, _, low, high = node.args
        inner = (*(b for b in bounds if b[0] is not index), (index, low, high))
        return _apart(name, body, inner, unequal)
    if node.head == "indexed" and node.args[0].value == name:
        return all(
            one is other or _different(one, other, bounds) or {one, other} in unequal
            for one, other in combinations(node.args[1:], 2)
        )
    return all(_apart(name, each, bounds, unequal) for each in node.args)


def _different(one: Term, other: Term, bounds: tuple[tuple[Term, Term, Term], ...]) -> bool:
    values = literal(one), literal(other)
    if None not in values:
        return values[0] != values[1]
    return any(
        index is this and (high is that - 1 or low is that + 1)
        for index, low, high in bounds
        for this, that in ((one, other), (other, one))
    )


def by_cases(definition: Definition, special: Iterable[Definition]) -> Definition:
    """A definition of a general member with the special ones taken out, the last one first."""
    target, body = definition.target, definition.body
    for each in special:
        if target.head != "indexed" or len(each.target.args) != len(target.args):
            continue
        first: dict[Term, Term] = {}
        met: list[Term] = []
        for general, index in zip(target.args[1:], each.target.args[1:], strict=True):
            if index.head == "symbol" and index not in first:
                first[index] = general
            else:
                met.append(t.make("eq", (first.get(index, index), general)))
        condition = met[0] if len(met) == 1 else t.make("and", tuple(met))
        value = t.substitute(each.body, first)
        body = t.make("cases", (value, condition, body))
    return definition if body is definition.body else Definition(target, body, definition.place)
