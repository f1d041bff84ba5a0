"""Members of families under the name of a number that is defined: P_i beside P.

A document that defines a number P and writes P_i later speaks of one P for each i; that these are
what P was defined as is not said.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shapes
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge


def members_of_numbers(
    relation: Relation, context: Context, knowledge: Knowledge, at: int
) -> list[str]:
    """What is left open by such members, in words."""
    found = []
    for side in (relation.left, relation.right):
        for node in t.subterms(side):
            if node.head != "indexed" or node.args[0].head != "symbol":
                continue
            name = str(node.args[0].value)
            known = knowledge.visible(name, at)
            alone = known and all(k.definition.target is node.args[0] for k in known)
            if alone and _number(node.args[0], context):
                found.append(f"{name} is defined without an index, and {node} stands here")
    return found


def _number(node: Term, context: Context) -> bool:
    """Whether a name stands for a number as it is defined, or for nothing that has a shape."""
    try:
        return not Shapes(context).of(node)
    except Misshapen:
        return True


def differentials(relation: Relation) -> list[str]:
    """What may be a differential on the left side: `dP = …`, with a number d about."""
    left = relation.left
    if left.head == "mul" and len(left.args) == 2 and left.args[0] is t.symbol("d"):
        return [f"d {left.args[1]} may be the differential of {left.args[1]}"]
    return []
