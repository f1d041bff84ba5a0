"""Work that can be stopped: one forked process for each item, killed when its time is up.

The process is a copy of this one with everything imported, and it warms up before its time starts
to run: the method has answered two other questions by then.  Only the work is timed: in seconds of
the processor, so that it matters little what else the machine does, unless another clock is given.
A kill takes whatever processes it has started with it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MEMORY = 4 << 30
"""Address space that a worker may use, in bytes."""

WARM_UP = 60.0
"""Seconds that a worker may take to get ready."""

REPEATED_BELOW = 0.1
"""Work that takes less than so many seconds is timed three times, and the best one counts."""


@dataclass(frozen=True)
class Outcome:
    """What came of one piece of work."""

    answer: Any
    """What it returned; `timeout` or `error: …` when it did not."""
    seconds: float
    """Of the processor; the whole time limit when it ran out of that."""

    @property
    def finished(self) -> bool:
        """Whether there is an answer at all."""
        return not (isinstance(self.answer, str) and self.answer.startswith(("timeout", "error")))


def best(
    work: Callable[[], Any],
    warm_up: Callable[[], Any],
    timeout: float,
    *,
    clock: Callable[[], float] = time.process_time,
) -> Outcome:
    """The best of three runs, each in a worker of its own; of one run, when it takes long."""
    first = run(work, warm_up, timeout, clock)
    if not first.finished or first.seconds > REPEATED_BELOW:
        return first
    again = [run(work, warm_up, timeout, clock) for _ in range(2)]
    return min((first, *again), key=lambda outcome: outcome.seconds)


def run(
    work: Callable[[], Any],
    warm_up: Callable[[], Any],
    timeout: float,
    clock: Callable[[], float],
) -> Outcome:
    """One run in a worker of its own."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.close(reader)
        _serve(work, warm_up, writer, clock)
    with contextlib.suppress(PermissionError, ProcessLookupError):
        os.setpgid(pid, pid)
    os.close(writer)
    try:
        if not _arrives(reader, WARM_UP) or not os.read(reader, 1):
            return Outcome("error: no warm-up", WARM_UP)
        if not _arrives(reader, timeout):
            return Outcome("timeout", timeout)
        received = b"".join(iter(lambda: os.read(reader, 1 << 16), b""))
        if not received:
            return Outcome("error: the worker died", timeout)
        answer, seconds = pickle.loads(received)
        return Outcome(answer, seconds)
    finally:
        os.close(reader)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _arrives(reader: int, timeout: float) -> bool:
    return bool(select.select([reader], [], [], timeout)[0])


def _serve(
    work: Callable[[], Any],
    warm_up: Callable[[], Any],
    writer: int,
    clock: Callable[[], float],
) -> None:
    """In the worker: get ready, say so, work, answer, and go without any clean-up."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        warm_up()
        gc.collect()
        os.write(writer, b".")
        start = clock()
        try:
            answer = work()
        except BaseException as problem:
            answer = f"error: {type(problem).__name__}: {problem}"
        seconds = clock() - start
        with os.fdopen(writer, "wb") as out:
            pickle.dump((answer, seconds), out)
    finally:
        os._exit(0)
