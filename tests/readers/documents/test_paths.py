"""A partial derivative over several paths has two readings; d/ds, and one path, have one."""

import pytest
from notes import checked, displayed, found
from sympy import Derivative

from derive import Model, carry_out, check

BEFORE = r"Let $s, a, b, x, y \in \mathbb{R}$."
SQUARE = ("u := s^2", "r := u + s")
SKIP = (r"m := \tanh(a x)", "o := m + x", r"L := \frac{1}{2} (o - y)^2")
STEPS = ("h_1 := a x", "h_2 := b h_1 + a y", "h_3 := b h_2 + a s")
SINGLE = ("z := a x + b", r"c := \frac{1}{2} (z - y)^2")
COLUMNS = (
    r"A \in \mathbb{R}^{n \times d}, \mathbf{v} \in \mathbb{R}^d",
    r"\mathbf{p} := A \mathbf{v}",
    r"q := \mathbf{p}^\top \mathbf{p} + \mathbf{v}^\top \mathbf{v}",
)

CLAIMS = [
    # One input is all there is: d is there for the total derivative, ∂ leaves both open.
    (SQUARE, r"\frac{\partial r}{\partial s} = 1", "ambiguous"),
    (SQUARE, r"\frac{\partial r}{\partial s} = 2 s + 1", "ambiguous"),
    (SQUARE, r"\frac{\partial r}{\partial s} = 2 s", "refuted"),
    (SQUARE, r"\partial_s r = 1", "ambiguous"),
    (SQUARE, r"\frac{d r}{d s} = 2 s + 1", "proved"),
    (SQUARE, r"\frac{d r}{d s} = 1", "refuted"),
    (SQUARE, r"\frac{\mathrm{d} r}{\mathrm{d} s} = 1", "refuted"),
    (SQUARE, r"\nabla_s r = 2 s + 1", "proved"),
    (SQUARE, r"\frac{\partial r}{\partial u} = 1", "proved"),
    (SQUARE, r"\frac{\partial u}{\partial s} = 2 s", "proved"),
    # The claim differentiates what would be held fixed.
    (SQUARE, r"\frac{\partial r}{\partial s} = \frac{\partial u}{\partial s} + 1", "proved"),
    (SQUARE, r"\frac{\partial r}{\partial s} = \frac{\partial u}{\partial s}", "refuted"),
    # d and ∂ of the same: the one is total, the other explicit.
    (
        SQUARE,
        r"\frac{dr}{ds} = \frac{\partial r}{\partial s}"
        r" + \frac{\partial r}{\partial u} \frac{du}{ds}",
        "proved",
    ),
    (SQUARE, r"\frac{dr}{ds} = \frac{\partial r}{\partial s}", "refuted"),
    # With further inputs ∂ is the sign of the derivative through every path.
    (SKIP, r"\frac{\partial L}{\partial x} = (o - y)(1 + a (1 - m^2))", "proved"),
    (SKIP, r"\frac{\partial L}{\partial x} = (o - y)(1 - a (1 - m^2))", "refuted"),
    (SKIP, r"\frac{\partial L}{\partial x} = o - y", "ambiguous"),
    (SKIP, r"\frac{dL}{dx} = o - y", "refuted"),
    (STEPS, r"\frac{\partial h_3}{\partial a} = b \frac{\partial h_2}{\partial a} + s", "proved"),
    (STEPS, r"\frac{\partial h_3}{\partial a} = b \frac{\partial h_2}{\partial a} + y", "refuted"),
    (STEPS, r"\frac{\partial h_3}{\partial a} = s", "ambiguous"),
    (STEPS, r"\frac{\partial h_3}{\partial a} = b", "refuted"),
    # One path: nothing to tell apart.
    (SINGLE, r"\frac{\partial c}{\partial a} = (z - y) x", "proved"),
    (SINGLE, r"\frac{\partial c}{\partial a} = z - y", "refuted"),
    # Columns and their entries.
    (
        COLUMNS,
        r"\frac{\partial q}{\partial \mathbf{v}} = 2 A^\top \mathbf{p} + 2 \mathbf{v}",
        "proved",
    ),
    (COLUMNS, r"\frac{\partial q}{\partial \mathbf{v}} = 2 \mathbf{v}", "ambiguous"),
    (COLUMNS, r"\frac{\partial q}{\partial v_j} = 2 v_j", "ambiguous"),
    (COLUMNS, r"\frac{\partial q}{\partial \mathbf{v}} = 2 A^\top \mathbf{p}", "refuted"),
]


@pytest.mark.parametrize(("given", "claim", "status"), CLAIMS, ids=[c[1] for c in CLAIMS])
def test_paths(given, claim, status):
    assert found(displayed(*given, claim, before=BEFORE))[-1] == status


def test_both_readings_are_named():
    claim = r"\frac{\partial r}{\partial s} = 1"
    verdict = checked(displayed(*SQUARE, claim, before=BEFORE))[-1].verdict
    assert verdict.readings == (
        ("Derivative(r, s) also through u", "refuted"),
        ("Derivative(r, s) with u held fixed", "proved"),
    )
    assert verdict.suggestion == "true if meant as Derivative(r, s) with u held fixed"


def test_what_is_proved_through_every_path_says_so():
    claim = r"\frac{\partial L}{\partial x} = (o - y)(1 + a (1 - m^2))"
    verdict = checked(displayed(*SKIP, claim, before=BEFORE))[-1].verdict
    assert "read as Derivative(L, x) also through m" in verdict.notes


def test_models_have_the_same_readings():
    with Model("paths") as m:
        s = m.symbol("s")
        r = m.define("r", m.define("u", s**2) + s)
        for value in (1, 2 * s + 1, 2 * s):
            m.claim(Derivative(r, s), value)
        m.derive(r, s, expect=2 * s + 1)
    outcomes = check(carry_out(m.problem())).outcomes
    statuses = {o.step.id: o.verdict.status for o in outcomes}
    assert [statuses[f"statement-{k}.1"] for k in (1, 2, 3)] == [
        "ambiguous",
        "ambiguous",
        "refuted",
    ]
    assert {v for k, v in statuses.items() if not k.startswith("statement")} == {"proved"}
