"""A slash before several factors has two readings: both are judged, and both are shown."""

import pytest
from notes import checked, displayed, found

GIVEN = r"Let $a, b, c \in \mathbb{R}$."

CLAIMS = [
    (r"1/2x = \frac{x}{2}", "proved"),
    (r"1/2x = \frac{1}{2x}", "ambiguous"),
    (r"1/2x = x", "refuted"),
    (r"1/2x^2 + 1/2x^2 = x^2", "proved"),
    (r"1/2\sigma^2 = \frac{1}{2\sigma^2}", "ambiguous"),
    (r"1/2(x+y) = \frac{x+y}{2}", "proved"),
    (r"1/2(x+y) = x+y", "refuted"),
    (r"1/2 \cdot x = \frac{1}{2x}", "refuted"),
    (r"x/2y = \frac{x}{2y}", "ambiguous"),
    (r"x/2y = \frac{xy}{2}", "ambiguous"),
    (r"x/2y = xy", "refuted"),
    (r"a/bc = \frac{a}{bc}", "ambiguous"),
    (r"a/bc = \frac{ac}{b}", "ambiguous"),
    (r"a/bc = abc", "refuted"),
    (r"a/bc - a/bc = 0", "conditional"),
    (r"a/(bc) = \frac{a}{bc}", "conditional"),
    (r"\frac12 x = \frac{1}{2x}", "refuted"),
]


@pytest.mark.parametrize(("claim", "status"), CLAIMS, ids=[c[0] for c in CLAIMS])
def test_claims(claim, status):
    assert found(displayed(claim, before=GIVEN))[-1] == status


def test_an_ambiguous_one_shows_its_readings():
    outcome = checked(displayed(r"a/bc = \frac{a}{bc}", before=GIVEN))[-1]
    statuses = sorted(status for _, status in outcome.verdict.readings)
    assert statuses == ["conditional", "refuted"]
    assert outcome.verdict.suggestion


@pytest.mark.parametrize(
    ("formulas", "status"),
    [
        (("f = 1/2x^2", r"\frac{df}{dx} = x"), "proved"),
        (("f = 1/2x^2", r"\frac{df}{dx} = -x^{-3}"), "unknown"),
        (("f = x/yz", r"f y = xz"), "unknown"),
        (("f = x/yz", r"f y z = x"), "unknown"),
    ],
)
def test_definitions(formulas, status):
    assert found(displayed(*formulas)) == ["definition", status]
