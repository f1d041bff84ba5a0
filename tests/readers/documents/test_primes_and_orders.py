"""A prime on what is defined by one input differentiates; an order in brackets is not guessed."""

import pytest
from notes import displayed, found

CUBE = "y = x^3"
AFFINE = "z = m x + b"

ROWS = [
    ((CUBE, "y' = 3x^2"), "proved"),
    ((CUBE, "y' = 3x"), "refuted"),
    ((CUBE, "y'' = 6x"), "proved"),
    ((CUBE, "y'' = 6 x^2"), "refuted"),
    ((CUBE, "x y' = 3 y"), "proved"),
    ((CUBE, "x y' = 2 y"), "refuted"),
    # By which of three it would be differentiated is not said: it is another name.
    ((AFFINE, "z' = m' x + b'"), "definition"),
    (("f(x) = x^3", "f^{(2)}(x) + 1 = 5x"), "unread"),
    (("f(x) = x^3", "f''(x) = 6x"), "proved"),
    (("f(x) = x^3", "f''(x) = 5x"), "refuted"),
    # Layers are functions of their own.
    (("f(x) = f^{(2)}(f^{(1)}(x))", "f(x) - f^{(2)}(f^{(1)}(x)) = 0"), "proved"),
    (("f(x) = f^{(2)}(f^{(1)}(x))", "f(x) - f^{(1)}(f^{(2)}(x)) = 0"), "not proved"),
]


@pytest.mark.parametrize(("formulas", "wanted"), ROWS)
def test_primes_and_orders(formulas, wanted):
    verdict = found(displayed(*formulas))[-1]
    if wanted == "not proved":
        assert verdict not in ("proved", "conditional")
    else:
        assert verdict == wanted
