"""Every enclosure holds the true value, is narrow, and refuses what is undefined."""

from fractions import Fraction

import flint
import pytest

from derive.replay import enclosures
from derive.replay.interval import Interval, Undefined, precision

POINTS = [
    Fraction(s)
    for s in (
        [
            "0",
            "1",
            "-1",
            "1/2",
            "-1/2",
            "2",
            "-3",
            "7/3",
            "1/1000",
            "-22/7",
            "10",
            "100/7",
            "-40",
            "61/2",
        ]
    )
]
FLINT = {
    "exp": lambda x: x.exp(), "log": lambda x: x.log(), "sqrt": lambda x: x.sqrt(),
    "abs": abs, "sin": lambda x: x.sin(), "cos": lambda x: x.cos(), "tan": lambda x: x.tan(),
    "cot": lambda x: x.cot(), "sec": lambda x: x.sec(), "csc": lambda x: x.csc(),
    "asin": lambda x: x.asin(), "acos": lambda x: x.acos(), "atan": lambda x: x.atan(),
    "sinh": lambda x: x.sinh(), "cosh": lambda x: x.cosh(), "tanh": lambda x: x.tanh(),
    "asinh": lambda x: x.asinh(), "acosh": lambda x: x.acosh(), "atanh": lambda x: x.atanh(),
    "erf": lambda x: x.erf(), "gamma": lambda x: x.gamma(),
    "factorial": lambda x: (x + 1).gamma(),
    "sigmoid": lambda x: 1 / (1 + (-x).exp()), "softplus": lambda x: (1 + x.exp()).log(),
    "logit": lambda x: (x / (1 - x)).log(),
}  # fmt: skip


def exact(value: flint.arb) -> tuple[Fraction, Fraction]:
    """The ends of a flint ball as fractions."""
    ends = []
    for end in (value.lower(), value.upper()):
        man, exp = end.man_exp()
        ends.append(Fraction(int(man)) * Fraction(2) ** int(exp))
    return ends[0], ends[1]


@pytest.mark.parametrize("bits", [64, 200])
@pytest.mark.parametrize("name", FLINT)
def test_enclosure_holds_the_value_and_is_narrow(name, bits):
    met = 0
    flint.ctx.prec = 2 * bits + 64
    try:
        for x in POINTS:
            reference = FLINT[name](flint.arb(flint.fmpq(x.numerator, x.denominator)))
            if not reference.is_finite():
                with pytest.raises(Undefined), precision(bits):
                    enclosures.ENCLOSURES[name](Interval.exact(x))
                continue
            low, high = exact(reference)
            try:
                with precision(bits):
                    found = enclosures.ENCLOSURES[name](Interval.exact(x))
            except Undefined:
                assert name in ("gamma", "factorial")
                continue
            assert found.low <= high
            assert low <= found.high
            size = max(abs(low), abs(high), Fraction(1, 1000))
            if name not in ("gamma", "factorial"):
                assert found.high - found.low <= size / 2 ** (bits // 2)
            met += 1
    finally:
        flint.ctx.prec = 53
    assert met >= 2


@pytest.mark.parametrize("name", FLINT)
def test_enclosure_of_an_interval_holds_those_of_its_points(name):
    met = 0
    for low, high in [("1/3", "1/2"), ("-1/2", "1/4"), ("5/4", "3/2"), ("2", "5"), ("-3", "-1")]:
        a, b = Fraction(low), Fraction(high)
        try:
            whole = enclosures.ENCLOSURES[name](Interval(a, b))
        except Undefined:
            continue
        for k in range(7):
            inside = enclosures.ENCLOSURES[name](Interval.exact(a + (b - a) * k / 6))
            assert whole.low <= inside.low or not whole.apart(inside)
            assert whole.low <= inside.high
            assert inside.low <= whole.high
        met += 1
    assert met


def test_intervals_that_hold_a_pole_are_refused():
    around_zero = Interval(Fraction(-1), Fraction(1))
    for bad in (
        lambda: Interval.exact(1) / around_zero,
        lambda: around_zero.sqrt(),
        lambda: around_zero.whole_power(-1),
        lambda: enclosures.log(around_zero),
        lambda: enclosures.power(around_zero, Interval.exact(Fraction(1, 2))),
    ):
        with pytest.raises(Undefined):
            bad()


@pytest.mark.parametrize("n, d", [(2, 1), (1, 3), (10**40 + 1, 10**41), (7, 10**30)])
def test_roots_enclose(n, d):
    value = Fraction(n, d)
    root = Interval.exact(value).sqrt()
    assert root.low**2 <= value <= root.high**2
    assert root.high - root.low <= root.high / 2**60
    assert Interval.exact(Fraction(9, 4)).sqrt() == Interval.exact(Fraction(3, 2))
