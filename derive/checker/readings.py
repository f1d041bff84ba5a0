"""One verdict for a relation that can be read in several ways.

All readings are judged.  Where they agree, that is the verdict; a reading that is ill-formed is
none and drops out while another one is well formed; otherwise the claim is ambiguous.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.model.derivation import Reading
from derive.model.verdict import Verdict


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
            return f"true if written {_written(reading)}"
    return ""


def _written(reading: Reading) -> str:
    return reading.brackets or str(reading.relation)
