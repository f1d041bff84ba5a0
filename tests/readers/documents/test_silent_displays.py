"""A display with a relation that is not checked is told of; one without, or with one, is not."""

import pytest
from notes import displayed

from derive.readers.documents import derivation_of
from derive.readers.sources import scan

TOLD = {
    r"\exists x: x^2 = 2": True,
    r"x \nleq y": True,
    r"\begin{cases} x + y = 1 \\ x - y = 3 \end{cases}": True,
    r"x^2 = x \cdot x": False,
    r"x \in \{1, 2\}": False,
    r"\sum_{i=1}^n x_i": False,
    r"P(X = x)": False,
    r"a + b": False,
    r"f(x) = \begin{cases} x & x \ge 0 \\ 0 & x < 0 \end{cases}": False,
}


@pytest.mark.parametrize("formula", TOLD)
def test_displays_that_claim_nothing(formula):
    derivation = derivation_of(scan(displayed("a = b + 1", formula), "markdown"))
    codes = [each.code for each in derivation.diagnostics]
    assert ("display-not-read" in codes) == TOLD[formula]
