"""Case distinctions: a few cases that together cover the domain.

Symbols with few values are replaced by each of them; where a side contains |u|, sign u, max, min,
δ or a case distinction, the sign of u decides, and u < 0, u = 0, u > 0 are taken in turn.
"""

from __future__ import annotations

from itertools import product

from derive.model import term as t
from derive.model.context import Context, scalar
from derive.model.relation import Relation
from derive.model.term import ZERO, Term
from derive.proof.hypotheses import Hypotheses

MOST_CASES = 250


def splits(context: Context, relation: Relation, given: Hypotheses) -> list[Hypotheses]:
    """The cases, or none when there is nothing to split (or too much)."""
    nodes = list(dict.fromkeys((*t.subterms(relation.left), *t.subterms(relation.right))))
    choices: list[list[Hypotheses]] = []
    axes: list[list[tuple[str, Term, Term | None]]] = []
    varied = {v for n in nodes if n.head == "derivative" for v in n.args[1:]}
    for node in nodes:
        values = _values(context, node)
        if values is not None and node not in varied:
            axes.append([("value", node, v) for v in values])
    for atom in _atoms(nodes):
        axes.append([("test", t.make(head, (atom, ZERO)), None) for head in ("gt", "eq", "lt")])
    total = 1
    for axis in axes:
        total *= len(axis)
    if not axes or total > MOST_CASES:
        return []
    del choices
    return [_case(given, combination) for combination in product(*axes)]


def _values(context: Context, node: Term) -> list[Term] | None:
    if node.head not in ("symbol", "indexed"):
        return None
    name = node.args[0].value if node.head == "indexed" else node.value
    declared = scalar(context.type_of(str(name)))
    if declared is None or declared.domain.values is None or len(declared.domain.values) > 4:
        return None
    return [t.number(v) for v in declared.domain.values]


def _atoms(nodes: list[Term]) -> list[Term]:
    """The terms whose sign selects a case."""
    found: dict[Term, None] = {}
    for node in nodes:
        if node.head == "call" and node.value in ("abs", "sign"):
            found.setdefault(node.args[0])
        elif node.head == "call" and node.value in ("max", "min", "delta"):
            for k, a in enumerate(node.args):
                for b in node.args[k + 1 :]:
                    found.setdefault(a - b)
        elif node.head == "pow" and t.literal(node.args[1]) is None:
            if t.literal(node.args[0]) is None:
                found.setdefault(node.args[0])
        elif node.head == "cases":
            for test in node.args[1::2]:
                for each in _relations(test):
                    found.setdefault(each.args[0] - each.args[1])
    return list(found)


def _relations(test: Term) -> list[Term]:
    if test.head in ("and", "or", "not"):
        return [r for a in test.args for r in _relations(a)]
    return [test]


def _case(given: Hypotheses, combination: tuple[tuple[str, Term, Term | None], ...]) -> Hypotheses:
    case = given
    for kind, node, value in combination:
        if kind == "value":
            assert value is not None
            case = case.where(node, value)
        else:
            case = case.within(node)
            solved = _solved(node) if node.head == "eq" else None
            if solved is not None and solved[0] not in case.replacements:
                name, image = solved
                earlier = {k: t.substitute(v, {name: image}) for k, v in case.replacements.items()}
                if all(name not in t.free_symbols(v) for v in earlier.values()):
                    case.replacements = {**earlier, name: image}
    return case


def _solved(test: Term) -> tuple[Term, Term] | None:
    """x and u for a test u − x = 0 with a symbol x that u does not contain."""
    node = test.args[0]
    if node.head == "symbol":
        return node, ZERO
    if node.head == "neg" and node.args[0].head == "symbol":
        return node.args[0], ZERO
    if node.head == "add" and len(node.args) == 2:
        a, b = node.args
        minus_b = b.args[0] if b.head == "neg" else None
        if a.head == "symbol" and a not in t.free_symbols(b):
            return a, minus_b if minus_b is not None else t.neg(b)
        if minus_b is not None and minus_b.head == "symbol" and minus_b not in t.free_symbols(a):
            return minus_b, a
        if b.head == "symbol" and b not in t.free_symbols(a):
            return b, t.neg(a)
    return None
