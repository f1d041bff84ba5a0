"""Which row of a display a mark speaks of, and marks with a slip of the pen."""

import pytest
from notes import checked

from derive.readers.sources import scan

ROWS = r"""Let $x > 0$.

$$
\begin{aligned}
x^2 &= x \cdot x \quad % by definition
\\ &= x + x \qquad % expect refuted: a sum for a product
\\ &= 2 x
\end{aligned}
$$
"""


def test_a_mark_behind_layout_belongs_to_its_row():
    first, second, third = checked(ROWS)[1:]
    assert (first.step.reason, first.step.expectation) == ("definition", None)
    assert second.step.expectation.status == second.verdict.status == "refuted"
    assert third.step.expectation is None


@pytest.mark.parametrize(
    ("comment", "help"),
    [
        ("exepct proved", "did you mean `expect`?"),
        ("derive: clam", "did you mean `claim`?"),
        ("derive: because", "write one of "),
    ],
)
def test_a_mistyped_mark_is_told_of(comment, help):
    (told,) = scan(f"$$\nx = x % {comment}\n$$\n", file="notes.md").diagnostics
    assert told.code == "mark-not-read"
    assert told.help.startswith(help)


@pytest.mark.parametrize(
    "comment", ["expectation of x", "see above", "expected here", "derive: let x : real"]
)
def test_an_ordinary_comment_is_not(comment):
    assert not scan(f"$$\nx = x % {comment}\n$$\n", file="notes.md").diagnostics
