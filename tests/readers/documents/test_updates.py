"""Updates: steps of descent, steps of ascent where a text maximises, and other schemes."""

import pytest
from notes import displayed, found

SQUARES = (r"z = u_1 s_1 + u_2 s_2", r"E = (z - t)^2")
SLOPES = (
    r"\frac{\partial E}{\partial u_1} = 2 (z - t) s_1",
    r"\frac{\partial E}{\partial u_2} = 2 (z - t) s_2",
)
DOWN = "With a step size $\\eta > 0$ the loss gets smaller."
UP = "With a step size $\\eta > 0$ we maximize it."
SILENT = "A step size is $\\eta > 0$."

STEPS = {
    "a step": (DOWN, r"u_1 \leftarrow u_1 - \eta \cdot 2 (z - t) s_1", "proved"),
    "by the derivative": (
        DOWN,
        r"u_1 \leftarrow u_1 - \eta \frac{\partial E}{\partial u_1}",
        "proved",
    ),
    "turned around": (DOWN, r"u_1 \leftarrow u_1 + \eta \cdot 2 (t - z) s_1", "proved"),
    "in three terms": (
        DOWN,
        r"u_1 \leftarrow u_1 - \eta \cdot 2 z s_1 + \eta \cdot 2 t s_1",
        "proved",
    ),
    "up instead of down": (DOWN, r"u_1 \leftarrow u_1 + \eta \cdot 2 (z - t) s_1", "refuted"),
    "up by the derivative": (
        DOWN,
        r"u_1 \leftarrow u_1 + \eta \frac{\partial E}{\partial u_1}",
        "refuted",
    ),
    "up where it maximises": (UP, r"u_1 \leftarrow u_1 + \eta \cdot 2 (z - t) s_1", "proved"),
    "up by half, the two in the rate": (UP, r"u_1 \leftarrow u_1 + \eta (z - t) s_1", None),
    "up where nothing is said": (SILENT, r"u_1 \leftarrow u_1 + \eta \cdot 2 (z - t) s_1", None),
    "without a bracket": (DOWN, r"u_1 \leftarrow u_1 - \eta \cdot 2 z - t s_1", "refuted"),
    "another parameter": (DOWN, r"u_2 \leftarrow u_1 - \eta \cdot 2 (z - t) s_1", "refuted"),
    "another input": (DOWN, r"u_1 \leftarrow u_1 - \eta \cdot 2 (z - t) s_2", "refuted"),
    "momentum": (DOWN, r"u_1 \leftarrow u_1 + m", None),
    "momentum and slope": (DOWN, r"u_1 \leftarrow u_1 + \beta m - \eta (z - t) s_1", None),
    "a rule of another kind": (DOWN, r"u_1 \leftarrow u_1 + \eta \, t s_1", None),
    "decay": (DOWN, r"u_1 \leftarrow u_1 (1 - \eta) - \eta \cdot 2 (z - t) s_1", None),
}


@pytest.mark.parametrize(("words", "step", "expected"), STEPS.values(), ids=STEPS)
def test_the_last_step(words, step, expected):
    text = displayed(*SQUARES, *SLOPES) + "\n" + words + "\n" + displayed(step)
    assert found(text)[-1] == (expected or "update")
