"""A process for heavy claims that can be killed when the time is up.

It is started the first time a claim needs it, kept for later ones, and replaced after a kill.
Requests and answers are pickled, each after its length in eight bytes.  Its memory is limited, so
that swell ends the worker and never the caller.
"""

from __future__ import annotations

import atexit
import pickle
import select
import subprocess
import sys
import time
from typing import IO

from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.verdict import Verdict

MEMORY = 3 << 30
"""Bytes that a worker may use."""

_worker: subprocess.Popen[bytes] | None = None


def decide(relation: Relation, context: Context, seconds: float) -> Verdict:
    """The verdict of a worker, or unknown when it does not answer in time."""
    deadline = time.perf_counter() + seconds
    process = _running()
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        _send(process.stdin, (relation, context, seconds))
        if select.select([process.stdout], [], [], max(deadline - time.perf_counter(), 0))[0]:
            answer: Verdict = _receive(process.stdout)
            return answer
    except (BrokenPipeError, EOFError):
        stop()
        return Verdict("unknown", reason="refused: the claim needs too much memory")
    stop()
    return Verdict("unknown", reason="stopped at the time limit")


def _running() -> subprocess.Popen[bytes]:
    global _worker
    if _worker is None or _worker.poll() is not None:
        command = [sys.executable, "-c", "from derive.proof.worker import serve; serve()"]
        _worker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    return _worker


def stop() -> None:
    """End the worker, if one runs."""
    global _worker
    process, _worker = _worker, None
    if process is not None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


atexit.register(stop)


def _send(pipe: IO[bytes], message: object) -> None:
    data = pickle.dumps(message)
    try:
        pipe.write(len(data).to_bytes(8, "big") + data)
        pipe.flush()
    except OSError as problem:
        raise BrokenPipeError from problem


def _receive(pipe: IO[bytes]) -> Verdict:
    size = pipe.read(8)
    if len(size) < 8:
        raise EOFError
    data = pipe.read(int.from_bytes(size, "big"))
    answer: Verdict = pickle.loads(data)
    return answer


def serve() -> None:
    """Answer requests until the caller closes the pipe."""
    import resource

    from derive.proof.judge import judged

    sys.setrecursionlimit(20_000)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        size = sys.stdin.buffer.read(8)
        if len(size) < 8:
            return
        message = sys.stdin.buffer.read(int.from_bytes(size, "big"))
        relation, context, seconds = pickle.loads(message)
        try:
            verdict = judged(relation, context, seconds, killable=True)
        except MemoryError:
            verdict = Verdict("unknown", reason="refused: the claim needs too much memory")
        _send(sys.stdout.buffer, verdict)
