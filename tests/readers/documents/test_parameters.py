"""A function whose parameter hides behind a named quantity depends on that parameter."""

from notes import displayed, found

LOGISTIC = (r"P = \frac{e^z}{1 + e^z}", r"f(z) = P")


def test_another_argument_reaches_through_named_quantities():
    assert found(displayed(*LOGISTIC, "f(-z) = 1 - f(z)"))[-1] == "proved"
    assert found(displayed(*LOGISTIC, "f(-z) = f(z)"))[-1] == "refuted"
    assert found(displayed(*LOGISTIC, "f(2) = f(3)"))[-1] == "refuted"


def test_an_index_that_a_scalar_hides_is_one():
    family = (r"S = e^{u_i}", r"a_i = S")
    assert found(displayed(*family, "a_j = e^{u_j}"))[-1] == "proved"
    assert found(displayed(*family, "a_j = a_k"))[-1] == "refuted"


def test_the_named_quantity_stays_what_is_differentiated_by():
    square = ("r = w x", "g(x) = r^2")
    assert found(displayed(*square, r"\frac{\partial g}{\partial r} = 2 r"))[-1] == "proved"
    assert found(displayed(*square, r"\frac{\partial g}{\partial r} = 2 w r"))[-1] == "refuted"
    assert found(displayed(*square, r"g(x + 1) = w^2 (x + 1)^2"))[-1] == "proved"
    assert found(displayed(*square, r"g(x + 1) = w^2 x^2"))[-1] == "refuted"
