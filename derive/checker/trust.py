"""A refutation that rests on something the document leaves open decides nothing.

Where a quantity has no definition, or a type was only inferred against some evidence, a claim may
still be proved for every choice that the author can have meant.  That it fails for one choice
says nothing about the author's own: then the verdict is `unknown`, and says what is missing.
"""

from __future__ import annotations

from derive.model.derivation import Step
from derive.model.verdict import Verdict


def trusted(verdict: Verdict, step: Step) -> Verdict:
    """The verdict, weakened where a finding against the claim needs what was only guessed."""
    doubts = (*step.guessed, *step.loose)
    if not doubts or verdict.holds or verdict.status == "unread":
        return verdict
    divided = (verdict.reason,) if verdict.status == "ambiguous" and verdict.reason else ()
    return Verdict(
        "unknown",
        method=verdict.method,
        reason="the document does not say enough: " + "; ".join((*doubts, *divided)),
        notes=verdict.notes,
        seconds=verdict.seconds,
    )
