"""Processes of this machine that check sources, and end with the run whatever happens.

Each worker holds the reading end of a pipe whose writing end only this process has.  When that is
closed, because the run is over or because this process was killed, the worker leaves at once; so
no worker outlives its run, and none has to finish a claim that nobody waits for.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from threading import Thread
from time import monotonic
from types import TracebackType
from typing import Any

_PRELOADED = ["derive.shells.running.answering", "derive.checker.checking", "derive.proof.judge"]
"""What the process that workers are forked from has imported already."""


_GRACE = 1.0
"""Seconds that workers have to leave by themselves."""


class Pool(Executor):
    """A `ProcessPoolExecutor` that can be ended without waiting, and started anew."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._start()

    def _start(self) -> None:
        if sys.platform == "win32":
            context: Any = multiprocessing.get_context("spawn")
        else:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(_PRELOADED)
        self._reading, self._writing = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            self.workers, mp_context=context, initializer=_begin, initargs=(self._reading,)
        )

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Like any executor's; a pool that broke is replaced by a new one first."""
        try:
            return self._pool.submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            self.end()
            self._start()
            return self._pool.submit(fn, *args, **kwargs)

    def end(self) -> None:
        """End every worker now, whatever it does."""
        workers = list((getattr(self._pool, "_processes", None) or {}).values())
        self._writing.close()
        self._reading.close()
        # One deep inside a long computation does not hear that it should leave.
        latest = monotonic() + _GRACE
        for each in workers:
            each.join(max(0.0, latest - monotonic()))
            if each.is_alive():
                each.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the workers finish, then end them."""
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)
        self._writing.close()
        self._reading.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()


def _begin(reading: Connection) -> None:
    """What a worker does first: leave Ctrl-C to the run, and leave with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with, args=(reading,), daemon=True).start()


def _leave_with(reading: Connection) -> None:
    try:
        reading.recv()
    except (EOFError, OSError):
        pass
    finally:
        os._exit(1)
