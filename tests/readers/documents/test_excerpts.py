"""What a report quotes of a document: the relation whole, with the braces at its ends."""

import pytest
from notes import checked

QUOTED = [
    (r"$$a^{2} = e^{-b^{c}}$$", r"a^{2} = e^{-b^{c}}", 3),
    (r"$${a}^{2} = {b}_{c} = 0$$", r"{a}^{2} = {b}_{c}", 3),
    (r"then $ {{a}_{1}} \le {\frac{1}{b}} $.", r"{{a}_{1}} \le {\frac{1}{b}}", 8),
    (r"$$\{a\} = \max\{b, c\}$$", r"\{a\} = \max\{b, c\}", 3),
]


@pytest.mark.parametrize(("text", "quoted", "column"), QUOTED)
def test_a_relation_is_quoted_whole(text, quoted, column):
    first = checked(text + "\n")[0]
    assert first.step.source == quoted
    assert first.step.place.column == column
