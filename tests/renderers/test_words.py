"""Prose that quotes mathematics, and characters that a terminal lacks."""

import io

import pytest
from renderers.test_faces import report

from derive.renderers import terminal
from derive.renderers.fallback import spell_out, spelled_out
from derive.renderers.quoted import in_latex, in_unicode

QUOTED = [
    ("definition of h[1]", "definition of h₁", "definition of $h_1$"),
    ("0 < sigma(z) < 1", "0 < σ(z) < 1", r"$0 < \sigma(z) < 1$"),
    ("exp(-z) > 0", "e⁻ᶻ > 0", "$e^{-z} > 0$"),
    ("in terms of a", "in terms of a", "in terms of $a$"),
    ("derivative of a constant", "derivative of a constant", "derivative of a constant"),
    ("the form (a − y)x_i of it", "the form (a − y)xᵢ of it", "the form $(a - y)x_i$ of it"),
    ("the factor 1 − a² is", "the factor 1 − a² is", "the factor $1 - a^{2}$ is"),
    ("x != 0 declared", "x ≠ 0 declared", r"$x \ne 0$ declared"),
    ("A 2-2-1 network", "A 2-2-1 network", "A 2-2-1 network"),
    ("so Derivative(L, a) is", "so ∂L/∂a is", r"so $\partial L/\partial a$ is"),
    ("rate alpha", "rate α", r"rate $\alpha$"),
    ("50% & #1 for $5", "50% & #1 for $5", r"50\% \& \#1 for \$5"),
]


@pytest.mark.parametrize(("plain", "shown", "typeset"), QUOTED, ids=[row[0] for row in QUOTED])
def test_prose_prints_what_it_quotes(plain, shown, typeset):
    assert in_unicode(plain) == shown
    assert in_latex(plain) == typeset


SPELLED = [
    ("∂L/∂w₁ ≠ 0", "dL/dw_1 != 0"),
    ("e⁻ᶻ/(1 + e⁻ᶻ)²", "e^(-z)/(1 + e^(-z))^2"),
    ("wᵢⱼ := wᵢⱼ − α½", "w_ij := w_ij - alpha1/2"),
    ("ŷ · √x", "y_hat * sqrtx"),
    ("├─ ✓ └─ ✗", "|- ok `- X"),
]


@pytest.mark.parametrize(("text", "ascii"), SPELLED)
def test_characters_are_spelled_out(text, ascii):
    assert spelled_out(text) == ascii


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-8"])
@pytest.mark.parametrize("name", ["logistic_regression", "two_layer_network", "faulty_coin"])
def test_any_terminal_can_print_it(name, encoding):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    of = report(name)
    terminal.show(of.derivation, of, stream=stream, width=80)
    stream.flush()
    text = raw.getvalue().decode(encoding)
    questions = [line for line in text.splitlines() if "?" in line]
    assert questions == []
    assert ("✓" in text) == (encoding == "utf-8")


def test_a_stream_that_cannot_be_told_is_left_alone():
    spell_out(io.StringIO())
