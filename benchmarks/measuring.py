"""Asking and timing: the judge here in this process, its peers in workers."""

from __future__ import annotations

import functools
import gc
import sys
import time
from collections.abc import Callable

import sympy
import workers
from cases import Case
from growth import Grown
from peers import UNKNOWN, Peer
from scoring import Answer, grade

from derive.model.context import Context
from derive.model.domain import POSITIVE, Scalar
from derive.model.relation import equation
from derive.model.sympy_bridge import from_sympy
from derive.model.verdict import Verdict
from derive.proof import judge

RUNS = 3
TIME_LIMIT = 10.0


def forget() -> None:
    """Empty every cache of `derive`'s own, so that no run profits from the one before."""
    for name, module in list(sys.modules.items()):
        if name == "derive" or name.startswith("derive."):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


def warm_up() -> None:
    """Let the judge answer two other claims, as every peer does before it is timed."""
    x, p = sympy.Symbol("warm_x"), sympy.Symbol("warm_p")
    context = Context({"warm_x": Scalar(), "warm_p": Scalar(POSITIVE)})
    for left, right in (
        (1 / (1 + sympy.exp(-x)) + p, 1 - 1 / (1 + sympy.exp(x)) + p),
        (sympy.log(p**2) + sympy.cos(2 * x), 2 * sympy.log(p) + 2 * sympy.cos(x) ** 2),
    ):
        judge(equation(from_sympy(left), from_sympy(right)), context)


def by_derive(case: Case) -> Answer:
    """The judge's answer, best of three runs, each without what the others left behind."""
    best = float("inf")
    for _ in range(RUNS):
        forget()
        warm_up()
        gc.collect()
        try:
            verdict, seconds = timed(lambda: judge(case.claim, case.context, time_limit=TIME_LIMIT))
        except Exception as problem:
            said = f"crash: {type(problem).__name__}: {problem}"
            return Answer(case.name, case.family, "derive", said, grade(case, said), 0.0)
        best = min(best, seconds)
        if seconds > 1:
            break
    conditions = tuple(map(str, verdict.conditions))
    said = verdict.status
    return Answer(case.name, case.family, "derive", said, grade(case, said), best, conditions)


def timed(work: Callable[[], Verdict]) -> tuple[Verdict, float]:
    """The result and the seconds that it took by the clock, any helper's included."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def by_peer(peer: Peer, case: Case, timeout: float) -> Answer:
    """A peer's answer, best of three workers."""
    left, right, context = case.left, case.right, case.context
    outcome = workers.best(lambda: peer.ask(left, right, context), peer.warm_up, timeout)
    said = outcome.answer if outcome.finished else outcome.answer[:80]
    return Answer(
        case.name,
        case.family,
        peer.name,
        said,
        grade(case, said) if outcome.finished else UNKNOWN,
        outcome.seconds,
    )


def grown_by_derive(member: Grown, timeout: float) -> workers.Outcome:
    """The judge's answer to one claim of a series, in a worker, since it may take long."""

    def work() -> str:
        return judge(member.claim, member.context, time_limit=timeout).status

    return workers.best(work, warm_up, timeout + 1, clock=time.perf_counter)


def grown_by_peer(peer: Peer, member: Grown, timeout: float) -> workers.Outcome:
    """A peer's answer to one claim of a series."""
    left, right, context = member.left, member.right, member.context
    return workers.best(lambda: peer.ask(left, right, context), peer.warm_up, timeout)
