"""The tables about the labelled cases."""

from __future__ import annotations

from collections.abc import Sequence

from cases import DISPUTED, FAMILIES, Case
from scoring import WRONG, Answer, counts, ways
from tables import at, median, milliseconds, table, three

MARK_MEDIAN = 0.0006
"""Seconds: the median per case that a prototype took."""
MARK_RATIO = 12.0
"""How many times faster than warm simplify it was, by the median ratio."""
MARK_WORST = 2.0
"""How many times slower than warm simplify no case may be."""


def counted(cases: Sequence[Case], answers: Sequence[Answer]) -> list[Answer]:
    """The answers to cases whose label agrees with the contract."""
    apart = {case.name for case in cases if case.disputed}
    return [answer for answer in answers if answer.case not in apart]


def of(answers: Sequence[Answer], method: str) -> list[Answer]:
    """One method's answers."""
    return [answer for answer in answers if answer.method == method]


def verdicts(answers: Sequence[Answer], methods: Sequence[str]) -> str:
    """Right, wrong and unknown per family and method."""
    families = [f for f in FAMILIES if any(a.family == f for a in answers)]
    rows = [["right/wrong/unknown", *methods]]
    for family in [*families, ""]:
        cells = []
        for method in methods:
            mine = [a for a in of(answers, method) if not family or a.family == family]
            cells.append("/".join(map(str, counts(mine))))
        rows.append([f"{family} {FAMILIES[family]}" if family else "all", *cells])
    return table(rows)


def mistakes(answers: Sequence[Answer], methods: Sequence[str]) -> str:
    """The ways of being wrong per method."""
    kinds = [*WRONG, "timeout", "not asked"]
    found = {method: ways(of(answers, method)) for method in methods}
    rows = [["", *methods]]
    rows += [[kind, *(str(found[method][kind]) for method in methods)] for kind in kinds]
    return table(rows)


def times(answers: Sequence[Answer], methods: Sequence[str]) -> str:
    """Median and 95th percentile of the time per case."""
    rows = [["ms per case", "median", "95th", "worst", "total s"]]
    for method in methods:
        taken = [a.seconds for a in of(answers, method) if a.asked]
        cells = [milliseconds(s) for s in (median(taken), at(taken, 0.95), max(taken))]
        rows.append([method, *cells, three(sum(taken))])
    return table(rows)


def ratios(cases: Sequence[Case], answers: Sequence[Answer], methods: Sequence[str]) -> str:
    """Per case, each peer's time over derive's."""
    trivial = {case.name for case in cases if case.trivial}
    mine = {a.case: a for a in of(answers, "derive")}
    rows = [["time of peer / time of derive", "cases", "median", "worst", "at"]]
    for method in methods:
        theirs = [a for a in of(answers, method) if a.asked]
        both = {
            a.case for a in theirs if a.grade == "right" == mine[a.case].grade
        }  # by the same measure: both answered, both right
        for name, kept in (
            (method, {a.case for a in theirs}),
            (f"{method}, trivial ones left out", {a.case for a in theirs} - trivial),
            (f"{method}, and both right", both - trivial),
        ):
            per_case = {a.case: a.seconds / mine[a.case].seconds for a in theirs if a.case in kept}
            if per_case:
                worst = min(per_case, key=lambda case: per_case[case])
                cells = [three(median(list(per_case.values()))), three(per_case[worst]), worst]
                rows.append([name, str(len(per_case)), *cells])
    return table(rows)


def goals(answers: Sequence[Answer]) -> str:
    """The marks to beat, and whether they are."""
    mine = of(answers, "derive")
    _, wrong, unknown = counts(mine)
    middle = median([a.seconds for a in mine])
    lines = [
        _goal(not wrong, f"no wrong verdict: {wrong}"),
        _goal(unknown <= 2, f"at most 2 unknown: {unknown}"),
        _goal(middle <= MARK_MEDIAN, f"median {milliseconds(middle)} ms, mark 0.6 ms"),
    ]
    simplify = {a.case: a.seconds for a in of(answers, "simplify")}
    if simplify:
        per_case = {a.case: simplify[a.case] / a.seconds for a in mine}
        ratio = median(list(per_case.values()))
        slow = sorted(case for case in per_case if per_case[case] * MARK_WORST < 1)
        lines += [
            _goal(ratio >= MARK_RATIO, f"{three(ratio)} times faster than simplify, mark 12"),
            _goal(not slow, f"more than 2 times slower than simplify: {', '.join(slow) or 'none'}"),
        ]
    return "\n".join(lines)


def _goal(met: bool, words: str) -> str:
    return f"{'met   ' if met else 'MISSED'}  {words}"


def remarks(cases: Sequence[Case], answers: Sequence[Answer], limit: float) -> str:
    """Each case that derive does not get right or is slow at, and those with conditions."""
    simplify = {a.case: a.seconds for a in of(answers, "simplify")}
    by_name = {case.name: case for case in cases}
    lines = []
    for answer in of(answers, "derive"):
        case = by_name[answer.case]
        slower = answer.seconds / simplify.get(answer.case, float("inf"))
        notes = []
        if answer.grade != "right":
            notes.append(f"{answer.grade}: said {answer.said}, expected {case.expected}")
        if answer.conditions:
            notes.append("where " + ", ".join(answer.conditions))
        if slower > MARK_WORST:
            notes.append(f"{three(slower)} times slower than simplify")
        if answer.seconds > limit:
            notes.append(f"{milliseconds(answer.seconds)} ms")
        if notes:
            lines.append(f"{answer.case}  {'; '.join(notes)}\n     {_short(case.text)}")
    return "\n".join(lines)


def apart(answers: Sequence[Answer]) -> str:
    """The cases whose label contradicts the contract, with every answer."""
    lines = []
    for name, why in DISPUTED.items():
        said = [f"{a.method}: {a.said}" for a in answers if a.case == name]
        if said:
            lines.append(f"{name}  {why}\n     {', '.join(said)}")
    return "\n".join(lines)


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}…"
