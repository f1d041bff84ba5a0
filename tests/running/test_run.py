"""Runs: the same results in the same order however they are carried out, whatever dies."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from projects import LETHAL_ALWAYS, LETHAL_CLAIM, LETHAL_ONCE, SLOW, model

from derive.shells.running.progress import Progress
from derive.shells.running.rescue import DIED
from derive.shells.running.run import run
from derive.shells.running.task import Settings

SETTINGS = Settings()


@pytest.fixture
def sources(tmp_path):
    return [*(model(tmp_path, f"m{n}") for n in range(5)), str(tmp_path / "missing.py")]


def essence(results):
    """What has to be the same in every run: not the seconds."""
    return [
        (
            result.source,
            result.trouble and result.trouble.code,
            [[(o.step.id, o.verdict and o.verdict.status) for o in r.outcomes] for r in result.reports],
        )
        for result in results
    ]  # fmt: skip


def test_the_same_in_one_process_in_two_and_on_another_executor(sources):
    alone = essence(run(sources, SETTINGS, workers=1))
    assert [name for name, _, _ in alone] == sources
    assert alone[-1][1] == "unreadable-file"
    assert all(len(reports[0]) == 3 for _, _, reports in alone[:-1])
    assert essence(run(sources, SETTINGS, workers=2)) == alone
    with ThreadPoolExecutor(2) as executor:
        assert essence(run(sources, SETTINGS, executor=executor)) == alone


def test_results_come_before_the_run_is_over(tmp_path):
    sources = [model(tmp_path, "first"), model(tmp_path, "second", "raise SystemExit('never')\n")]
    results = run(sources, SETTINGS, workers=1)
    assert next(results).source == sources[0]
    results.close()


def test_no_more_than_a_window_is_under_way(tmp_path):
    submitted = []

    class Counting(Executor):
        def submit(self, fn, /, *arguments, **more):
            submitted.append(arguments)
            done = Future()
            done.set_result(fn(*arguments, **more))
            return done

    path = model(tmp_path, "same")
    results = run([path] * 500, SETTINGS, executor=Counting())
    next(results)
    assert len(submitted) < 100
    results.close()


def test_a_killed_worker_loses_nothing_that_can_be_had_again(tmp_path):
    sources = [model(tmp_path, "a"), model(tmp_path, "b", LETHAL_ONCE), model(tmp_path, "c")]
    found = list(run(sources, SETTINGS, workers=2))
    assert [r.source for r in found] == sources
    assert all(o.verdict.status == "proved" for r in found for o in r.reports[0].outcomes)


def test_a_claim_that_kills_its_process_is_the_only_one_lost(tmp_path):
    sources = [
        *(model(tmp_path, f"a{n}") for n in range(3)),
        model(tmp_path, "b", LETHAL_CLAIM),
        *(model(tmp_path, f"c{n}") for n in range(3)),
    ]
    found = list(run(sources, SETTINGS, workers=2))
    assert [r.source for r in found] == sources
    lost = [
        (result.source, outcome.step.id, outcome.verdict.reason)
        for result in found
        for outcome in result.reports[0].outcomes
        if outcome.verdict.status != "proved"
    ]
    assert lost == [(sources[3], "statement-2.1", DIED)]


def test_a_claim_that_derive_fails_on_is_the_only_one_lost(tmp_path):
    broken = LETHAL_CLAIM.replace("os.kill(os.getpid(), signal.SIGKILL)", "raise KeyError('ours')")
    path = model(tmp_path, "b", broken)
    for workers in (1, 2):
        code = (
            "from derive.shells.running.run import run\n"
            "from derive.shells.running.task import Settings\n"
            "if __name__ == '__main__':\n"
            f"    (found,) = run([{path!r}], Settings(), workers={workers})\n"
            "    for o in found.reports[0].outcomes:\n"
            "        print(o.verdict.status, o.verdict.reason)\n"
        )
        file = tmp_path / "go.pyw"
        file.write_text(code)
        said = subprocess.run(
            [sys.executable, str(file)], capture_output=True, text=True, check=True, timeout=60
        ).stdout.splitlines()
        assert [line.split()[0] for line in said] == ["proved", "unknown", "proved"]
        assert "derive itself failed" in said[1]
        assert "KeyError" in said[1]


def test_a_file_that_kills_its_reader_is_the_only_one_lost(tmp_path):
    sources = [model(tmp_path, "a"), model(tmp_path, "b", LETHAL_ALWAYS), model(tmp_path, "c")]
    found = list(run(sources, SETTINGS, workers=2))
    assert [r.trouble and r.trouble.code for r in found] == [None, "worker-died", None]


def test_an_executor_that_fails_is_replaced(sources):
    class Failing(Executor):
        def __init__(self):
            self.count = 0

        def submit(self, fn, /, *arguments, **more):
            self.count += 1
            if self.count > 3:
                raise RuntimeError("cannot schedule new futures after shutdown")
            done = Future()
            if self.count == 2:
                done.set_exception(OSError("the machine is gone"))
            else:
                done.set_result(fn(*arguments, **more))
            return done

    assert essence(run(sources, SETTINGS, executor=Failing(), workers=1)) == essence(
        run(sources, SETTINGS, workers=1)
    )


def test_the_same_on_a_cluster(sources):
    distributed = pytest.importorskip("distributed", reason="extra: derive-math[cluster]")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        spread = essence(run(sources, SETTINGS, executor=client.get_executor()))
    assert spread == essence(run(sources, SETTINGS, workers=1))


def test_progress_tells_rate_and_remaining_time():
    now = [0.0]
    progress = Progress(10, lambda: now[0])
    for _ in range(4):
        progress.add(kept=True)
    now[0] = 3.0
    progress.add(kept=False)
    assert progress.rate == pytest.approx(5 / 3)
    assert progress.remaining == pytest.approx(15)
    assert str(progress) == "5 of 10 files, 1.67 a second, 15 s to go"


def test_it_is_told_of_every_source(sources):
    seen = []
    list(run(sources, SETTINGS, workers=1, watch=lambda p: seen.append((p.done, p.total))))
    assert seen == [(n + 1, len(sources)) for n in range(len(sources))]


# Runs that are stopped.


def started(folder: Path, sources: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "derive", "check", "--workers", "2", *sources],
        cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


def wait_for(condition, seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def pids(folder: Path) -> list[int]:
    return [int(file.suffixes[-2][1:]) for file in folder.glob("*.pid")]


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_a_run_that_is_stopped(tmp_path, stop):
    sources = [model(tmp_path, f"slow{n}", SLOW) for n in range(2)]
    process = started(tmp_path, sources)
    try:
        assert wait_for(lambda: len(pids(tmp_path)) == 2)
        workers = pids(tmp_path)
        assert all(map(alive, workers))
        # As a terminal does: Ctrl-C goes to every process of the group.
        (os.killpg if stop == signal.SIGINT else os.kill)(process.pid, stop)
        _, said = process.communicate(timeout=20)
        assert wait_for(lambda: not any(map(alive, workers)), 10)
        assert "Traceback" not in said
        if stop == signal.SIGINT:
            assert process.returncode == 2
            assert "interrupted" in said
    finally:
        if process.poll() is None:
            process.kill()
