"""Replays a proof that uses equations proved before it: each with all its links.

    {"kind": "lemmas", "claim": [left, sign, right], "context": {…},
     "lemmas": [{"goal": term, "result": term, "links": [certificate, …]}, …],
     "inner": certificate}

The links of a lemma lead from its goal to its result, each equation proved without conditions in
the very context of the claim.  Then both are defined everywhere and equal, so the claim says the
same with the result in place of the goal; that claim is what the inner certificate shows.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.model.data import Data, relation_from, term_from
from derive.model.relation import Relation
from derive.model.term import Term, substitute
from derive.replay.rejected import Rejected


def replay_lemmas(certificate: Data, replay: Callable[[Data], str]) -> str:
    """Check a proof with lemmas; the status that it shows."""
    try:
        claim = relation_from(certificate["claim"])
        lemmas = certificate["lemmas"]
        inner = certificate["inner"]
        for lemma in lemmas:
            goal, result = term_from(lemma["goal"]), term_from(lemma["result"])
            _check_chain(goal, result, lemma["links"], certificate["context"], replay)
            claim = _with(claim, goal, result)
        if inner["kind"] != "identity" or inner["context"] != certificate["context"]:
            raise Rejected("what is left is shown in another context")
        if relation_from(inner["claim"]) != claim:
            raise Rejected("with the lemmas put in, another claim is left")
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Rejected(f"a field is missing or malformed: {problem!r}") from problem
    return replay(inner)


def _check_chain(
    goal: Term, result: Term, links: list[Data], context: Data, replay: Callable[[Data], str]
) -> None:
    """The links lead from the goal to the result and are proved, here and without conditions."""
    before = goal
    for link in links:
        relation = relation_from(link["claim"])
        if link["kind"] != "identity" or link["context"] != context:
            raise Rejected(f"a link of the lemma on {goal} is shown in another context")
        if relation.sign != "=" or relation.left is not before:
            raise Rejected(f"the links of the lemma on {goal} do not join")
        if replay(link) != "proved":
            raise Rejected(f"a link of the lemma on {goal} has conditions")
        before = relation.right
    if not links or before is not result:
        raise Rejected(f"the links do not lead from {goal} to {result}")


def _with(claim: Relation, goal: Term, result: Term) -> Relation:
    images = {goal: result}
    return Relation(substitute(claim.left, images), claim.sign, substitute(claim.right, images))
