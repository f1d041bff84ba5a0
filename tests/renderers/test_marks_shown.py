"""`show` and `latex` say what the author's marks on a step come to."""

import pytest

from derive.checker import check
from derive.readers.documents.loading import derivation_of
from derive.readers.sources.reading import scan
from derive.renderers.lines_shown import marked

TEXT = "$$\nx + x = 3 x % {mark}\n$$\n"

CASES = {
    "expect refuted: on purpose": ["as expected"],
    "expect unknown": ["not as expected: unknown"],
    "skip for now": ["skipped: for now"],
    "an ordinary comment": [],
}


@pytest.mark.parametrize(("mark", "told"), CASES.items())
def test_marks_are_told(mark, told):
    report = check(derivation_of(scan(TEXT.format(mark=mark))), time_limit=10)
    (section,) = report.derivation.sections
    assert list(marked(section.steps, report)) == told
