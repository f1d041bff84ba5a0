r"""Values given for one argument: `E[X] = \mu` says what the mean of X is, and of nothing else.

A definition `f(x) = x^2` holds for every argument because its body says what is done to it.  Where
the body does not come to a parameter, as μ does not to X, it says nothing of other arguments: it
would make `E[2X] = E[X]` true.  A relation with such a use is not judged.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.relation import Relation
from derive.readers.documents.knowledge import Knowledge


def beyond_its_argument(
    relation: Relation, context: Context, knowledge: Knowledge, at: int
) -> str | None:
    """What stands with another argument than the one that its value is given for."""
    bodies = [d.body for d in context.definitions]
    assumed = [side for each in context.assumptions for side in (each.left, each.right)]
    sides = [relation.left, relation.right, *bodies, *assumed]
    calls = dict.fromkeys(n for side in sides for n in t.subterms(side) if n.head == "call")
    for definition in context.definitions:
        missing = _ignored(definition, knowledge, at)
        if not missing:
            continue
        target = definition.target
        for node in calls:
            if node.value != target.value or len(node.args) != len(target.args):
                continue
            if any(node.args[k] is not target.args[k] for k in missing):
                return f"{target} is given for that argument alone, and stands here as {node}"
    return None


def _ignored(definition: Definition, knowledge: Knowledge, at: int) -> list[int]:
    """The places of arguments that a function's value does not come down to."""
    if definition.target.head != "call":
        return []
    found = []
    for place, argument in enumerate(definition.target.args):
        base = argument.args[0] if argument.head == "indexed" else argument
        if base.head != "symbol":
            continue
        name = str(base.value)
        if not any(knowledge.reaches(definition.body, n, at) for n in (name, f"{name}_all")):
            found.append(place)
    return found
