"""Primes differentiate by a function's slot, and what is differentiated by keeps no late value."""

import pytest
from notes import displayed, found

F = (r"f(t) := 2t + \alpha", r"z := f(\alpha) / w^2")
G = (r"g(t) := t^2 \beta", r"\beta := \alpha^3", r"u := g'(\alpha) + \alpha")
K = (r"k(s, t) := s t \alpha",)
H = (r"h(x) := P", r"P := x^2 + 3 x")

PRIMES = {
    "the formula holds the argument": (F, r"f'(\alpha) = 2", "proved"),
    "by every path": (F, r"f'(\alpha) = 3", "refuted"),
    "a chain without the other path": (
        F,
        r"\frac{dz}{d\alpha} = \frac{f'(\alpha)}{w^2}",
        "refuted",
    ),
    "the whole chain": (F, r"\frac{dz}{d\alpha} = \frac{f'(\alpha) + 1}{w^2}", "conditional"),
    "through a definition": (G, r"g'(\alpha) = 2 \alpha^4", "proved"),
    "through a definition, every path": (G, r"g'(\alpha) = 5 \alpha^4", "refuted"),
    "twice": (G, r"g''(\alpha) = 2 \alpha^3", "proved"),
    "twice, every path": (G, r"g''(\alpha) = 20 \alpha^3", "refuted"),
    "of a slope": (G, r"\frac{\partial u}{\partial \alpha} = 8 \alpha^3 + 1", "proved"),
    "a slope is not held fixed": (G, r"\frac{\partial u}{\partial \alpha} = 1", "refuted"),
    "a gradient": (F, r"\nabla f(\alpha) = 2", "proved"),
    "a gradient by every path": (F, r"\nabla f(\alpha) = 3", "refuted"),
    "a gradient by two slots": (K, r"\nabla k(\alpha, b) = [\alpha b, \alpha^2]^T", "proved"),
    "by two slots, every path": (K, r"\nabla k(\alpha, b) = [2\alpha b, \alpha^2]^T", "refuted"),
    "the argument hidden in the formula": (H, "h'(x) = 2 x + 3", "proved"),
    "the hidden argument forgotten": (H, "h'(x) = 0", "condition"),
}


@pytest.mark.parametrize(("given", "claim", "verdict"), PRIMES.values(), ids=PRIMES)
def test_a_prime_is_the_derivative_by_the_slot(given, claim, verdict):
    assert found(displayed(*given, claim))[-1] == verdict


def test_a_value_for_what_is_differentiated_by_holds_from_there_on():
    loss = (r"J := (w - 1)^2 + x", "J = x", r"\frac{dJ}{dw} = 2 (w - 1)", "w = 1", "J = x")
    text = displayed(*loss, before="# One") + "\n# Two\n" + displayed("J = x")
    kinds = ["definition", "refuted", "proved", "assumption", "proved", "refuted"]
    assert found(text) == kinds
