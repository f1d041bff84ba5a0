"""Cache and scale, measured: cold and warm, one worker and two, killed, stopped, on a cluster.

    python benchmarks/scale.py [--folder FOLDER] [--documents 10000] [--only PART]

Every run is a process of its own with a cache of its own.  Each part also compares what came out:
the verdicts of all runs have to be the same.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from synthetic import corpus

COMMAND = [sys.executable, "-m", "derive", "check", "-q"]


@dataclass
class Run:
    """One finished run."""

    seconds: float
    code: int
    verdicts: list[tuple[object, ...]]
    memory: list[int]
    """Kilobytes that the process and its workers held, sampled over the run."""


def verdicts(text: str) -> list[tuple[object, ...]]:
    """What has to be the same in every run, from lines of JSON."""
    found = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [
        (each["file"], each["line"], each["id"], each["verdict"], each["reason"])
        for each in found
        if "verdict" in each
    ]


def resident(pid: int) -> int:
    """Kilobytes held by a process and everything below it."""
    total = 0
    for each in [pid, *below(pid)]:
        try:
            status = Path(f"/proc/{each}/status").read_text()
        except OSError:
            continue
        total += next((int(x.split()[1]) for x in status.splitlines() if x[:6] == "VmRSS:"), 0)
    return total


def below(pid: int) -> list[int]:
    """The processes below one."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *below(child)]
    except OSError:
        pass
    return found


@contextmanager
def running(folder: Path, cache: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A run under way, in a process group of its own."""
    process = subprocess.Popen(
        [*COMMAND, "--format", "jsonl", *options, str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "DERIVE_CACHE_DIR": str(cache)},
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def run(folder: Path, cache: Path, *options: str, sample: float = 0.0) -> Run:
    """A run from start to end."""
    memory: list[int] = []
    start = time.perf_counter()
    with running(folder, cache, *options) as process:
        over = threading.Event()

        def watch() -> None:
            while not over.wait(sample):
                memory.append(resident(process.pid))

        if sample:
            threading.Thread(target=watch, daemon=True).start()
        out, _ = process.communicate()
        over.set()
    return Run(time.perf_counter() - start, process.returncode, verdicts(out), memory)


def fresh() -> Path:
    """A new folder for a cache."""
    return Path(tempfile.mkdtemp(prefix="derive-scale-"))


def bare(folder: Path) -> float:
    """Seconds of a Python that reads the files and does nothing else."""
    code = (
        "import os, sys\n"
        "for here, _, names in os.walk(sys.argv[1]):\n"
        "    for name in names:\n"
        "        open(os.path.join(here, name), 'rb').read()\n"
    )
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def say(*words: object) -> None:
    """One line, at once."""
    print(*words, flush=True)


def cold_and_warm(folder: Path) -> list[tuple[object, ...]]:
    """The gain of the cache; returns the verdicts for the other parts to compare with."""
    cache = fresh()
    cold = run(folder, cache)
    warm = min((run(folder, cache) for _ in range(5)), key=lambda each: each.seconds)
    least = bare(folder)
    say(
        f"cold {cold.seconds:.2f} s, warm {warm.seconds:.3f} s, "
        f"ratio {warm.seconds / cold.seconds:.4f}"
    )
    say(
        f"bare python that reads the files {least:.3f} s: "
        f"warm is {warm.seconds / least:.1f} times that"
    )
    same("warm", warm.verdicts, cold.verdicts)
    return cold.verdicts


def same(name: str, found: list[tuple[object, ...]], wanted: list[tuple[object, ...]]) -> None:
    """Say whether a run found what it should."""
    word = "same" if found == wanted else "DIFFERENT"
    say(f"  {name}: {len(found)} relations, {word} verdicts")


def workers(folder: Path, wanted: list[tuple[object, ...]]) -> None:
    """One process and several, without a cache."""
    for count in (1, 2):
        found = run(folder, fresh(), "--no-cache", "--workers", str(count))
        say(f"{count} workers: {found.seconds:.2f} s")
        same(f"{count} workers", found.verdicts, wanted)


def killed(folder: Path, wanted: list[tuple[object, ...]]) -> None:
    """A worker is killed in the middle of a run."""
    with running(folder, fresh(), "--workers", "2") as process:
        time.sleep(3)
        leaves = [pid for pid in below(process.pid) if not below(pid)]
        if leaves:
            os.kill(leaves[-1], signal.SIGKILL)
        out, _ = process.communicate()
    say(f"killed process {leaves[-1:]} of {len(leaves)}: exit code {process.returncode}")
    found = verdicts(out)
    lost = [each for each in found if each not in set(wanted)]
    say(f"  {len(found)} of {len(wanted)} relations, {len(lost)} with another verdict")


def stopped(folder: Path, wanted: list[tuple[object, ...]]) -> None:
    """A run is stopped by Ctrl-C and started again."""
    cache = fresh()
    with running(folder, cache, "--workers", "2") as process:
        time.sleep(4)
        os.killpg(process.pid, signal.SIGINT)
        start = time.perf_counter()
        process.communicate()
        say(
            f"stopped: exit code {process.returncode}, "
            f"{time.perf_counter() - start:.2f} s after Ctrl-C"
        )
    kept = sum(1 for _ in cache.rglob("*") if _.is_file()) - 1
    again = run(folder, cache)
    say(f"  {max(kept, 0)} answers were kept; the second run took {again.seconds:.2f} s")
    same("resumed", again.verdicts, wanted)


def cluster(folder: Path, wanted: list[tuple[object, ...]]) -> None:
    """The same through a local Dask cluster."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        say("cluster: skipped, distributed is not installed")
        return
    from derive.renderers.face import Settings as Shown
    from derive.renderers.face import written
    from derive.renderers.formats import FORMATS
    from derive.shells.running.run import run as spread
    from derive.shells.running.task import Settings
    from derive.shells.selection import selected

    start = time.perf_counter()
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as machines,
        Client(machines) as client,
    ):
        sources = selected([str(folder)])
        results = spread(sources, Settings(), executor=client.get_executor())
        reports = (report for result in results for report in result.reports)
        text = "".join(written(FORMATS["jsonl"].start(Shown()), reports))
    say(f"cluster of 2: {time.perf_counter() - start:.2f} s")
    same("cluster", verdicts(text), wanted)


def many(count: int) -> None:
    """Many synthetic documents in one run."""
    with tempfile.TemporaryDirectory(prefix="derive-scale-") as name:
        folder = Path(name) / "notes"
        corpus(folder, count)
        cache = fresh()
        for word in ("cold", "warm"):
            found = run(folder, cache, sample=0.5)
            half = found.memory[len(found.memory) // 2 :] or [0]
            first = found.memory[: max(1, len(found.memory) // 4)] or [0]
            say(
                f"{count} documents, {word}: {found.seconds:.1f} s, "
                f"{count / found.seconds:.0f} a second, {len(found.verdicts)} relations; "
                f"memory at most {max(first) / 1024:.0f} MB in the first quarter, "
                f"{max(half) / 1024:.0f} MB in the second half"
            )


def main() -> None:
    """Every part, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="documents to check; else 60 synthetic ones")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument(
        "--only", choices=("warm", "workers", "killed", "stopped", "cluster", "many")
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="derive-scale-") as name:
        folder = arguments.folder
        if folder is None:
            folder = Path(name) / "notes"
            corpus(folder, 60)
        if arguments.only != "many":
            wanted = cold_and_warm(folder)
            for part in (workers, killed, stopped, cluster):
                if arguments.only in (None, part.__name__):
                    part(folder, wanted)
    if arguments.only in (None, "many"):
        many(arguments.documents)


if __name__ == "__main__":
    main()
