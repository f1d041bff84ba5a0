"""The chain rule over graphs of every shape: the engine's result is the total derivative."""

import pytest
import sympy
from calculus.models import unfolded

from derive import Model, carry_out
from derive.calculus.paths import cut
from derive.ground.diagnostic import DeriveError
from derive.model.term import derivative, symbol

x, k = sympy.symbols("x k")


def diamond(m):
    u = m.define("u", x**2)
    v = m.define("v", sympy.sin(x))
    return m.define("L", u * v)


def skip(m):
    u = m.define("u", sympy.tanh(x))
    r = m.define("r", x + u)
    return m.define("L", r**2)


def skip_to_the_top(m):
    u = m.define("u", sympy.exp(x))
    return m.define("L", x * u)


def ladder(m):
    u = m.define("u", x**2)
    v = m.define("v", u * x)
    w = m.define("w", v + u)
    return m.define("L", w * v * u)


def chain(m):
    u = m.define("u", k * x + 1)
    v = m.define("v", u**3)
    return m.define("L", sympy.log(1 + v**2))


def repeated(m):
    u = m.define("u", x + k)
    return m.define("L", u * u + sympy.exp(u))


def residual(m):
    u = m.define("u", x + k * sympy.tanh(x))
    v = m.define("v", u + k * sympy.tanh(u))
    return m.define("L", v**2 / 2)


SHAPES = [diamond, skip, skip_to_the_top, ladder, chain, repeated, residual]


def built(shape):
    with Model(shape.__name__) as m:
        m.symbols("x k")
        m.derive(shape(m), x)
    return m.problem()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda f: f.__name__)
def test_total_derivative(shape):
    problem = built(shape)
    of = carry_out(problem)
    L = symbol("L")
    (result,) = [value for goal, value in of.results() if goal is derivative(L, symbol("x"))]
    own = sympy.diff(unfolded(L, problem.context), x)
    difference = unfolded(result, problem.context) - own
    for at in ({x: 0.3, k: 1.2}, {x: -1.1, k: 0.4}):
        assert float(difference.subs(at)) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "shape, through",
    [
        (diamond, ("u", "v")),
        (skip, ("r",)),
        (skip_to_the_top, ("L",)),
        (ladder, ("L",)),
        (chain, ("u",)),
    ],
    ids=lambda v: getattr(v, "__name__", str(v)),
)
def test_every_path_meets_the_cut_once(shape, through):
    context = built(shape).context
    assert cut(symbol("L"), symbol("x"), context) == tuple(map(symbol, through))


def refused(code, build):
    def carried_out():
        with Model("bad") as m:
            build(m)
        carry_out(m.problem())

    with pytest.raises(DeriveError) as caught:
        carried_out()
    assert caught.value.diagnostic.code == code
    assert caught.value.diagnostic.message
    return caught.value.diagnostic


def no_path(m):
    m.symbols("x k")
    m.derive(m.define("L", x**2), k)


def undeclared(m):
    m.symbol("x")
    m.derive(m.define("L", x * sympy.Symbol("q")), x)


def cyclic(m):
    m.symbol("x")
    u, v = sympy.symbols("u v")
    m.define("u", v + x)
    m.define("v", u * 2)
    m.derive(u, x)


def twice(m):
    m.symbol("x")
    m.symbol("x")


def look_alike(m):
    m.symbols("x_1 x1")


def looks_like_a_member(m):
    m.symbol("w_1")
    m.family("w", over=m.index("i", 1, 2))


def looks_like_a_member_already(m):
    m.family("w", over=m.index("i", 1, 2))
    m.define("w_2", x)


def no_rule(m):
    m.symbol("x")
    m.derive(m.define("L", sympy.gamma(x)), x)


def inexact(m):
    m.symbol("x")
    m.define("L", 0.1 * x)


@pytest.mark.parametrize(
    "code, build",
    [
        ("no-path", no_path),
        ("undeclared-symbol", undeclared),
        ("cyclic-definition", cyclic),
        ("name-taken", twice),
        ("look-alike", look_alike),
        ("look-alike", looks_like_a_member),
        ("look-alike", looks_like_a_member_already),
        ("no-rule", no_rule),
        ("inexact-number", inexact),
    ],
)
def test_what_cannot_be_carried_out_says_why(code, build):
    refused(code, build)
    assert sympy.core.parameters.global_parameters.evaluate
