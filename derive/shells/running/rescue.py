"""A source whose worker died: checked again, alone, so that at most one claim is lost.

A worker may be killed from outside, or by a claim that takes all the memory.  First the whole
source is tried once more in a process of its own; if that dies too, every claim gets its chance,
and the one that kills its process is `unknown`, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from dataclasses import replace

from derive.ground.diagnostic import fail
from derive.ground.place import Place
from derive.model.derivation import Outcome, Report, Step
from derive.model.verdict import Verdict
from derive.shells.running import answering
from derive.shells.running.pool import Pool
from derive.shells.running.task import Result, Settings, read

DIED = "the process that judged this claim died, twice"
"""Why a claim is unknown then."""


def rescued(source: str, settings: Settings) -> Result:
    """The result for a source whose worker died."""
    with Pool(1) as pool:
        again = _asked(pool, source, answering.answer, source, settings)
        if again is not None:
            return again
        unjudged = _asked(pool, source, answering.answer_unjudged, source, settings)
        if unjudged is None:
            trouble = fail(
                "worker-died",
                f"the process that read {source} died, twice",
                place=Place(source, 1),
                help="see whether the machine is short of memory, then run it again",
            )
            return Result(source, trouble=trouble.diagnostic, whole=False)
        if unjudged.trouble is not None:
            return unjudged
        reports = tuple(
            _step_by_step(pool, source, settings, number, report)
            for number, report in enumerate(unjudged.reports)
        )
        return Result(source, reports, whole=False)


def _asked(pool: Pool, source: str, ask: Callable[..., str], *arguments: object) -> Result | None:
    """An answer from the pool; None where its process died."""
    try:
        return read(source, pool.submit(ask, *arguments).result())
    except BrokenExecutor:
        return None


def _step_by_step(
    pool: Pool, source: str, settings: Settings, number: int, report: Report
) -> Report:
    outcomes = []
    seconds = 0.0
    for position, outcome in enumerate(report.outcomes):
        step = outcome.step
        if claims(step):
            asked = (source, settings, number, position)
            found = _asked(pool, source, answering.answer_of_step, *asked)
            if found is None:
                outcome = Outcome(step, Verdict("unknown", reason=DIED))
            elif found.reports:
                outcome = replace(found.reports[0].outcomes[0], step=step)
                seconds += found.reports[0].seconds
        outcomes.append(outcome)
    return replace(report, outcomes=tuple(outcomes), seconds=seconds)


def claims(step: Step) -> bool:
    """Whether a step may get a verdict."""
    return step.finding is not None or step.kind in ("claim", "update")
