"""What changed since a saved report: which claims got worse, better, other or went away.

Claims are matched by their fingerprints, so text that moved is text that did not change.  A claim
that fails now and did not before, or was not there, is what a reviewer has to see; it alone makes
the comparison fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from derive.ground.visible import in_one_line, inert, visible
from derive.model.derivation import Report
from derive.model.standing import SEVERITIES
from derive.renderers.json_report import relations

Change = Literal["newly refuted", "newly failing", "newly proved", "changed", "gone"]
CHANGES: tuple[Change, ...] = (
    "newly refuted",
    "newly failing",
    "newly proved",
    "changed",
    "gone",
)
"""Every kind of change, worst first."""
WORSE: tuple[Change, ...] = ("newly refuted", "newly failing")

Row = Mapping[str, Any]
"""A relation as it stands in the JSON."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One claim that is not as it was."""

    change: Change
    before: Row | None
    now: Row | None

    def __str__(self) -> str:
        row = self.now or self.before
        assert row is not None
        states = f"{_state(self.before)} → {_state(self.now)}"
        return f"{row['file']}:{row['line']}:{row['column']}: {states}: {row['source']}"


def _state(row: Row | None) -> str:
    if row is None:
        return "none"
    how = row.get("standing")
    if how in ("skipped", "expected", "unmet"):
        return f"{row['verdict'] or 'nothing'} ({how})" if how != "skipped" else "skipped"
    return str(row["verdict"])


class Comparison:
    """Compares a saved report with the reports of now, as they come."""

    def __init__(self, saved: Iterable[Row], *, strict: bool = False) -> None:
        self.strict = strict
        self.saved = {str(row["fingerprint"]): row for row in saved if _is_judged(row)}
        self.changes: list[Changed] = []
        self.new: list[Row] = []
        """What was not there and holds: counted, or told of as what it replaces."""
        self.mended = 0
        """How many of those replace what failed."""
        self.same = 0

    def add(self, report: Report) -> str:
        """Compare the relations of a report."""
        for row in relations(report, strict=self.strict):
            if _is_judged(row):
                self._compare(self.saved.pop(row["fingerprint"], None), row)
        return ""

    def _compare(self, before: Row | None, now: Row) -> None:
        change = self._change(before, now)
        if before is None and change is None:
            self.new.append(now)
        elif change is None:
            self.same += 1
        else:
            self.changes.append(Changed(change, before, now))

    def _change(self, before: Row | None, now: Row) -> Change | None:
        was, bad = before is not None and self._fails(before), self._fails(now)
        if bad and (not was or before is None or _severity(now) > _severity(before)):
            return "newly refuted" if now["verdict"] == "refuted" else "newly failing"
        if before is None:
            return None
        if was and not bad and now["verdict"] == "proved":
            return "newly proved"
        return "changed" if _state(before) != _state(now) else None

    def _fails(self, row: Row) -> bool:
        how = row.get("standing")
        if how in ("skipped", "expected", "unmet"):
            return bool(how == "unmet")
        fine = ("proved",) if self.strict else ("proved", "conditional")
        return row["verdict"] not in fine

    def leave(self, concerns: Callable[[str], bool]) -> None:
        """Count what is left of the saved report as gone, where its file is of concern."""
        left = [row for row in self.saved.values() if concerns(str(row["file"]))]
        mended = {_home(row): row for row in left if self._fails(row)}
        for now in self.new:
            before = mended.pop(_home(now), None)
            if before is not None:
                left.remove(before)
                self.changes.append(Changed("newly proved", before, now))
                self.mended += 1
        self.changes += (Changed("gone", row, None) for row in left)
        self.saved = {}

    @property
    def worse(self) -> bool:
        """Whether anything got worse."""
        return any(each.change in WORSE for each in self.changes)

    def end(self) -> str:
        """The changes by kind, and how many of each."""
        return "".join(f"{inert(visible(in_one(line), keep=''))}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        counts = []
        for kind in CHANGES:
            found = [each for each in self.changes if each.change == kind]
            if found:
                counts.append(f"{len(found)} {kind}")
                yield f"{kind}:"
                yield from (f"  {each}" for each in found)
                yield ""
        if count := len(self.new) - self.mended:
            counts.append(f"{count} new")
        yield ", ".join([*counts, f"{self.same} as before"])


def in_one(line: str) -> str:
    """A line with its indentation, whatever white space its formula holds."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    return indent + in_one_line(line)


def _home(row: Row) -> tuple[object, ...]:
    """Where a claim belongs, whatever it says."""
    return row["file"], row.get("derivation"), row.get("id")


def _is_judged(row: Row) -> bool:
    return row.get("verdict") is not None or row.get("standing") in ("unmet", "skipped")


def _severity(row: Row) -> int:
    return SEVERITIES.get(row["verdict"], max(SEVERITIES.values()))
