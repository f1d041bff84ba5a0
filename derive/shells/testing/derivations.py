"""`assert_derivation`: a document or model file whose every claim has to hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from derive.shells.messages import safe
from derive.shells.running.answering import reports_of
from derive.shells.running.task import Settings

if TYPE_CHECKING:
    from derive.model.derivation import Report


def assert_derivation(
    path: str | os.PathLike[str], *, strict: bool = False, time_limit: float = 10.0
) -> tuple[Report, ...]:
    """Check a file as `derive check` does and return its reports.

    A finding that the file itself marks as expected is none; one that it marks and that is not
    found is.  Under `strict` a claim that holds under conditions only is a finding too.
    """
    from derive.model.standing import failing
    from derive.renderers.face import Settings as Shown
    from derive.renderers.text_report import TextReport
    from derive.shells.source_lines import line_of

    __tracebackhide__ = True
    reports = reports_of(os.fspath(path), Settings(time_limit))
    judged = sum(o.verdict is not None for report in reports for o in report.outcomes)
    if not judged:
        raise AssertionError(safe(f"{os.fspath(path)} claims nothing, so nothing was shown"))
    wrong = [report for report in reports if failing(report, strict=strict)]
    if wrong:
        face = TextReport(Shown(strict=strict, line_of=line_of))
        raise AssertionError("\n" + "".join(map(face.add, wrong)) + face.end())
    return reports
