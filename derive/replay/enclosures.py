"""Rigorous enclosures of the elementary functions, from their series with remainder bounds.

Each function is enclosed at a rational point by a partial sum and a bound on the rest, after an
exact reduction of the argument; monotone functions follow from their ends.  Series and bounds are
those of any analysis text (geometric bound on the tail, or Leibniz for alternating series).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import factorial, floor

from derive.replay.interval import Interval, Undefined, bits

ZERO, ONE, TWO = Interval.exact(0), Interval.exact(1), Interval.exact(2)
LARGEST_EXPONENT = 100_000
"""Beyond this, e^x is not worked out: the number would have too many digits to write."""


def _tiny() -> Fraction:
    return Fraction(1, 1 << (bits() + 8))


def _exp_point(x: Fraction) -> Interval:
    if abs(x) > LARGEST_EXPONENT:
        raise Undefined("exponent too large to work out")
    if x == 0:
        return ONE
    halvings = max(0, (abs(x.numerator) // x.denominator).bit_length() + 2)
    t = Interval.around(x / 2**halvings, x / 2**halvings)
    total, part, n = ONE, ONE, 0
    while max(abs(part.low), abs(part.high)) > _tiny() / 2**halvings:
        n += 1
        part = part * t / Interval.exact(n)
        total = total + part
    # |t| ≤ 1/2: what is left is at most the last part, by a geometric series.
    rest = max(abs(part.low), abs(part.high))
    total = total + Interval(-rest, rest)
    for _ in range(halvings):
        total = total * total
    return total


def _odd_series(u: Interval, square: Interval) -> Interval:
    """Σ u·squareⁿ/(2n+1) for |square| ≤ 1/4: what is left is below the last part."""
    total, part, n = u, u, 0
    while max(abs(part.low), abs(part.high)) > _tiny():
        n += 1
        part = part * square
        total = total + part / Interval.exact(2 * n + 1)
    rest = max(abs(part.low), abs(part.high))
    return total + Interval(-rest, rest)


def _atanh_series(u: Fraction) -> Interval:
    """artanh u for |u| ≤ 1/2, Σ u^(2n+1)/(2n+1)."""
    v = Interval.around(u, u)
    return _odd_series(v, v * v)


@lru_cache(maxsize=64)
def _log2(precision: int) -> Interval:
    return TWO * _atanh_series(Fraction(1, 3))


def _log_point(x: Fraction) -> Interval:
    if x <= 0:
        raise Undefined("logarithm of a number that is not positive")
    if x == 1:
        return ZERO
    k = x.numerator.bit_length() - x.denominator.bit_length()
    m = x / Fraction(2) ** k
    if m > Fraction(4, 3):
        k, m = k + 1, m / 2
    elif m < Fraction(2, 3):
        k, m = k - 1, m * 2
    return Interval.exact(k) * _log2(bits()) + TWO * _atanh_series((m - 1) / (m + 1))


def _atan_series(u: Interval) -> Interval:
    """arctan u for |u| ≤ 1/2, an alternating series."""
    return _odd_series(u, -(u * u))


@lru_cache(maxsize=64)
def _pi(precision: int) -> Interval:
    """Machin: π/4 = 4 arctan(1/5) − arctan(1/239)."""
    fifth = _atan_series(Interval.around(Fraction(1, 5), Fraction(1, 5)))
    far = _atan_series(Interval.around(Fraction(1, 239), Fraction(1, 239)))
    return Interval.exact(4) * (Interval.exact(4) * fifth - far)


def pi() -> Interval:
    """π."""
    return _pi(bits())


def _atan_point(x: Fraction) -> Interval:
    if x < 0:
        return -_atan_point(-x)
    if x > 1:
        return pi() / TWO - _atan_point(1 / x)
    u = Interval.exact(x)
    # arctan x = 2 arctan(x/(1 + √(1 + x²))), twice: then the series is fast.
    for _ in range(2):
        u = u / (ONE + (ONE + u * u).sqrt())
    return Interval.exact(4) * _atan_series(u)


def _sin_point(x: Fraction) -> Interval:
    if x == 0:
        return ZERO
    turn = TWO * pi()
    turns = round(x / turn.low)
    reduced = Interval.exact(x) - Interval.exact(turns) * turn
    centre = (reduced.low + reduced.high) / 2
    spread = (reduced.high - reduced.low) / 2
    if spread > 1 or abs(centre) > 8:
        return Interval.exact(-1).hull(ONE)
    t = Interval.around(centre, centre)
    square = -(t * t)
    total, part, n = t, t, 1
    while n < 8 or max(abs(part.low), abs(part.high)) > _tiny():
        part = part * square / Interval.exact((n + 1) * (n + 2))
        total = total + part
        n += 2
    rest = max(abs(part.low), abs(part.high))
    # |sin'| ≤ 1, so the spread of the argument is all that the value can gain.
    return total + Interval(-rest - spread, rest + spread)


def _erf_point(x: Fraction) -> Interval:
    if x < 0:
        return -_erf_point(-x)
    if x > 16:
        return Interval(1 - _exp_point(-x * x).high, Fraction(1))
    # erf x = 2/√π e^(−x²) Σ 2^n x^(2n+1)/(1·3·…·(2n+1)): all terms positive.
    t = Interval.around(x, x)
    square = t * t * TWO
    total, part, n = t, t, 0
    while n < 2 * x * x + 2 or part.high > _tiny():
        n += 1
        part = part * square / Interval.exact(2 * n + 1)
        total = total + part
    # From here on each term is less than half the one before.
    total = total + Interval(Fraction(0), part.high)
    return TWO / pi().sqrt() * _exp_point(-x * x) * total


def _increasing(point: Callable[[Fraction], Interval]) -> Callable[[Interval], Interval]:
    def enclose(u: Interval) -> Interval:
        low = point(u.low)
        return low if u.is_point else Interval(low.low, point(u.high).high)

    return enclose


exp = _increasing(_exp_point)
log = _increasing(_log_point)
atan = _increasing(_atan_point)
erf = _increasing(_erf_point)


def sin(u: Interval) -> Interval:
    """The sine, by its value in the middle: it changes no faster than its argument."""
    centre, spread = (u.low + u.high) / 2, (u.high - u.low) / 2
    middle = _sin_point(centre)
    wide = Interval.around(middle.low - spread, middle.high + spread)
    return Interval(max(wide.low, Fraction(-1)), min(wide.high, Fraction(1)))


def cos(u: Interval) -> Interval:
    """The cosine, sin(u + π/2); exactly 1 at 0."""
    return ONE if u.is_point and u.low == 0 else sin(u + pi() / TWO)


def _sigmoid_point(x: Fraction) -> Interval:
    if x < 0:
        e = _exp_point(x)
        return e / (ONE + e)
    return ONE / (ONE + _exp_point(-x))


def _softplus_point(x: Fraction) -> Interval:
    tail = log(ONE + _exp_point(-abs(x)))
    return Interval.exact(x) + tail if x > 0 else tail


def _tanh_point(x: Fraction) -> Interval:
    return TWO * _sigmoid_point(2 * x) - ONE if x else ZERO


def _asin_point(x: Fraction) -> Interval:
    if abs(x) > 1:
        raise Undefined("arcsine of a number beyond 1")
    if abs(x) == 1:
        return Interval.exact(int(x)) * pi() / TWO
    return atan(Interval.exact(x) / (ONE - Interval.exact(x) * Interval.exact(x)).sqrt())


def _asinh_point(x: Fraction) -> Interval:
    if x < 0:
        return -_asinh_point(-x)
    u = Interval.exact(x)
    return log(u + (u * u + ONE).sqrt()) if x else ZERO


def _acosh_point(x: Fraction) -> Interval:
    if x < 1:
        raise Undefined("area cosine of a number below 1")
    u = Interval.exact(x)
    return log(u + (u * u - ONE).sqrt()) if x != 1 else ZERO


def _atanh_point(x: Fraction) -> Interval:
    if abs(x) >= 1:
        raise Undefined("area tangent of a number not between −1 and 1")
    return _log_point((1 + x) / (1 - x)) / TWO


def _logit_point(x: Fraction) -> Interval:
    if not 0 < x < 1:
        raise Undefined("logit of a number not between 0 and 1")
    return _log_point(x / (1 - x))


def _sinh(u: Interval) -> Interval:
    return _increasing(lambda x: (_exp_point(x) - _exp_point(-x)) / TWO if x else ZERO)(u)


def _cosh(u: Interval) -> Interval:
    size = absolute(u)
    return _increasing(lambda x: (_exp_point(x) + _exp_point(-x)) / TWO)(size)


def absolute(u: Interval) -> Interval:
    """|u|."""
    if u.low >= 0:
        return u
    if u.high <= 0:
        return -u
    return Interval(Fraction(0), max(-u.low, u.high))


def sign(u: Interval) -> Interval:
    """−1, 0 or 1; undecided between them where the interval holds 0."""
    return Interval.exact((u.low > 0) - (u.low < 0)).hull(
        Interval.exact((u.high > 0) - (u.high < 0))
    )


def _factorial(u: Interval) -> Interval:
    if u.is_point and u.low.denominator == 1 and 0 <= u.low <= 10_000:
        return Interval.around(*(Fraction(factorial(int(u.low))),) * 2)
    return gamma(u + ONE)


_BERNOULLI = [Fraction(1, 6), Fraction(-1, 30), Fraction(1, 42), Fraction(-1, 30), Fraction(5, 66)]


def _gamma_point(x: Fraction) -> Interval:
    """Γ(x) for x > 0: shifted up, then Stirling's series, whose error is below its last term."""
    if x <= 0:
        raise Undefined("gamma is worked out for positive numbers only")
    if x.denominator == 1 and x <= 10_000:
        return Interval.around(*(Fraction(factorial(int(x) - 1)),) * 2)
    shift = max(0, 60 - floor(x))
    top = x + shift
    t = Interval.exact(top)
    series = (t - Interval.exact(Fraction(1, 2))) * log(t) - t + log(TWO * pi()) / TWO
    for k, b in enumerate(_BERNOULLI, 1):
        term = Interval.exact(b / (2 * k * (2 * k - 1))) / t.whole_power(2 * k - 1)
        series = series + term
    error = max(abs(term.low), abs(term.high))
    value = exp(series + Interval(-error, error))
    for k in range(shift):
        value = value / Interval.exact(x + k)
    return value


def gamma(u: Interval) -> Interval:
    """Γ at a point, or from 2 on, where it increases."""
    if u.is_point:
        return _gamma_point(u.low)
    if u.low >= 2:
        return Interval(_gamma_point(u.low).low, _gamma_point(u.high).high)
    raise Undefined("gamma of an interval below 2 is not worked out")


def power(base: Interval, exponent: Interval) -> Interval:
    """u^v: a whole power where v is a whole number, otherwise e^(v log u) for u > 0."""
    if exponent.is_point and exponent.low.denominator == 1 and abs(exponent.low) <= 10_000:
        return base.whole_power(int(exponent.low))
    if base.is_point and base.low == 0 and exponent.low > 0:
        return ZERO
    return exp(exponent * log(base))


ENCLOSURES: dict[str, Callable[[Interval], Interval]] = {
    "exp": exp,
    "log": log,
    "sqrt": Interval.sqrt,
    "abs": absolute,
    "sign": sign,
    "sin": sin,
    "cos": cos,
    "tan": lambda u: sin(u) / cos(u),
    "cot": lambda u: cos(u) / sin(u),
    "sec": lambda u: ONE / cos(u),
    "csc": lambda u: ONE / sin(u),
    "asin": _increasing(_asin_point),
    "acos": lambda u: pi() / TWO - _increasing(_asin_point)(u),
    "atan": atan,
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _increasing(_tanh_point),
    "asinh": _increasing(_asinh_point),
    "acosh": _increasing(_acosh_point),
    "atanh": _increasing(_atanh_point),
    "sigmoid": _increasing(_sigmoid_point),
    "softplus": _increasing(_softplus_point),
    "swish": lambda u: u * _increasing(_sigmoid_point)(u),
    "logit": _increasing(_logit_point),
    "erf": erf,
    "gamma": gamma,
    "factorial": _factorial,
}
"""Function name → enclosure of its values on an interval."""
