"""Measuring the growth series, and the table about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import measuring
from growth import Series, grown, operations
from peers import Peer
from tables import table, three
from workers import Outcome

OVER = "over"
"""The answer of a method that ran out of time at a smaller size already, so was not asked."""


@dataclass(frozen=True)
class Measured:
    """What one method said about one member of a series."""

    series: str
    size: int
    nodes: int
    method: str
    said: str
    seconds: float


def wrong(measured: Measured) -> bool:
    """Whether derive said of a true equality that it is anything but proved or undecided."""
    return measured.method == "derive" and (
        measured.said in ("refuted", "conditional", "ill-formed")
        or measured.said.startswith("error")
    )


def measure(series: Series, peers: Sequence[Peer], timeout: float) -> list[Measured]:
    """One series at every size; no method is asked again once its time was up."""
    found: list[Measured] = []
    over: set[str] = set()
    for size in series.sizes:
        member = grown(series, size)
        for peer in (None, *peers):
            name = "derive" if peer is None else peer.name
            if name in over:
                outcome = Outcome(OVER, timeout)
            elif peer is None:
                outcome = measuring.grown_by_derive(member, max(timeout, 10.0))
            else:
                outcome = measuring.grown_by_peer(peer, member, timeout)
            if not outcome.finished:
                over.add(name)
            said = str(outcome.answer)[:80]
            found.append(
                Measured(series.name, size, operations(member), name, said, outcome.seconds)
            )
    return found


def report(series: Series, measured: Sequence[Measured]) -> str:
    """Seconds per size and method of one series, with its goal."""
    methods = list(dict.fromkeys(m.method for m in measured))
    cells = {(m.size, m.method): m for m in measured}
    rows = [[series.name, "nodes", *methods, "goal s"]]
    for size in series.sizes:
        mine = cells[size, "derive"]
        goal = ""
        if series.goal is not None and series.goal[0] == size:
            met = mine.said == "proved" and mine.seconds <= series.goal[1]
            goal = f"{three(series.goal[1])} {'met' if met else 'MISSED'}"
        shown = [_cell(cells[size, method]) for method in methods]
        rows.append([str(size), str(mine.nodes), *shown, goal])
    return table(rows)


def _cell(measured: Measured) -> str:
    if measured.said in ("proved", "yes"):
        return three(measured.seconds)
    if measured.said == OVER:
        return "–"
    if measured.said.startswith("error"):
        return "error"
    if measured.said in ("timeout", "not asked"):
        return measured.said
    return f"{three(measured.seconds)} {measured.said}"
