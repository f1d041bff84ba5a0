"""`derive.testing`: what passes, what fails, and what the failure says."""

import math

import pytest
import sympy
from sympy import Derivative, Max, Piecewise, exp, log, sqrt, symbols

from derive.testing import assert_derivation, assert_equal, assert_gradient

x, y, z, b, w1, w2, x1, x2 = symbols("x y z b w1 w2 x1 x2")


def test_equal():
    assert assert_equal((x + 1) ** 2, x**2 + 2 * x + 1).status == "proved"


def test_equal_under_conditions_passes_unless_strict():
    found = assert_equal((x**2 - 1) / (x - 1), x + 1)
    assert found.status == "conditional"
    assert found.conditions == (sympy.Ne(x, 1),)
    with pytest.raises(AssertionError, match=r"holds only where Ne\(x, 1\)"):
        assert_equal((x**2 - 1) / (x - 1), x + 1, strict=True)


def test_unequal_shows_the_point():
    with pytest.raises(AssertionError, match="at x = -1") as caught:
        assert_equal(sqrt(x**2), x)
    assert "left   1" in str(caught.value)
    assert "right  -1" in str(caught.value)


def test_domains_and_assumptions_count():
    assert assert_equal(log(x * y), log(x) + log(y), assuming=[x > 0, y > 0]).status == "proved"


def test_misuse_is_a_type_error():
    with pytest.raises(TypeError, match="SymPy expression"):
        assert_equal("x", x)


RIGHT = "from derive import Model\nwith Model('right') as m:\n    u = m.symbol('u')\n    m.claim(u + u, 2*u)\n"


def test_derivation(tmp_path):
    file = tmp_path / "right.py"
    file.write_text(RIGHT)
    (report,) = assert_derivation(file)
    assert report.counts()["proved"] == 1
    file.write_text(RIGHT.replace("2*u", "3*u"))
    with pytest.raises(AssertionError, match="refuted") as caught:
        assert_derivation(str(file))
    assert "right.py:4" in str(caught.value)


def test_a_derivation_that_claims_nothing_shows_nothing(tmp_path):
    file = tmp_path / "empty.py"
    file.write_text("from derive import Model\nwith Model('empty') as m:\n    u = m.symbol('u')\n")
    with pytest.raises(AssertionError, match="claims nothing"):
        assert_derivation(file)


# Gradients.

np = pytest.importorskip("numpy")


def sigmoid(t):
    return 1 / (1 + exp(-t))


LOSS = -(
    y * log(sigmoid(w1 * x1 + w2 * x2 + b)) + (1 - y) * log(1 - sigmoid(w1 * x1 + w2 * x2 + b))
)
GIVEN = [[w1, w2], [x1, x2], y, b]


def right(w, x, y, b):
    a = 1 / (1 + np.exp(-(np.dot(w, x) + b)))
    return (a - y) * x


def wrong(w, x, y, b):
    a = 1 / (1 + np.exp(-(np.dot(w, x) + b)))
    return (a + y) * x


def test_gradient_code_is_proved_by_its_trace():
    found = assert_gradient(right, LOSS, GIVEN, wrt=[w1, w2], require_proof=True)
    assert found.status == "proved"
    assert found.proved
    assert len(found.verdicts) == 2
    assert found.points == 0


def test_wrong_gradient_code_is_refuted_at_a_point():
    with pytest.raises(AssertionError, match="code and formula differ") as caught:
        assert_gradient(wrong, LOSS, GIVEN, wrt=[w1, w2])
    assert "entry [0]" in str(caught.value)
    assert "at b = " in str(caught.value)


def batch(X, w, y):
    return X.T @ (X @ w - y) / len(y)


def test_matrix_code():
    X = sympy.Matrix(3, 2, symbols("X:3:2"))
    v = sympy.Matrix(symbols("v:2"))
    t = sympy.Matrix(symbols("t:3"))
    squares = sum((sum(X[i, j] * v[j] for j in range(2)) - t[i]) ** 2 for i in range(3)) / 6
    found = assert_gradient(batch, squares, [X, list(v), list(t)], wrt=list(v), require_proof=True)
    assert found.status == "proved"
    with pytest.raises(AssertionError, match="differ"):
        assert_gradient(batch, 2 * squares, [X, list(v), list(t)], wrt=list(v))


def if_code(z):
    return z if z > 0 else 0 * z


def test_code_with_branches_is_only_compared_and_says_so():
    found = assert_gradient(if_code, Max(z, 0))
    assert found.status == "compared"
    assert not found.proved
    assert found.points == 32
    assert "only compared" in str(found)
    with pytest.raises(AssertionError, match="not proved"):
        assert_gradient(if_code, Max(z, 0), require_proof=True)
    with pytest.raises(AssertionError, match="differ at z = "):
        assert_gradient(if_code, z)


def test_code_that_swallows_errors_is_not_traced_along_the_wrong_way():
    def sly(z):
        try:
            return z if z > 0 else -z
        except Exception:
            return z

    with pytest.raises(AssertionError, match="differ"):
        assert_gradient(sly, z)


@pytest.mark.parametrize(
    "code, formula",
    [
        (lambda z: np.where(z > 0, 1.0, 0.01), Piecewise((1, z > 0), (sympy.Rational(1, 100), True))),
        (lambda z: np.maximum(z, 0), Max(z, 0)),
        (lambda z: 0.1 * z, z / 10),
        (lambda z: np.float64(0.5) * np.tanh(z), sympy.tanh(z) / 2),
        (lambda z: np.log1p(np.exp(z)) - np.logical_and(z > 1, z < 0), log(1 + exp(z))),
    ],
    ids=["where", "maximum", "decimal", "tanh", "conditions"],
)  # fmt: skip
def test_what_is_traced(code, formula):
    assert assert_gradient(code, formula).proved


@pytest.mark.parametrize(
    "code, formula, why",
    [
        (lambda z: math.exp(z), exp(z), "course"),
        (lambda z: z * (1 / 3), z / 3, "rounded"),
        (lambda z: z * np.isfinite(z), z, "isfinite"),
        (lambda z: z + float(round(z)) * 0, z, "course"),
    ],
    ids=["math", "rounded", "unknown function", "round"],
)
def test_what_is_only_compared(code, formula, why):
    found = assert_gradient(code, formula)
    assert found.status == "compared"
    assert why in found.reason


def test_floats_filled_into_an_array_are_compared():
    def filled(w):
        g = np.zeros(2)
        for i in range(2):
            g[i] = 2 * w[i]
        return g

    assert assert_gradient(filled, [2 * w1, 2 * w2], [[w1, w2]]).status == "compared"


def test_conditions_of_the_code_count():
    found = assert_gradient(lambda z: z / z, sympy.Integer(1), [z])
    assert found.status == "conditional"
    assert found.conditions == (sympy.Ne(z, 0),)
    with pytest.raises(AssertionError, match="holds only where"):
        assert_gradient(lambda z: z / z, sympy.Integer(1), [z], strict=True)


def test_a_guard_against_zero_is_a_difference():
    with pytest.raises(AssertionError, match="differ"):
        assert_gradient(lambda p: np.log(p + 1e-12), log(symbols("p", positive=True)))


def test_results_in_dicts_and_of_other_shapes():
    code = lambda w, b: {"w": 2 * w, "b": 2 * b}  # noqa: E731
    formula = {"w": [2 * w1, 2 * w2], "b": 2 * b}
    assert assert_gradient(code, formula, [[w1, w2], b]).proved
    with pytest.raises(AssertionError, match="a single number"):
        assert_gradient(lambda w: w, w1, [[w1, w2]])
    with pytest.raises(AssertionError, match="2 entries, the formula 1"):
        assert_gradient(lambda w: w, [w1], [[w1, w2]])


def test_a_derivative_of_the_formula_is_carried_out_when_compared():
    found = assert_gradient(lambda z: math.cos(z), Derivative(sympy.sin(z), z))
    assert found.digits >= 14


def test_parameters_without_a_symbol_are_told():
    with pytest.raises(TypeError, match="no symbol called q"):
        assert_gradient(lambda q: q, z)


def test_the_same_points_in_every_run():
    said = set()
    for _ in range(2):
        with pytest.raises(AssertionError) as caught:
            assert_gradient(if_code, z)
        said.add(str(caught.value))
    assert len(said) == 1
