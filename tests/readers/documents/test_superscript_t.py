"""A superscript T is a power where T is a name of the document and a number stands below it."""

import pytest
from notes import checked, displayed, found

COUNTED = r"S = \sum_{t=1}^T t"
DECLARED = r"Let $a, b \in \mathbb{R}$ and $w, x \in \mathbb{R}^d$."

POWERS = [
    (r"2^T \cdot 2 = 2^{T+1}", "proved"),
    (r"2^T \cdot 2 = 4", "refuted"),
    (r"2^T = 2", "refuted"),
    (r"(a+b)^T (a+b) = (a+b)^{T+1}", "proved"),
    (r"(a+b)^T = a + b", "refuted"),
    (r"(1+r)^T (1+r) = (1+r)^{T+1}", "proved"),
    (r"(p+q)^T = p + q", "unread"),
    (r"w^T x = x^T w", "proved"),
    (r"(w+x)^T x = w^T x + x^T x", "proved"),
    (r"(w+x)^T x = w^T x - x^T x", "refuted"),
]


@pytest.mark.parametrize(("claim", "status"), POWERS, ids=[c[0] for c in POWERS])
def test_where_t_is_a_name(claim, status):
    assert found(displayed(COUNTED, claim, before=DECLARED))[-1] == status


@pytest.mark.parametrize("claim", [r"2^T = 2", r"2^T \cdot 2 = 4", r"3^\top = 3", r"(1+2)^T = 3"])
def test_a_literal_number_has_no_transpose(claim):
    assert found(displayed(claim)) == ["unread"]


def test_the_transpose_of_a_declared_number_is_told():
    (outcome,) = [o for o in checked(displayed("(a+b)^T = a^2", before=DECLARED)) if o.verdict]
    assert outcome.verdict.status == "unknown"
    assert any("read as a transpose" in note for note in outcome.step.notes)
