"""No mutant of a shipped step is ever proved.

A mutant counts as false when a third route (floats and dual numbers) finds the two sides clearly
apart at some point; those that happen to be true, like −0 for 0, are counted and left out.
"""

from collections import Counter

import pytest
from calculus.models import OF_NUMBERS, derivation
from calculus.sampling import points
from mutants.mutation import mutants
from numeric import Undefined, value

from derive.model.domain import Index
from derive.model.relation import Relation
from derive.model.term import free_symbols, literal, number, substitute
from derive.proof import judge

PER_STEP = 40
"""At most so many mutants of one step, spread evenly over all its places."""


def _cases(relation, context):
    """The sides at every value of the free indices."""
    sides = [(relation.left, relation.right)]
    for each in free_symbols(relation.as_condition()):
        kind = context.type_of(str(each.value))
        if isinstance(kind, Index):
            span = range(int(literal(kind.range.lower)), int(literal(kind.range.upper)) + 1)
            sides = [
                (substitute(a, {each: number(k)}), substitute(b, {each: number(k)}))
                for a, b in sides
                for k in span
            ]
    return sides


def clearly_false(relation, context) -> bool:
    for left, right in _cases(relation, context):
        for inputs in points(context):
            try:
                a, b = value(left, context, inputs), value(right, context, inputs)
            except Undefined:
                continue
            if abs(a - b) > 1e-6 * (1 + abs(a) + abs(b)):
                return True
    return False


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_no_mutant_is_proved(name, say):
    of = derivation(name)
    outcomes = Counter()
    wrong = []
    for step in of.steps:
        claim = step.claim
        if claim is None:
            continue
        assert not clearly_false(claim, of.context), f"the third route disagrees: {claim}"
        found = list(mutants(claim.right))
        stride = max(1, -(-len(found) // PER_STEP))
        for kind, changed in found[::stride]:
            mutant = Relation(claim.left, "=", changed)
            if not clearly_false(mutant, of.context):
                outcomes["true anyway"] += 1
                continue
            verdict = judge(mutant, of.context)
            outcomes[verdict.status] += 1
            if verdict.holds:
                wrong.append((kind, str(mutant), verdict.status))
    shown = ", ".join(f"{count} {status}" for status, count in sorted(outcomes.items()))
    say(f"{name}: {sum(outcomes.values())} mutants: {shown}")
    assert not wrong
    tried = sum(outcomes.values()) - outcomes["true anyway"]
    assert tried >= 100
    assert outcomes["refuted"] >= 0.95 * tried
