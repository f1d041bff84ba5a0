"""Quantities that go by their square, such as a variance: the last relation of each document."""

import pytest
from last_relation import assert_is, displayed_last

LIKELIHOOD = r"""$$\ell(\mu, \sigma^2) = -\frac{n}{2} \log(2\pi) - \frac{n}{2} \log \sigma^2 - \frac{1}{2\sigma^2} \sum_{i=1}^n (x_i - \mu)^2$$"""
NORMALISED = r"""$$m = \frac{1}{N} \sum_{i=1}^N u_i, \quad \tau^2 = \frac{1}{N} \sum_{i=1}^N (u_i - m)^2, \quad \hat{u}_i = \frac{u_i - m}{\sqrt{\tau^2 + \epsilon}}, \quad J = \sum_{i=1}^N c_i \hat{u}_i$$"""
SCALE = r"$$L = -n \log s - \frac{S}{2s^2}, \quad \frac{\partial L}{\partial s} = -\frac{n}{s} + \frac{S}{s^3}$$"
ROWS = [
    (
        LIKELIHOOD,
        r"\frac{\partial \ell}{\partial \sigma^2} = -\frac{n}{2\sigma^2} + \frac{1}{2\sigma^4} \sum_{i=1}^n (x_i - \mu)^2",
        "conditional",
    ),
    (
        LIKELIHOOD,
        r"\frac{\partial \ell}{\partial \sigma^2} = -\frac{n}{\sigma^2} + \frac{1}{2\sigma^4} \sum_{i=1}^n (x_i - \mu)^2",
        "refuted",
    ),
    (
        LIKELIHOOD,
        r"\frac{\partial \ell}{\partial \sigma^2} = -\frac{n}{2\sigma} + \frac{1}{2\sigma^3} \sum_{i=1}^n (x_i - \mu)^2",
        "refuted",
    ),
    (
        LIKELIHOOD,
        r"\frac{\partial^2 \ell}{\partial (\sigma^2)^2} = \frac{n}{2\sigma^4} - \frac{1}{\sigma^6} \sum_{i=1}^n (x_i - \mu)^2",
        "conditional",
    ),
    (
        LIKELIHOOD,
        r"\frac{\partial^2 \ell}{\partial (\sigma^2)^2} = \frac{n}{2\sigma^4} - \frac{1}{2\sigma^6} \sum_{i=1}^n (x_i - \mu)^2",
        "refuted",
    ),
    (LIKELIHOOD, r"|\sigma^2| = \sigma^2", "proved"),
    (LIKELIHOOD, r"|\sigma^2| = -\sigma^2", "refuted"),
    (
        NORMALISED,
        r"\frac{\partial J}{\partial \tau^2} = -\frac{1}{2} \sum_{i=1}^N c_i (u_i - m) (\tau^2 + \epsilon)^{-3/2}",
        "conditional",
    ),
    (
        NORMALISED,
        r"\frac{\partial J}{\partial \tau^2} = -\sum_{i=1}^N c_i (u_i - m) (\tau^2 + \epsilon)^{-3/2}",
        "not proved",
    ),
    (SCALE, r"\frac{\partial^2 L}{\partial s^2} = \frac{n}{s^2} - \frac{3S}{s^4}", "conditional"),
    (SCALE, r"\frac{\partial^2 L}{\partial s^2} = \frac{n}{s^2} - \frac{S}{s^4}", "refuted"),
    ("", r"a^2 - b^2 = (a - b)(a + b)", "proved"),
]


@pytest.mark.parametrize(("given", "row", "expected"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, expected, tmp_path):
    assert_is(displayed_last(tmp_path, f"{given}\n", row).verdict, expected)
