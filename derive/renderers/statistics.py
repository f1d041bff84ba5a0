"""Figures of a run: verdicts, kinds of relations, what stays unread by construct, time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from derive.ground.visible import in_one_line
from derive.model.derivation import Report
from derive.model.standing import verdict_of
from derive.model.verdict import STATUSES, Verdict
from derive.renderers.document import Tally

SHOWN = 20
"""Constructs that are listed; the rest are counted."""

_CONSTRUCT = re.compile(r"`([^`]+)`|(\\[A-Za-z]+)")
_CALL = re.compile(r"\w+\([^()]*\)")


class Statistics:
    """The figures as they add up."""

    def __init__(self, *, strict: bool = False) -> None:
        self.tally = Tally(strict)
        self.documents = 0
        self.constructs: Counter[str] = Counter()
        self.judging = 0.0
        """Seconds that verdicts took."""
        self.slowest: tuple[float, str] = (0.0, "")

    def add(self, report: Report) -> None:
        """Count a report in."""
        self.documents += 1
        self.tally.add(report)
        for outcome in report.outcomes:
            verdict = verdict_of(outcome)
            if verdict is None:
                continue
            self.judging += verdict.seconds
            place = outcome.step.place or report.derivation.source
            self.slowest = max(self.slowest, (verdict.seconds, str(place)))
            if verdict.status == "unread":
                self.constructs[construct(verdict)] += 1

    def lines(self, seconds: float) -> Iterator[str]:
        """The figures, one a line; `seconds` is how long the whole run took."""
        claims = self.tally.claims
        yield f"documents    {self.documents}"
        yield f"claims       {claims}"
        for status in STATUSES:
            if count := self.tally.statuses[status]:
                yield f"  {status:<11}{count:>7}  {100 * count / claims:5.1f} %"
        for name in ("expected", "unmet", "skipped"):
            if count := getattr(self.tally, name):
                yield f"  {name:<11}{count:>7}"
        if others := self.tally.others():
            yield f"besides      {others}"
        if self.constructs:
            yield "unread because of"
            for name, count in self.constructs.most_common(SHOWN):
                yield f"  {count:>7}  {in_one_line(name)}"
            rest = sum(self.constructs.values()) - sum(
                count for _, count in self.constructs.most_common(SHOWN)
            )
            if rest:
                yield f"  {rest:>7}  others"
        yield f"time         {seconds:.2f} s, {self.judging:.2f} s of it for verdicts"
        if claims and self.slowest[0]:
            yield f"slowest      {self.slowest[0]:.2f} s, {self.slowest[1]}"


def construct(verdict: Verdict) -> str:
    """The construct that could not be read: what the reason quotes first, else its words."""
    found = _CONSTRUCT.search(verdict.reason)
    if found is not None:
        return found[1] or found[2]
    words = re.split("[;:]", verdict.reason, maxsplit=1)[0]
    return _CALL.sub("…", words) or "no reason given"
