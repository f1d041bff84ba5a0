"""The run: sources go in, results come out in the same order, each as soon as it may.

What the cache knows is taken from there.  The rest goes to an executor: this process, a pool on
this machine, or any other with the standard interface, such as that of a cluster.  No more than a
window of sources is under way at a time and no result is kept, so memory does not grow with the
number of sources.  Whatever was finished when a run is stopped is in the cache for the next.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from derive.shells.running.progress import Progress, Watch
from derive.shells.running.task import Result, Settings, read, written

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from derive.shells.running.store import Store

WORTHWHILE = 3.0
"""Seconds of work ahead from which starting further processes pays."""
_AHEAD = 4
"""Sources under way for each worker, so that none waits while an earlier one takes its time."""
_AHEAD_ELSEWHERE = 64
"""Sources under way on an executor that does not say how many workers it has."""

Submit = Callable[[str], "Future[str]"]


def run(
    sources: Sequence[str],
    settings: Settings,
    *,
    store: Store | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    watch: Watch | None = None,
) -> Iterator[Result]:
    """Check every source.

    `workers` is a number of processes; None starts some when there is enough to do.  An
    `executor` is used instead of them and left open; its workers have to see the same files.
    """
    return _Run(sources, settings, store, workers, executor, watch).results()


@dataclass(slots=True)
class _Waiting:
    """A source under way."""

    source: str
    key: str | None
    """Where its answer is kept."""
    answer: Future[str] | Result


class _Run:
    """One run, with what is under way."""

    def __init__(
        self,
        sources: Sequence[str],
        settings: Settings,
        store: Store | None,
        workers: int | None,
        executor: Executor | None,
        watch: Watch | None,
    ) -> None:
        self._sources = iter(sources)
        self._settings = settings
        self._store = store
        self._foreign = executor
        self._workers = workers
        self._pool: Executor | None = None
        self._progress = Progress(len(sources))
        self._watch = watch
        self._waiting: deque[_Waiting] = deque()
        self._busy = 0.0

    def results(self) -> Iterator[Result]:
        """Every result, in order."""
        try:
            while self._fill():
                first = self._waiting[0]
                result = self._finished(first)
                self._waiting.popleft()
                self._progress.add(kept=result.kept)
                if self._watch is not None:
                    self._watch(self._progress)
                yield result
        finally:
            self._leave()

    def _fill(self) -> bool:
        """Start as many sources as may be under way; whether any is."""
        while len(self._waiting) < self._window():
            source = next(self._sources, None)
            if source is None:
                break
            self._waiting.append(self._started(source))
        return bool(self._waiting)

    def _window(self) -> int:
        if self._foreign is not None:
            return _AHEAD_ELSEWHERE
        return _AHEAD * self._count() if self._parallel() else 1

    def _count(self) -> int:
        return self._workers or os.cpu_count() or 1

    def _parallel(self) -> bool:
        """Whether further processes are asked for, or pay by what was seen so far."""
        if self._foreign is not None or self._pool is not None:
            return True
        if self._workers is not None:
            return self._workers > 1
        done = self._progress.done
        ahead = self._progress.total - done
        return self._count() > 1 and done > 0 and self._busy / done * ahead > WORTHWHILE

    def _started(self, source: str) -> _Waiting:
        key = None
        if self._store is not None:
            from derive.shells.running.key import key as key_of

            key = key_of(source, self._settings)
            if key is not None:
                text = self._store.get(key)
                if text is not None:
                    with suppress(ValueError):
                        return _Waiting(source, key, read(source, text, kept=True, key=key))
        return _Waiting(source, key, self._submitted(source))

    def _submitted(self, source: str) -> Future[str]:
        from derive.shells.running import answering

        if self._foreign is not None:
            from derive.shells.running.elsewhere import answer_in

            try:
                return self._foreign.submit(answer_in, os.getcwd(), source, self._settings)
            except RuntimeError:
                # It was shut down or broke for good: the rest is checked on this machine.
                self._foreign = None
        if not self._parallel():
            from concurrent.futures import Future

            start = perf_counter()
            done: Future[str] = Future()
            done.set_result(answering.answer(source, self._settings))
            self._busy += perf_counter() - start
            return done
        if self._pool is None:
            from derive.shells.running.pool import Pool

            self._pool = Pool(self._count())
        return self._pool.submit(answering.answer, source, self._settings)

    def _finished(self, waiting: _Waiting) -> Result:
        if isinstance(waiting.answer, Result):
            return waiting.answer
        from concurrent.futures import CancelledError

        try:
            text = waiting.answer.result()
            result = read(waiting.source, text)
        except (Exception, CancelledError):
            # Its process died, or its machine did: nothing that a source holds raises here.
            from derive.shells.running.rescue import rescued

            result = rescued(waiting.source, self._settings)
            if not result.whole or result.trouble is not None:
                return result
            text = written(result.reports)
        if result.trouble is None and self._keep(waiting, text):
            result = replace(result, key=waiting.key)
        return result

    def _keep(self, waiting: _Waiting, text: str) -> bool:
        """Keep an answer, unless its source changed while it was checked; whether it is kept."""
        if self._store is not None and waiting.key is not None:
            from derive.shells.running.key import key as key_of

            if key_of(waiting.source, self._settings) == waiting.key:
                self._store.put(waiting.key, text)
                return True
        return False

    def _leave(self) -> None:
        """Keep what is finished, and end what is not."""
        under_way = [(w, w.answer) for w in self._waiting if not isinstance(w.answer, Result)]
        for waiting, answer in under_way:
            if answer.cancel() or not answer.done():
                continue
            with suppress(Exception):
                text = answer.result()
                if read(waiting.source, text).trouble is None:
                    self._keep(waiting, text)
        if self._pool is not None:
            from derive.shells.running.pool import Pool

            assert isinstance(self._pool, Pool)
            self._pool.end()
        if self._store is not None:
            self._store.trim()
