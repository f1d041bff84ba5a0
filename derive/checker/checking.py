"""Every claim of a derivation goes to the judge on its own, whoever made it.

The engine's own steps, an author's expected results and the gradient-descent updates are all
claims like any other; none is believed because of where it comes from.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from time import perf_counter
from typing import Any

from derive.model.derivation import Derivation, Outcome, Report
from derive.model.relation import Relation
from derive.model.verdict import Verdict

TIME_LIMIT = 10.0
"""Seconds that one claim may take."""


def check(derivation: Derivation, *, time_limit: float = TIME_LIMIT) -> Report:
    """Judge each claim in the derivation's context; equal claims are judged once."""
    from derive.proof import judge

    start = perf_counter()
    known: dict[Relation, Verdict] = {}
    outcomes: list[Outcome] = []
    for step in derivation.steps:
        claim = step.claim
        if claim is not None and claim not in known:
            known[claim] = judge(claim, derivation.context, time_limit=time_limit)
        outcomes.append(Outcome(step, None if claim is None else known[claim]))
    return Report(derivation, tuple(outcomes), perf_counter() - start, tool())


def tool() -> dict[str, Any]:
    """What judges, with versions."""
    return {"name": "derive", "version": _version("derive-math"), "sympy": _version("sympy")}


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
