"""Fractions as derivatives, and how far operators may reach in a sum."""

import pytest

from derive.readers.latex import as_differential, extended, open_terms, parse_expression, show
from derive.readers.latex.differentials import LETTERS, regrouped
from derive.readers.latex.scopes import is_operator

DELTA = LETTERS | {"\\delta"}

DIFFERENTIALS = [
    (r"\frac{dz}{dx}", "z", "x"),
    (r"\frac{d}{dx}", None, "x"),
    (r"\frac{dL(a,y)}{dw_i}", "L(a, y)", "w_i"),
    (r"\frac{\partial^2 L}{\partial w_i \partial w_j}", "L", "w_i, w_j"),
    (r"\frac{d^2 f}{dx^2}", "f", "x^2"),
    (r"\frac{d^2f}{dxdy}", "f", "x, y"),
    (r"\frac{d(a^T \beta)}{d\beta}", r"(a^T \beta)", r"\beta"),
    (r"{\partial \xi}/{\partial w_{h}}", r"\xi", "w_h"),
    (r"\frac{\mathrm{d}y}{\text{d}x}", "y", "x"),
    (r"\frac{\delta L}{\delta a}", "L", "a"),
    (r"\frac{\partial}{\partial \mathbf{w}}", None, r"\mathbf{w}"),
    (r"\frac{\partial J}{\partial \theta^{(l)}}", "J", r"\theta^{(l)}"),
]


@pytest.mark.parametrize("source, of, by", DIFFERENTIALS)
def test_derivatives(source, of, by):
    found = as_differential(parse_expression(source), DELTA)
    assert found is not None
    assert (show(found.of) if found.of is not None else None) == of
    orders = [
        show(name) + (f"^{show(order)}" if show(order) != "1" else "") for name, order in found.by
    ]
    assert ", ".join(orders) == by


@pytest.mark.parametrize(
    "source", [r"\frac{1}{db}", r"\frac{d}{2}", r"\frac{d \cdot f}{dx}", r"\frac{dy}{x}", "dx"]
)
def test_other_fractions(source):
    assert as_differential(parse_expression(source)) is None


def test_letters_are_the_authors_choice():
    assert as_differential(parse_expression(r"\frac{\delta L}{\delta a}")) is None


@pytest.mark.parametrize(
    "source, reading",
    [
        (r"dy/dx \cdot df/dz", r"\frac{dy}{dx} \cdot \frac{df}{dz}"),
        (r"2 \partial L / \partial w_i x", r"2 \frac{\partial L}{\partial w_i} x"),
        (r"\partial L/\partial u\partial v", r"\frac{\partial L}{\partial u \partial v}"),
        (r"a/b dx", r"a / b dx"),
    ],
)
def test_derivatives_on_one_line(source, reading):
    assert show(regrouped(parse_expression(source))) == reading


@pytest.mark.parametrize(
    "source, at, count, readings",
    [
        (r"\frac{d}{dw} a w + b + c", 0, 1, [r"\frac{d}{dw} (a w + b) + c"]),
        (r"c - \sum_i a_i + b_i", 1, 1, [r"c - \sum_i (a_i + b_i)"]),
        (
            r"\sum_i \sum_j a + b",
            0,
            1,
            [r"\sum_i \sum_j (a + b)", r"\sum_i (\sum_j a + b)"],
        ),
        (r"\nabla_w f - g", 0, 1, [r"\nabla_w(f - g)"]),
        (r"a x + b", 0, 1, []),
    ],
)
def test_wider_scopes(source, at, count, readings):
    tree = parse_expression(source)
    assert [show(each) for each in extended(tree, at, count)] == readings
    assert open_terms(tree) == ((at,) if readings else ())


def test_operators():
    for source in (r"\frac{d}{dx}", r"\nabla", r"\nabla_w", r"\nabla^2", r"\partial_x"):
        assert is_operator(parse_expression(source))
    for source in (r"\frac{dy}{dx}", "d_i", "x"):
        assert not is_operator(parse_expression(source))
