"""What earlier chains have shown: a derivative and what it was proved to be, used by later claims.

Only equations that were proved without conditions serve, and only in the context in which they
were proved: both sides are then defined everywhere and equal, so one may stand for the other in
any claim, whichever way that is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from derive.model.context import Context
from derive.model.derivation import Derivation, Outcome, Step
from derive.model.relation import Relation
from derive.model.term import Term, substitute, subterms
from derive.model.verdict import Discharged, Verdict

MOST_ROUNDS = 4
"""How often the results of lemmas are put in: a result may hold derivatives that have their own."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """goal = result, proved."""

    goal: Term
    """A derivative."""
    result: Term
    """What it is equal to."""
    discharged: tuple[Discharged, ...]
    """The conditions met on the way, and how."""
    unfolded: tuple[str, ...]
    """The definitions used on the way."""
    links: tuple[Relation, ...]
    """The equations of the chain from the goal to the result."""


@dataclass(slots=True)
class Lemmas:
    """The lemmas of one context, by their goal."""

    known: dict[Term, Lemma] = field(default_factory=dict)

    def learn(self, chain: list[Outcome]) -> None:
        """Take up a chain of equations from a derivative, if every link was proved."""
        links = [o for o in chain if o.step.kind == "claim" and not o.step.expected]
        if not links or links[0].step.relation.left.head != "derivative":
            return
        goal = links[0].step.relation.left
        before = goal
        for outcome in links:
            relation, verdict = outcome.step.relation, outcome.verdict
            if verdict is None or verdict.status != "proved" or outcome.step.readings:
                return
            if relation.sign != "=" or relation.left is not before:
                return
            before = relation.right
        if any(each is goal for each in subterms(before)):
            return
        verdicts = [o.verdict for o in links if o.verdict is not None]
        self.known[goal] = Lemma(
            goal,
            before,
            tuple(dict.fromkeys(d for v in verdicts for d in v.discharged)),
            tuple(dict.fromkeys(n for v in verdicts for n in v.unfolded)),
            tuple(o.step.relation for o in links),
        )

    def used_in(self, claim: Relation) -> tuple[Relation, tuple[Lemma, ...]]:
        """The claim with proved results for derivatives, and which lemmas that took."""
        used: list[Lemma] = []
        current = claim
        if not self.known:
            return claim, ()
        for _ in range(MOST_ROUNDS):
            found = {
                node: self.known[node]
                for side in (current.left, current.right)
                for node in subterms(side)
                if node in self.known
            }
            if not found:
                break
            following = current
            for goal, lemma in found.items():
                images = {goal: lemma.result}
                following = Relation(
                    substitute(following.left, images),
                    following.sign,
                    substitute(following.right, images),
                )
            if following == current:
                break
            used += found.values()
            current = following
        return current, tuple(used)


@dataclass(slots=True)
class Learnt:
    """The lemmas of every context of a derivation; contexts are told apart as objects."""

    _by_context: dict[int, Lemmas] = field(default_factory=dict)

    def of(self, context: Context) -> Lemmas:
        """What chains in this very context have shown so far."""
        return self._by_context.setdefault(id(context), Lemmas())

    def walk(
        self, derivation: Derivation, verdict_of: Callable[[Step], Verdict | None]
    ) -> tuple[Outcome, ...]:
        """Every step with its verdict; a chain is taken up when it ends or its result is stated."""
        outcomes: list[Outcome] = []
        for section in derivation.sections:
            chain: list[Outcome] = []
            for step in section.steps:
                if step.expected:
                    self._learn(chain, derivation.context)
                chain.append(Outcome(step, verdict_of(step)))
            self._learn(chain, derivation.context)
            outcomes += chain
        return tuple(outcomes)

    def _learn(self, chain: list[Outcome], default: Context) -> None:
        """Take up a chain, if all its links stand in one context."""
        contexts = {id(c): c for o in chain for c in [o.step.context or default]}
        if len(contexts) == 1:
            self.of(*contexts.values()).learn(chain)


def with_lemmas(verdict: Verdict, lemmas: tuple[Lemma, ...], context: Context) -> Verdict:
    """The verdict on the rewritten claim as that on the claim itself."""
    unfolded = (*verdict.unfolded, *(n for lemma in lemmas for n in lemma.unfolded))
    if not verdict.holds:
        # Whoever recomputes the claim as it stands needs the definitions that a lemma spares.
        reached = (n for lemma in lemmas for n in _reached(lemma.goal, context))
        return replace(verdict, unfolded=tuple(dict.fromkeys((*unfolded, *reached))))
    shown = ", ".join(dict.fromkeys(str(lemma.goal) for lemma in lemmas))
    discharged = (*verdict.discharged, *(d for lemma in lemmas for d in lemma.discharged))
    return replace(
        verdict,
        method=f"{verdict.method}, with what was proved above for {shown}",
        discharged=tuple(dict.fromkeys(discharged)),
        unfolded=tuple(dict.fromkeys(unfolded)),
    )


def _reached(goal: Term, context: Context) -> tuple[str, ...]:
    """The names of all definitions that a term rests on."""
    bodies = {each.name: each.body for each in context.definitions}
    found: dict[str, None] = {}
    pending = [goal]
    while pending:
        for node in subterms(pending.pop()):
            name = str(node.value)
            if node.head in ("symbol", "call") and name in bodies and name not in found:
                found[name] = None
                pending.append(bodies[name])
    return tuple(found)
