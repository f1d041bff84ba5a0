"""Evidence as plain data, to be replayed without search by the trusted core.

A refutation is the claim, the context, a point and an enclosure of both sides.
"""

from __future__ import annotations

from typing import Any

from derive.model import term as t
from derive.model.context import Context
from derive.model.data import context_data, relation_data, term_data
from derive.model.relation import Relation
from derive.model.verdict import Verdict


def refutation(relation: Relation, context: Context, verdict: Verdict) -> dict[str, Any] | None:
    """The certificate of a refuted claim; None where the point gives values to functions."""
    if verdict.values is None or any(name.head == "call" for name, _ in verdict.counterexample):
        return None
    return {
        "kind": "refutation",
        "claim": relation_data(relation),
        "context": context_data(context),
        "point": [
            [term_data(name), str(t.literal(value))] for name, value in verdict.counterexample
        ],
        "values": [[v.lower, v.upper] for v in verdict.values],
    }
