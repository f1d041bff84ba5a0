"""Every claim of a derivation goes to the judge on its own, whoever made it.

The engine's own steps, an author's expected results and the gradient-descent updates are all
claims like any other; none is believed because of where it comes from.  A step of a document
brings its own context; what reading alone settled stays settled; a relation with several readings
is judged under each of them.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter
from typing import Any

from derive.checker.lemmas import Learnt, with_lemmas
from derive.checker.missing import completed
from derive.checker.nearness import despite_doubts, of_update
from derive.checker.readings import weighed
from derive.checker.rivals import Rivals
from derive.checker.rounding import rounded
from derive.checker.suggestions import suggested
from derive.checker.trust import trusted
from derive.model.context import Context
from derive.model.derivation import Derivation, Report, Step
from derive.model.relation import Relation
from derive.model.term import contains
from derive.model.verdict import Verdict

TIME_LIMIT = 10.0
"""Seconds that one claim may take."""


def check(derivation: Derivation, *, time_limit: float = TIME_LIMIT) -> Report:
    """Judge each claim in its context; claims that are equal there are judged once."""
    start = perf_counter()
    judged = _Judged(time_limit)
    outcomes = judged.learnt.walk(derivation, lambda step: judged.verdict(step, derivation.context))
    return Report(derivation, outcomes, perf_counter() - start, tool())


class _Judged:
    """The verdicts reached so far; contexts are told apart as objects."""

    def __init__(self, time_limit: float) -> None:
        self._time_limit = time_limit
        self._known: dict[tuple[Relation, int], Verdict] = {}
        self._rivals = Rivals(self._quickly)
        """What is given twice."""
        self.learnt = Learnt()
        """What earlier chains have shown."""

    def verdict(self, step: Step, default: Context) -> Verdict | None:
        """The verdict of a step; None where nothing is claimed or the author skips it."""
        found = self._verdict(step, default)
        if found is not None and step.rival is not None:
            found = self._rivals.under_both(found, step)
        self._rivals.take(step, found)
        return found

    def _verdict(self, step: Step, default: Context) -> Verdict | None:
        if step.skipped is not None or step.kind == "mention":
            return None
        if step.kind not in ("claim", "update"):
            return None
        if step.finding is not None:
            return step.finding
        claim = step.claim
        if claim is None:
            return None
        context = default if step.context is None else step.context
        if step.kind == "claim" and len(step.readings) > 1:
            verdict = weighed(step.readings, lambda each: self._of(each.relation, context))
            if verdict.status != "refuted" or not step.readings[-1].last_resort:
                return trusted(verdict, step)
            claim = step.readings[0].relation
        else:
            verdict = self._of(claim, context)
        if step.tentative:
            found = of_update(verdict, step, _judged, self._time_limit / 2)
            return None if found is None else completed(found, claim, step, _judged)
        if step.loose and not verdict.holds:
            verdict = despite_doubts(rounded(verdict, claim), step, _judged, self._time_limit / 2)
            return completed(verdict, claim, step, _judged)
        verdict = rounded(trusted(verdict, step), claim)
        verdict = completed(verdict, claim, step, _judged)
        return suggested(verdict, step, _judged)

    def _quickly(self, claim: Relation, context: Context) -> Verdict:
        return _judged(claim, context, min(2.0, self._time_limit))

    def _of(self, claim: Relation, context: Context) -> Verdict:
        from derive.proof import judge

        key = (claim, id(context))
        found = self._known.get(key)
        if found is None:
            rewritten, used = self.learnt.of(context).used_in(claim)
            tries = [(claim, ()), (rewritten, used)] if used else [(claim, ())]
            if not any(contains(side, "derivative") for side in (rewritten.left, rewritten.right)):
                tries.reverse()
            for relation, taken in tries:
                found = judge(relation, context, time_limit=self._time_limit)
                found = with_lemmas(found, taken, context) if taken else found
                if found.status != "unknown":
                    break
            assert found is not None
            self._known[key] = found
        return found


def _judged(claim: Relation, context: Context, seconds: float) -> Verdict:
    from derive.proof import judge

    return judge(claim, context, time_limit=seconds)


def tool() -> dict[str, Any]:
    """What judges, with versions."""
    return {"name": "derive", "version": _version("derive-math"), "sympy": _version("sympy")}


@cache
def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
