"""What is only supposed: premises of implications, and bounds beside a relation."""

import pytest
from notes import displayed, found

GIVEN = r"Let $x \in \mathbb{R}$ and let $q$, $a$ be real."

ROWS = [
    (r"x = 3 \implies x^2 = 9", ["condition", "proved"]),
    (r"x = 3 \implies x^2 = 6", ["condition", "unknown"]),
    (r"2x = 6 \Rightarrow x = 3", ["condition", "proved"]),
    (r"2x = 6 \Rightarrow x = 4", ["condition", "unknown"]),
    (r"x > 2 \implies x > 1", ["condition", "proved"]),
    (r"x > 2 \implies x > 5", ["condition", "refuted"]),
    (r"x^2 = 9 \iff x = 3", ["condition", "unread"]),
    (r"x = 3 \iff x^2 = 9", ["condition", "unread"]),
    (r"\frac{1-q^2}{1-q} = 1-q, \quad |q|<1", ["refuted"]),
    (r"\sqrt{x^2} = x, \qquad x \ge 0", ["proved"]),
    (r"\sqrt{x^2} = -x, \qquad x \ge 0", ["refuted"]),
    (r"\sqrt{x^2} = x", ["refuted"]),
    (r"f(a) = a^2, \quad f(a) \ge 0", ["definition", "proved"]),
    (r"b = a^2, \quad b \ge 1", ["definition", "refuted"]),
]


@pytest.mark.parametrize(("row", "verdicts"), ROWS)
def test_what_is_supposed_is_no_claim(row, verdicts):
    assert found(displayed(row, before=GIVEN)) == verdicts


def test_a_premise_defines_nothing_elsewhere():
    text = displayed(r"x^2 = 3x", r"x = 3 \implies x^2 = 9", r"x^3 = 27", before=GIVEN)
    assert found(text) == ["refuted", "condition", "proved", "unknown"]
