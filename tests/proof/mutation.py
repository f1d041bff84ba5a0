"""Small changes to a claim that make it false (nearly always)."""

from __future__ import annotations

import random
from collections.abc import Iterator

from derive.model import term as t
from derive.model.relation import Relation
from derive.model.term import Term

Path = tuple[int, ...]


def places(node: Term, path: Path = ()) -> Iterator[tuple[Path, Term]]:
    """Every subterm with its place; bound indices are left alone."""
    yield path, node
    for k, a in enumerate(node.args):
        if not (node.head in t.BINDERS and k == 1) and not (node.head == "indexed" and k == 0):
            yield from places(a, (*path, k))


def put(node: Term, path: Path, new: Term) -> Term:
    """The term with another subterm at a place."""
    if not path:
        return new
    args = list(node.args)
    args[path[0]] = put(args[path[0]], path[1:], new)
    return t.make(node.head, tuple(args), node.value)


def changed(node: Term, rng: random.Random) -> Term | None:
    """One subterm changed: a sign, a factor, a term dropped, an exponent, a function, a name."""
    match node.head:
        case "symbol" | "indexed":
            return rng.choice([node + 1, 2 * node])
        case "number":
            return t.make("number", (), node.value + 1)
        case "add":
            k = rng.randrange(len(node.args))
            each = node.args[k]
            if rng.random() < 0.5:
                kept = [a for j, a in enumerate(node.args) if j != k]
                return t.add(*kept)
            turned = each.args[0] if each.head == "neg" else t.neg(each)
            return t.make("add", (*node.args[:k], turned, *node.args[k + 1 :]))
        case "mul":
            k = rng.randrange(len(node.args))
            return t.mul(*(a for j, a in enumerate(node.args) if j != k))
        case "neg":
            return node.args[0]
        case "div":
            return t.div(node.args[1], node.args[0])
        case "pow":
            return t.power(node.args[0], node.args[1] + 1)
        case "call" if len(node.args) == 1:
            others = [n for n in ("exp", "sin", "cos", "tanh", "abs", "log") if n != node.value]
            return t.call(rng.choice(others), *node.args)
        case _:
            return None


def mutants(relation: Relation, count: int, rng: random.Random) -> Iterator[Relation]:
    """Distinct mutants of one relation."""
    seen = {relation}
    sides = [list(places(relation.left)), list(places(relation.right))]
    for _ in range(6 * count):
        side = rng.randrange(2)
        path, node = rng.choice(sides[side])
        new = changed(node, rng)
        if new is None:
            continue
        left, right = relation.left, relation.right
        left, right = (put(left, path, new), right) if side == 0 else (left, put(right, path, new))
        if rng.random() < 0.4:
            # A second change, anywhere on the left.
            path, node = rng.choice(list(places(left)))
            left = put(left, path, changed(node, rng) or node)
        mutant = Relation(left, relation.sign, right)
        if mutant not in seen:
            seen.add(mutant)
            yield mutant
            if len(seen) > count:
                return
