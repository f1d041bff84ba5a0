"""The judge beside its peers: the same cases, one run.

    python benchmarks/prover.py                  everything, about ten minutes
    python benchmarks/prover.py --quick          derive, and simplify with a short time limit
    python benchmarks/prover.py --family ge      only sums and matrices, and assumptions

`derive` is timed in this process on terms, its peers in forked workers on SymPy expressions, all of
them warm, best of three; `derive` by the clock, with any process that it starts, peers in seconds
of the processor, which favours them when the machine does other things too.  A worker is killed
after `--timeout` seconds by the clock.  The exit status is 1 when `derive` has a wrong verdict or
raises an error, 2 when there is nothing to measure.  Peers that are not installed are left out:
`pip install --group bench` installs them.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import growing
import measuring
import reports
from cases import Case, load
from growth import SERIES
from peers import PEERS, USUAL, Peer
from scoring import Answer

SLOW_CASE = 0.02
"""Seconds from which a case is listed as slow in any event."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and tell by the exit status whether derive was ever wrong."""
    options = _options(arguments)
    try:
        cases = [] if options.growth else load(options.family)
    except FileNotFoundError as problem:
        print(problem, file=sys.stderr)
        return 2
    if not cases and not options.growth:
        print(f"no case in the families {options.family!r}", file=sys.stderr)
        return 2
    peers = _peers(options.peers)
    for peer in peers:
        peer.warm_up()
    measuring.warm_up()
    gc.collect()
    gc.freeze()
    answers = _ask(cases, peers, options.timeout)
    if cases:
        _print_cases(cases, answers, ["derive", *(p.name for p in peers)])
    series: list[growing.Measured] = []
    if not options.family:
        series = _grow([] if options.quick else peers, options.timeout)
    if options.json:
        _write(options.json, answers, series)
    wrong = any(a.wrong for a in reports.of(reports.counted(cases, answers), "derive"))
    return int(wrong or any(map(growing.wrong, series)))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The judge beside its peers, on labelled cases.")
    parser.add_argument("--family", default="", help="only these families, such as a or ge")
    parser.add_argument("--quick", action="store_true", help="no slow peers")
    parser.add_argument("--growth", action="store_true", help="only the growth series")
    parser.add_argument(
        "--peers", default=None, help=f"comma-separated, of {', '.join(p.name for p in PEERS)}"
    )
    parser.add_argument(
        "--timeout", type=float, default=None, help="seconds per question to a peer"
    )
    parser.add_argument("--json", type=Path, help="write every measurement to this file")
    options = parser.parse_args(arguments)
    if options.peers is None:
        options.peers = "simplify" if options.quick else ",".join(USUAL)
    if options.timeout is None:
        options.timeout = 2.0 if options.quick else 20.0
    known = {p.name for p in PEERS}
    unknown = [name for name in options.peers.split(",") if name and name not in known]
    if unknown:
        parser.error(f"no peer {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return options


def _peers(names: str) -> list[Peer]:
    chosen = [peer for peer in PEERS if peer.name in names.split(",")]
    for peer in chosen:
        if not peer.installed:
            print(f"{peer.name} is left out: {peer.needs} is not installed", file=sys.stderr)
    return [peer for peer in chosen if peer.installed]


def _ask(cases: Sequence[Case], peers: Sequence[Peer], timeout: float) -> list[Answer]:
    answers = []
    for count, case in enumerate(cases, 1):
        _progress(f"{count}/{len(cases)} {case.name}")
        answers.append(measuring.by_derive(case))
        answers += [measuring.by_peer(peer, case, timeout) for peer in peers]
    _progress("")
    return answers


def _grow(peers: Sequence[Peer], timeout: float) -> list[growing.Measured]:
    _section("Growth: seconds, and the answer where it is not yes")
    found: list[growing.Measured] = []
    for series in SERIES:
        _progress(series.name)
        mine = growing.measure(series, peers, timeout)
        _progress("")
        print(growing.report(series, mine), end="\n\n", flush=True)
        found += mine
    return found


def _print_cases(cases: Sequence[Case], answers: Sequence[Answer], methods: Sequence[str]) -> None:
    kept = reports.counted(cases, answers)
    trivial = sum(case.trivial for case in cases)
    print(f"{len(cases)} labelled cases; {trivial} are trivial: SymPy's automatic evaluation alone")
    print("makes their difference 0, or the two sides are the same term")
    _section("Verdicts")
    print(reports.verdicts(kept, methods))
    _section("Wrong in which way, and out of time")
    print(reports.mistakes(kept, methods))
    _section("Time")
    print(reports.times(kept, methods))
    if len(methods) > 1:
        _section("Ratio per case (worst: the case at which the peer does best)")
        print(reports.ratios(cases, kept, methods[1:]))
    _section("Marks to beat")
    print(reports.goals(kept))
    _section("derive: conditions, slow cases, and whatever is not right")
    print(reports.remarks(cases, kept, SLOW_CASE))
    apart = reports.apart(answers)
    if apart:
        _section("Counted apart")
        print(apart)


def _section(title: str) -> None:
    print(f"\n## {title}\n", flush=True)


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


def _write(path: Path, answers: Sequence[Answer], series: Sequence[growing.Measured]) -> None:
    found: dict[str, Any] = {
        "cases": [asdict(answer) for answer in answers],
        "growth": [asdict(measured) for measured in series],
    }
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
