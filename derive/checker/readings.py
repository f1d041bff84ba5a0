"""One verdict for a relation that can be read in several ways.

All readings are judged.  Where they agree, that is the verdict; a reading that is ill-formed is
none and drops out while another one is well formed; otherwise the claim is ambiguous.  Readings of
last resort are asked only where the first one does not hold; they can make a claim ambiguous or
save it from being refuted, and never prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from derive.model.derivation import Reading
from derive.model.verdict import Verdict


def weighed(readings: Sequence[Reading], judge: Callable[[Reading], Verdict]) -> Verdict:
    """The verdict of readings that are judged one by one, as far as they are needed."""
    first, *others = readings
    if not others or not all(each.last_resort for each in others):
        return combined(readings, [judge(each) for each in readings])
    verdict = judge(first)
    if verdict.holds:
        return replace(verdict, notes=(*verdict.notes, f"read as {_written(first)}"))
    found = [(each, judge(each)) for each in others]
    for other, saved in found:
        if saved.holds:
            return combined((first, other), (verdict, saved))
    if verdict.status == "refuted" and any(v.status == "unknown" for _, v in found):
        return Verdict(
            "unknown", reason=f"refuted as {_written(first)}; other readings are not decided"
        )
    return verdict


def combined(readings: Sequence[Reading], verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict of all readings together."""
    formed = [
        (reading, verdict)
        for reading, verdict in zip(readings, verdicts, strict=True)
        if verdict.status != "ill-formed"
    ]
    if not formed:
        return verdicts[0]
    first_reading, first = formed[0]
    if len(formed) == 1:
        note = f"the only well-formed reading is {_written(first_reading)}"
        return replace(first, notes=(*first.notes, note))
    if len({verdict.status for _, verdict in formed}) == 1:
        shown = "; ".join(_written(reading) for reading, _ in formed)
        return replace(first, notes=(*first.notes, f"the same under every reading: {shown}"))
    return Verdict(
        "ambiguous",
        reason=" and ".join(f"{v.status} as {_written(r)}" for r, v in formed),
        readings=tuple((_written(r), v.status) for r, v in formed),
        suggestion=_settling(formed),
        seconds=sum(v.seconds for v in verdicts),
    )


def _settling(formed: list[tuple[Reading, Verdict]]) -> str:
    for reading, verdict in formed:
        if verdict.holds:
            return f"true if {_said(reading)}"
    return ""


def _said(reading: Reading) -> str:
    """How to tell a reading from the others: by brackets, or in words."""
    return f"meant as {reading.brackets}" if reading.by_path else f"written {_written(reading)}"


def _written(reading: Reading) -> str:
    return reading.brackets or str(reading.relation)
