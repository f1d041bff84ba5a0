"""The answer for one source: read, judged, written.  This is what runs in every worker.

`answer` raises nothing: what can't be used is a diagnostic like any other answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from derive.ground.diagnostic import DeriveError, Diagnostic, fail
from derive.shells.running.task import Settings, written

if TYPE_CHECKING:
    from derive.model.derivation import Derivation, Report


def answer(source: str, settings: Settings) -> str:
    """The reports of a source, or why there are none, as text."""
    try:
        return written(reports_of(source, settings))
    except DeriveError as error:
        return written(error.diagnostic)
    except Exception as error:
        return written(ours(error, source))


def reports_of(source: str, settings: Settings) -> tuple[Report, ...]:
    """Every derivation of a source, judged."""
    return tuple(judged(each, settings) for each in derivations_of(source, settings))


def derivations_of(source: str, settings: Settings) -> tuple[Derivation, ...]:
    """Every derivation of a source, read and nothing more."""
    from derive.shells.sources import derivations

    return tuple(derivations(source, **dict(settings.reading)))


def judged(derivation: Derivation, settings: Settings) -> Report:
    """One derivation with its verdicts, and their certificates if they are wanted."""
    try:
        return _checked(derivation, settings)
    except DeriveError:
        raise
    except Exception:
        # A fault of ours in one claim must not cost the others their verdicts.
        return _step_by_step(derivation, settings)


def _checked(derivation: Derivation, settings: Settings) -> Report:
    from derive.checker import check

    report = check(derivation, time_limit=settings.time_limit)
    if settings.evidence:
        from derive.checker.evidence import with_evidence

        report = with_evidence(report)
    return report


def _step_by_step(derivation: Derivation, settings: Settings) -> Report:
    """Each step judged alone; one that derive itself fails on is unknown, and says so."""
    from derive.checker.checking import tool
    from derive.model.derivation import Outcome, Report
    from derive.model.verdict import Verdict

    outcomes = []
    seconds = 0.0
    for number, step in enumerate(derivation.steps):
        try:
            found = _checked(alone(derivation, number), settings)
            seconds += found.seconds
            outcomes.append(Outcome(step, found.outcomes[0].verdict))
        except Exception as error:
            told = ours(error, derivation.source or derivation.name)
            outcomes.append(
                Outcome(step, Verdict("unknown", reason=f"{told.message}; {told.help}"))
            )
    return Report(derivation, tuple(outcomes), seconds, tool())


def alone(derivation: Derivation, number: int) -> Derivation:
    """The derivation with nothing but the step of this number, in its section."""
    for section in derivation.sections:
        if number < len(section.steps):
            only = replace(section, steps=(section.steps[number],))
            return replace(derivation, sections=(only,))
        number -= len(section.steps)
    raise IndexError(number)


def answer_of_step(source: str, settings: Settings, derivation: int, number: int) -> str:
    """The answer for a single step: by the number of its derivation, and its own."""
    try:
        whole = derivations_of(source, settings)[derivation]
        return written((judged(alone(whole, number), settings),))
    except DeriveError as error:
        return written(error.diagnostic)
    except Exception as error:
        return written(ours(error, source))


def answer_unjudged(source: str, settings: Settings) -> str:
    """The reports of a source before anything was judged: every step without a verdict."""
    from derive.checker.checking import tool
    from derive.model.derivation import Outcome, Report

    try:
        return written(
            tuple(
                Report(each, tuple(Outcome(step, None) for step in each.steps), 0.0, tool())
                for each in derivations_of(source, settings)
            )
        )
    except DeriveError as error:
        return written(error.diagnostic)
    except Exception as error:
        return written(ours(error, source))


def ours(error: Exception, source: str) -> Diagnostic:
    """What to say of an error that nothing a user wrote should lead to."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = ""
    if trace is not None:
        file = trace.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
        where = f" ({file}:{trace.tb_lineno})"
    return fail(
        "internal-error",
        f"derive itself failed on {source}: {type(error).__name__}: {error}{where}",
        help="this is our bug; please report it with the input that led here",
    ).diagnostic
