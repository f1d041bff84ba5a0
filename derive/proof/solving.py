"""Points that meet the assumptions: equations are solved for one symbol each.

An assumption such as Σ y_k = 1 or i = j would almost never hold at points chosen freely.  Where
an equation is linear or quadratic in a free symbol, that symbol's value is computed exactly from
the others.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.model import term as t
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof.balls import Evaluation, Point, Undecided, Undefined, exact, exact_root


class Solved:
    """Assumptions, those that are equations solved for a symbol where possible."""

    def __init__(self, assumptions: tuple[Relation, ...]) -> None:
        self.checks = assumptions
        """What every point still has to meet."""
        self.equations = tuple(r for r in assumptions if r.sign == "=")
        self.names: dict[Term, None] = {}
        """Symbols whose value is computed."""
        self.plan: list[tuple[Term, Relation]] = []
        for relation in self.equations:
            for name in _leaves(relation):
                if name not in self.names:
                    self.names.setdefault(name)
                    self.plan.append((name, relation))
                    break

    def point(self, choose: Callable[[Term, Point], Fraction]) -> Point:
        """A point whose solved symbols meet their equations (as far as they are solved)."""
        point = Point(choose)
        for name, relation in self.plan:
            value = _solve(point, name, relation)
            if value is not None:
                point.values[name] = value
        return point


def _leaves(relation: Relation) -> list[Term]:
    """Free symbols and family members; of a family under a sum, the member it begins with."""
    found: dict[Term, None] = {}

    def visit(node: Term, begins: dict[Term, Term]) -> None:
        if node.head in t.BINDERS:
            body, index, low, high = node.args
            visit(body, {**begins, index: low})
            visit(low, begins)
            visit(high, begins)
        elif node.head == "indexed":
            found.setdefault(t.substitute(node, begins))
        elif node.head == "symbol":
            if node not in begins:
                found.setdefault(node)
        else:
            for a in node.args:
                visit(a, begins)

    visit(relation.left, {})
    visit(relation.right, {})
    members = [n for n in found if n.head == "indexed"]
    return [*members, *(n for n in found if n.head == "symbol")]


def _solve(point: Point, name: Term, relation: Relation) -> Fraction | None:
    try:
        at = [_difference(point, name, relation, Fraction(k)) for k in range(-1, 3)]
    except (Undecided, Undefined, ZeroDivisionError):
        return None
    # Value c, slope b and half the second difference a of a quadratic through the points.
    c = at[1]
    a = (at[0] + at[2] - 2 * c) / 2
    b = at[2] - c - a
    if at[3] != 4 * a + 2 * b + c:
        return None
    if a == 0:
        return -c / b if b else None
    root = exact_root(b * b - 4 * a * c)
    return None if root is None else (-b + root) / (2 * a)


def _difference(point: Point, name: Term, relation: Relation, value: Fraction) -> Fraction:
    point.values[name] = value
    evaluation = Evaluation(point)
    left, right = exact(evaluation.of(relation.left)), exact(evaluation.of(relation.right))
    if left is None or right is None:
        raise Undecided
    return left - right
