"""A relation's identity from run to run: what it says and where it belongs, never its line.

Lines move when text above is edited.  A fingerprint is made of the file, the derivation, the kind
and the relation as written, and, where a file states the same several times, of its place among
those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from derive.model.derivation import Outcome, Report, Step

LENGTH = 20
"""Hexadecimal digits: 80 bits, enough for any number of relations."""


def fingerprints(report: Report) -> Iterator[tuple[Outcome, str]]:
    """Each outcome of a report with its fingerprint."""
    seen: Counter[str] = Counter()
    for outcome in report.outcomes:
        said = "\0".join((*_home(report, outcome.step), outcome.step.kind, stated(outcome.step)))
        seen[said] += 1
        yield outcome, digest(f"{said}\0{seen[said]}")


def digest(text: str) -> str:
    """A text as a short key that does not change."""
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:LENGTH]


def _home(report: Report, step: Step) -> tuple[str, str]:
    file = step.place.file if step.place is not None else report.derivation.source
    return file.replace("\\", "/"), "" if step.source else report.derivation.name


def stated(step: Step) -> str:
    """The relation as written, white space apart."""
    return " ".join(step.source.split()) if step.source else str(step.relation)
