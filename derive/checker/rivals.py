"""Claims about a name that its document gives twice and differently.

The second equation may be a new meaning, or a wrong claim about the first one.  Where it differs
from the first by a slip, or comes from a chain with a wrong link, what holds by it alone is not
shown, and what fails by it alone is not refuted: such a claim is ambiguous.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from derive.checker.suggestions import candidates
from derive.model.context import Context
from derive.model.derivation import Rival, Step
from derive.model.relation import Relation
from derive.model.term import Term, add
from derive.model.verdict import Verdict

DECIDED = ("proved", "conditional", "refuted")
MOST = 30
"""Edits that are tried to see whether two definitions differ by a slip."""


@dataclass(slots=True)
class Rivals:
    """What the claims so far say of names that are given twice."""

    judge: Callable[[Relation, Context], Verdict]
    _proved: set[str] = field(default_factory=set)
    _chains: list[tuple[set[Term], bool]] = field(default_factory=list)
    """Terms that are said to be equal, and whether one of these claims is refuted."""
    _doubted: dict[str, bool] = field(default_factory=dict)

    def take(self, step: Step, verdict: Verdict | None) -> None:
        """Remember what became of a claim."""
        if verdict is None or step.relation.sign != "=":
            return
        if verdict.status == "proved":
            self._proved.add(step.id)
        terms, broken = {step.relation.left, step.relation.right}, verdict.status == "refuted"
        for chain in [c for c in self._chains if c[0] & terms]:
            self._chains.remove(chain)
            terms, broken = terms | chain[0], broken or chain[1]
        self._chains.append((terms, broken))

    def under_both(self, verdict: Verdict, step: Step) -> Verdict:
        """The verdict, if it is the same by the first definition."""
        rival, claim = step.rival, step.claim
        if rival is None or claim is None or verdict.status not in DECIDED:
            return verdict
        if rival.claim in self._proved or not self._in_doubt(rival):
            return verdict
        other = self.judge(claim, rival.context)
        if other.status in ("ill-formed", verdict.status):
            return verdict
        second, first = rival.words
        if other.status not in DECIDED:
            reason = f"{verdict.status} with {second}, undecided with {first}"
            return Verdict("unknown", reason=reason)
        return Verdict(
            "ambiguous",
            reason=f"{verdict.status} with {second} and {other.status} with {first}",
            readings=((f"with {second}", verdict.status), (f"with {first}", other.status)),
            suggestion="rename one of them, or write := for the one that counts",
            seconds=verdict.seconds + other.seconds,
        )

    def _in_doubt(self, rival: Rival) -> bool:
        """Whether the second equation may well be a slip."""
        if not rival.example:
            return True
        found = self._doubted.get(rival.claim)
        if found is None:
            pair = {rival.bodies.left, rival.bodies.right}
            found = any(broken and pair <= terms for terms, broken in self._chains)
            found = found or any(one in _less(other) for one in pair for other in pair)
            edits = [] if found else [e for e, _ in candidates(rival.bodies)][:MOST]
            found = found or any(self.judge(each, rival.context).holds for each in edits)
            self._doubted[rival.claim] = found
        return found


def _less(body: Term) -> list[Term]:
    """A sum with one of its terms left out."""
    if body.head != "add":
        return []
    return [add(*body.args[:k], *body.args[k + 1 :]) for k in range(len(body.args))]
