"""No mutant of a shipped line with arrays is ever proved.

A mutant counts as false when NumPy finds its sides apart at random sizes; one that happens to be
true, or whose shapes do not fit, is counted and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import pytest
from calculus.models import OF_ANY_SIZE, derivation
from evaluate import NotEvaluated, agree, sides
from mutants.mutation import mutants
from test_shipped_gradients import values_of

from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term, call, rebuild
from derive.proof import judge

PER_MODEL = 14
"""At most so many mutants of one model, spread evenly over its lines and places."""
POINTS = 4


def clearly_false(mutant: Relation, context: Context) -> bool | None:
    """Whether the sides part at a random point; None where they have no value."""
    random = Random(7)
    for _ in range(POINTS):
        try:
            left, right = sides(mutant, context, values_of(mutant, context, random))
        except (NotEvaluated, AssertionError, ValueError, TypeError):
            return None
        if not agree("=", left, right):
            return True
    return False


@pytest.mark.parametrize("name", OF_ANY_SIZE)
def test_no_mutant_is_proved(name: str, say: Callable[[str], None]) -> None:
    of = derivation(name)
    found = [
        Relation(step.claim.left, "=", changed)
        for step in of.steps
        if step.claim is not None and step.claim.sign == "="
        for changed in [*(m for _, m in mutants(step.claim.right)), *_turned(step.claim.right)]
    ]
    stride = max(1, len(found) // PER_MODEL)
    outcomes: Counter[str] = Counter()
    wrong = []
    for mutant in found[::stride]:
        false = clearly_false(mutant, of.context)
        if not false:
            outcomes["true anyway" if false is False else "without a value"] += 1
            continue
        verdict = judge(mutant, of.context, time_limit=20.0)
        outcomes[verdict.status] += 1
        if verdict.holds:
            wrong.append((str(mutant), verdict.status))
    shown = ", ".join(f"{count} {status}" for status, count in sorted(outcomes.items()))
    say(f"{name}: {sum(outcomes.values())} mutants: {shown}")
    assert not wrong
    assert outcomes["refuted"] + outcomes["ill-formed"] >= 5


def _turned(line: Term) -> Iterator[Term]:
    """The line transposed as a whole, and without each of its transposes."""
    yield call("transpose", line)
    stack: list[tuple[tuple[int, ...], Term]] = [((), line)]
    while stack:
        path, node = stack.pop()
        if node.head == "call" and node.value == "transpose":
            yield _put(line, path, node.args[0])
        if node.head not in ("sum", "derivative"):
            stack += [((*path, k), a) for k, a in enumerate(node.args)]


def _put(node: Term, path: tuple[int, ...], new: Term) -> Term:
    if not path:
        return new
    k = path[0]
    return rebuild(node, (*node.args[:k], _put(node.args[k], path[1:], new), *node.args[k + 1 :]))
