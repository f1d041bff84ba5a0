"""Commands of packages mean what their longer spelling means."""

import pytest

from derive.readers.latex import parse_expression
from derive.readers.latex.show import show

SAME = {
    r"\dv{x} x^2": r"\frac{d}{d x} x^2",
    r"\dv{f}{x}": r"\frac{d f}{d x}",
    r"\dv[2]{f}{x}": r"\frac{d^{2} f}{d x^{2}}",
    r"\pdv{L}{q_i}": r"\frac{\partial L}{\partial q_i}",
    r"\pdv{f}{x}{y}": r"\frac{\partial^{2} f}{\partial x \partial y}",
    r"\pdv[2]{f}{x}": r"\frac{\partial^{2} f}{\partial x^{2}}",
    r"\qty(a + b) c": "(a + b) c",
    r"\abs{x} y": r"\lvert x \rvert y",
    r"\grad_w L": r"\nabla_w L",
    r"y \cancel{- y h} + 1": "y - y h + 1",
    r"\dv{\pdv{f}{x}}{y}": r"\frac{d \frac{\partial f}{\partial x}}{d y}",
}


@pytest.mark.parametrize(("short", "long"), SAME.items())
def test_a_shorthand_reads_as_its_spelling(short, long):
    assert show(parse_expression(short)) == show(parse_expression(long))


def test_a_document_that_defines_the_command_means_its_own():
    own = r"\newcommand{\dv}[1]{#1 + 1} \dv{x}"
    assert show(parse_expression(own)) == show(parse_expression("x + 1"))
