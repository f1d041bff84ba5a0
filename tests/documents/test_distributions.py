"""Expectations, divergences, integrals, and distributions written with one letter."""

import pytest
from last_relation import displayed_last

from derive.readers.documents import load

LATENT = r"""The evidence $p(x)$ of a model with a latent variable:

$$p(x, z) = p(x \mid z) p(z)$$
"""
BOUND = r"\mathbb{E}_{z \sim q(z \mid x)}\left[\log \frac{p(x, z)}{q(z \mid x)}\right]"
GAP = r"D_{KL}(q(z \mid x) \| p(z \mid x))"
POLICY = r"""$$J(\theta) := \mathbb{E}_{a \sim p(a \mid \theta)}[R]$$

$$H(\theta) := \int f(a) p(a \mid \theta) \, da$$
"""
SCORE = r"\nabla_\theta \log p(a \mid \theta)"
BARE = r"""$$\sum_u q(u \mid v) \log \frac{q(u \mid v)}{p(u)} = E\left[\log \frac{q(u \mid v)}{p(u)}\right]$$
"""
HIDDEN = r"""$$y := x^2 + 1$$
"""
ROWS = [
    (LATENT, rf"\log p(x) = {BOUND} + {GAP}", "conditional"),
    (LATENT, rf"\log p(x) = {BOUND} - {GAP}", "not proved"),
    (LATENT, rf"\log p(x) = {BOUND}", "not proved"),
    (LATENT, r"\log p(x) = E_{q(z \mid x)}[\log p(x)]", "conditional"),
    (LATENT, r"\log p(x) = E_{q(z \mid x)}[\log p(x \mid z)]", "not proved"),
    (LATENT, r"p(z \mid x) = \frac{p(x \mid z) p(z)}{p(x)}", "conditional"),
    (LATENT, r"p(z \mid x) = \frac{p(x \mid z) p(x)}{p(z)}", "not proved"),
    (LATENT, r"p(x) = \sum_z p(x \mid z) p(z)", "conditional"),
    (LATENT, r"p(x) = \sum_z p(z \mid x) p(z)", None),
    (LATENT, r"p(x, z) p(z) = p(x \mid z) p(z)", "not proved"),
    (LATENT, r"p(x \mid z) p(z) = p(z \mid x) p(x)", "conditional"),
    (
        LATENT,
        rf"{GAP} = \sum_z q(z \mid x) \log \frac{{q(z \mid x)}}{{p(z \mid x)}}",
        "conditional",
    ),
    (LATENT, rf"{GAP} = \sum_z p(z \mid x) \log \frac{{p(z \mid x)}}{{q(z \mid x)}}", "not proved"),
    (
        POLICY,
        rf"{SCORE} = \frac{{\nabla_\theta p(a \mid \theta)}}{{p(a \mid \theta)}}",
        "conditional",
    ),
    (POLICY, rf"\nabla_\theta J = E_{{a \sim p(a \mid \theta)}}[R {SCORE}]", "conditional"),
    (POLICY, rf"\nabla_\theta J = 2 E_{{a \sim p(a \mid \theta)}}[R {SCORE}]", "not proved"),
    (POLICY, rf"E_{{a \sim p(a \mid \theta)}}[R {SCORE}] = 0", "not proved"),
    (POLICY, rf"E_{{a \sim p(a \mid \theta)}}[{SCORE}] = 0", "conditional"),
    (POLICY, rf"\nabla_\theta H = \int f(a) p(a \mid \theta) {SCORE} \, da", "conditional"),
    (POLICY, rf"\nabla_\theta H = \int f(a) {SCORE} \, da", "not proved"),
    (POLICY, r"\int (c f(a) + g(a)) \, da = c \int f(a) \, da + \int g(a) \, da", "proved"),
    (POLICY, r"\int f(a) g(a) \, da = \left(\int f(a) \, da\right) g(a)", "not proved"),
    (BARE, r"E[\log q(u \mid v) - \log p(v)] = E[\log q(u \mid v)] - \log p(v)", "conditional"),
    (BARE, r"E[\log q(u \mid v) - \log p(u)] = E[\log q(u \mid v)] - \log p(u)", "not proved"),
    (HIDDEN, r"E_{x \sim p(x \mid c)}[y] = y", "not proved"),
    (
        HIDDEN,
        r"E_{x \sim p(x \mid c)}[a f(x) + b] = a E_{x \sim p(x \mid c)}[f(x)] + b",
        "conditional",
    ),
    (HIDDEN, r"E_{x \sim p(x \mid c)}[x_i] = x_i", "not proved"),
    (HIDDEN, r"\log \prod_{s \in D} p(s; t) = \sum_{s \in D} \log p(s; t)", "conditional"),
    (HIDDEN, r"\sum_{s \in D} p(s; t) = 1", "not proved"),
    (HIDDEN, r"\sum_{s \in D} f(s) = \sum_{s \in E} f(s)", "not proved"),
    (HIDDEN, r"\int_0^1 x \, dx = \frac{1}{2}", "not refuted"),
    (HIDDEN, r"\int x \, dx = \frac{x^2}{2}", "proved"),
    (HIDDEN, r"\int x \, dx = x^2", "refuted"),
    (HIDDEN, r"\sum_{k'=1}^K a_{k'} = \sum_{k=1}^K a_k", "proved"),
]


@pytest.mark.parametrize(("given", "row", "expected"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, expected, tmp_path):
    outcome = displayed_last(tmp_path, given, row, time_limit=30.0)
    verdict = outcome.verdict
    if expected is None:
        assert outcome.step.kind == "definition", "a model of the author's own"
    elif expected == "not refuted":
        assert verdict is None or verdict.status in ("unknown", "unread")
    elif expected == "not proved":
        assert verdict is not None
        assert verdict.status not in ("proved", "conditional", "refuted")
    else:
        assert verdict is not None
        assert verdict.status == expected, verdict.reason


def test_what_is_taken_for_granted_is_told(tmp_path):
    file = tmp_path / "told.md"
    file.write_text(LATENT + f"\n$$\\log p(x) = {BOUND} + {GAP}$$\n", encoding="utf-8")
    messages = [d.message for d in load(file).diagnostics]
    assert "assumed: p(x | z) is taken to be p(x, z)/p(z)" in messages
    assert "assumed: q(z | x) is taken to add up to 1 over the values of z" in messages


SCORES = r"""The score is $\nabla_\theta \log p(x \mid \theta)$.
"""
GRADIENTS = [
    (
        r"E_{p(x \mid \theta)}[\nabla \log p(x \mid \theta)] = \int \nabla p(x \mid \theta) \, dx",
        True,
    ),
    (r"\nabla \int p(x \mid \theta) \, \mathrm{d}x = \nabla 1", True),
    (r"\int \nabla p(x \mid \theta) \, dx = 1", False),
    (r"\int x \nabla p(x \mid \theta) \, dx = \int \nabla p(x \mid \theta) \, dx", False),
    (r"\int H_{p(x \mid \theta)} p(x \mid \theta) \, dx = H_{p(x \mid \theta)}", False),
    (r"E_{p(x \mid \theta)}[H_{p(x \mid \theta)}] = H_{p(x \mid \theta)}", False),
]


@pytest.mark.parametrize(("row", "holds"), GRADIENTS, ids=[row for row, _ in GRADIENTS])
def test_gradients_by_the_one_variable_that_is_ever_written(row, holds, tmp_path):
    verdict = displayed_last(tmp_path, SCORES, row, time_limit=30.0).verdict
    assert verdict is not None
    assert (verdict.status in ("proved", "conditional")) == holds, verdict.reason
    assert verdict.status != "refuted"
