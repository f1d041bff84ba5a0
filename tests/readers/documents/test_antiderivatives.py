r"""`\int f dx = F + C` says that F has f as derivative; other integrals are over all values."""

import pytest
from notes import checked, displayed, found

CLAIMS = {
    "a power": (r"\int x^2 \,dx = \frac{x^3}{3} + C", "proved"),
    "a power, wrong": (r"\int x^2 \,dx = \frac{x^3}{2}", "refuted"),
    "on the right": (r"\frac{x^3}{3} = \int x^2 \,dx", "proved"),
    "a parameter": (r"\int e^{a x}\,dx = \frac{1}{a} e^{a x} + C", "conditional"),
    "the parameter forgotten": (r"\int e^{a x}\,dx = e^{a x}", "refuted"),
    "by parts": (r"\int x e^x \,dx = x e^x - \int e^x \,dx", "proved"),
    "by parts, a wrong sign": (r"\int x e^x \,dx = x e^x + \int e^x \,dx", "refuted"),
    "a factor": (r"2 \int x \,dx = x^2", "proved"),
    "a factor with x": (r"x \int x \,dx = x^2", None),
    "only one name": (r"\int x \,dx = x", "refuted"),
    "the integrand is a name": (r"\int x \,dx = \frac{x^2}{2}", "proved"),
    "not everywhere": (r"\int \frac{1}{x} \,dx = \log |x| + C", "conditional"),
    "another variable": (r"\int y^2 \,dx = \frac{y^3}{3} + C", None),
    "limits": (r"\int_0^1 x \,dx = \frac{1}{2}", "unread"),
}


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS.values(), ids=CLAIMS)
def test_antiderivatives(claim, verdict):
    status = found(displayed(claim, before=r"Let $x, a \in \mathbb{R}$."))[-1]
    assert status == verdict if verdict else status not in ("proved", "conditional", "refuted")


def test_a_chain_goes_on():
    chain = r"\int 2 x \,dx = 2 \int x \,dx = x^2 + C"
    assert found(displayed(chain)) == ["proved", "proved"]
    assert found(displayed(chain.replace("x^2", "2 x^2")))[-1] != "proved"


def test_how_it_is_read_is_told():
    (outcome,) = checked(displayed(r"\int 2 x \,dx = x^2 + C"))
    assert any("antiderivatives" in note for note in outcome.step.notes)


def test_integrals_of_densities_are_none():
    claim = r"H(x) = -\int p(x) \log p(x) \,dx"
    again = r"H(x) = \int p(x) \log \frac{1}{p(x)} \,dx"
    for outcome in checked(displayed(claim, again)):
        assert not any("antiderivatives" in note for note in outcome.step.notes)


def test_an_operator_before_an_integral_is_no_factor():
    claim = r"\int \nabla_w f(x, w) \,dx = \nabla_w \int f(x, w) \,dx"
    assert found(displayed(claim))[0] in ("proved", "conditional")
    inner = r"\frac{d}{dx} \int x^2 \,dx = x^2"
    assert found(displayed(inner))[0] not in ("ill-formed", "refuted")
    for operator in (r"\nabla_x", r"\partial_x", r"\nabla"):
        (outcome,) = checked(displayed(rf"{operator} \int x^2 \,dx = x^2"))
        assert not any("antiderivatives" in note for note in outcome.step.notes)
