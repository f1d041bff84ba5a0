"""Layers and times of any number: what one of them says of itself is judged, and nothing further.

A document that defines a layer by the one before it may state how errors pass through any layer.
Rows are the last relation of a document; what is wrong by a transpose, a layer, a sign or a way
that is left out is never proved, and neither is what is right of errors that pass through several.
"""

import pytest
from last_relation import displayed_last

from derive.readers.documents import load

LAYERS = r"""For $l = 1, \dots, L$ let

$$u^{[l]} = M^{[l]} g^{[l-1]} + c^{[l]}$$
$$g^{[l]} = \sigma(u^{[l]})$$

with $M^{[l]} \in \mathbb{R}^{n_l \times n_{l-1}}$ and $c^{[l]} \in \mathbb{R}^{n_l}$.

$$E = \frac{1}{2} \|g^{[L]} - y\|^2$$
$$r^{[l]} = \frac{\partial E}{\partial u^{[l]}}$$
"""
ENTRIES = r"""The outputs of layer $l$ are

$$g^l_j = \phi\left( \sum_k v^l_{jk} g^{l-1}_k + c^l_j \right)$$

where $\phi(t) = \tanh(t)$.  With $u^l_j = \sum_k v^l_{jk} g^{l-1}_k + c^l_j$ they are
$g^l_j = \phi(u^l_j)$.

$$E = \frac{1}{2} \sum_j (g^L_j - y_j)^2$$
$$r^l_j := \frac{\partial E}{\partial u^l_j}$$
"""
BOTH = r"""The outputs of layer $l$ are

$$g^l_j = \sigma\left( \sum_k v^l_{jk} g^{l-1}_k + c^l_j \right)$$

or $g^l = \sigma(u^l)$ with $u^l \equiv v^l g^{l-1} + c^l$.

$$E = \frac{1}{2} \sum_j (g^L_j - y_j)^2$$

Let $r^l_j \equiv \frac{\partial E}{\partial u^l_j}$.
"""
STATES = r"""A state is updated at each step:

$$s_t = w s_{t-1} + v x_t$$

$$E = \sum_{t=1}^T (s_t - y_t)^2$$
"""
SQUARES = r"""From any number $q_0 \in \mathbb{R}$ on, $t = 0, 1, \dots, T$:

$$q_{t+1} = q_t^2$$
"""
TIMES = r"""Let $s_t \in \mathbb{R}^n$ and $x_t \in \mathbb{R}^d$ for $t = 1, \dots, T$ with

$$u_t = A s_{t-1} + B x_t$$
$$s_t = \tanh(u_t)$$

where $A \in \mathbb{R}^{n \times n}$ and $B \in \mathbb{R}^{n \times d}$.  The output is

$$p_t = Q s_t$$

and the loss $E = \sum_{t=1}^T e_t$ with

$$e_t = \frac{1}{2} \|p_t - y_t\|^2$$
"""
BACK = r"""At step $t$ the state and the output are

$$h_t = w h_{t-1} + r p_{t-1}$$
$$p_t = q h_t$$
"""
ROWS = [
    (LAYERS, r"r^{[L]} = (g^{[L]} - y) \odot \sigma'(u^{[L]})", False),
    (LAYERS, r"r^{[L]} = (y - g^{[L]}) \odot \sigma'(u^{[L]})", False),
    (LAYERS, r"r^{[l]} = (M^{[l+1]T} r^{[l+1]}) \odot \sigma'(u^{[l]})", False),
    (LAYERS, r"r^{[l]} = (M^{[l+1]} r^{[l+1]}) \odot \sigma'(u^{[l]})", False),
    (LAYERS, r"r^{[l]} = (M^{[l+1]T} r^{[l+1]}) \odot \sigma'(u^{[l+1]})", False),
    (LAYERS, r"r^{[l]} = (M^{[l+1]T} r^{[l]}) \odot \sigma'(u^{[l]})", False),
    (LAYERS, r"r^{[l]} = -(M^{[l+1]T} r^{[l+1]}) \odot \sigma'(u^{[l]})", False),
    (LAYERS, r"\frac{\partial E}{\partial M^{[l]}} = r^{[l]} g^{[l-1]T}", False),
    (LAYERS, r"\frac{\partial E}{\partial M^{[l]}} = r^{[l]} g^{[l]T}", False),
    (LAYERS, r"\frac{\partial E}{\partial c^{[l]}} = r^{[l]}", False),
    (LAYERS, r"\frac{\partial E}{\partial c^{[l]}} = r^{[l+1]}", False),
    (LAYERS, r"\frac{\partial E}{\partial u^{[l]}} = 0 r^{[l]}", False),
    (ENTRIES, r"r^L_j = (g^L_j - y_j) \phi'(u^L_j)", False),
    (ENTRIES, r"r^l_j = \sum_k v^{l+1}_{kj} r^{l+1}_k \phi'(u^l_j)", False),
    (ENTRIES, r"r^l_j = \sum_k v^{l+1}_{jk} r^{l+1}_k \phi'(u^l_j)", False),
    (ENTRIES, r"\frac{\partial E}{\partial v^l_{jk}} = g^{l-1}_k r^l_j", False),
    (ENTRIES, r"\frac{\partial E}{\partial v^l_{jk}} = g^{l-1}_j r^l_k", False),
    (BOTH, r"r^L = (g^L - y) \odot \sigma'(u^L)", False),
    (BOTH, r"r^L = (y - g^L) \odot \sigma'(u^L)", False),
    (BOTH, r"r^l = ((v^{l+1})^T r^{l+1}) \odot \sigma'(u^l)", False),
    (BOTH, r"r^l = (v^{l+1} r^{l+1}) \odot \sigma'(u^l)", False),
    (BOTH, r"\frac{\partial E}{\partial v^l_{jk}} = g^{l-1}_k r^l_j", False),
    (BOTH, r"\frac{\partial E}{\partial v^l_{jk}} = g^{l-1}_j r^l_k", False),
    (BACK, r"\frac{\partial h_t}{\partial h_{t-1}} = w", False),
    (BACK, r"\frac{\partial h_t}{\partial p_{t-1}} = r", True),
    (BACK, r"\frac{\partial h_t}{\partial r} = p_{t-1}", False),
    (BACK, r"\frac{\partial p_t}{\partial h_t} = q", True),
    (STATES, r"\frac{\partial s_t}{\partial s_{t-1}} = w", True),
    (STATES, r"\frac{\partial s_t}{\partial s_{t-1}} = v", False),
    (STATES, r"\frac{\partial s_{t+1}}{\partial s_{t-1}} = w^2", False),
    (SQUARES, r"|q_{t+1}| = q_{t+1}", True),
    (SQUARES, r"|q_t| = q_t", False),
    (STATES, r"\frac{\partial s_t}{\partial s_{t-2}} = 2w", False),
    (
        STATES,
        r"\frac{\partial s_t}{\partial w} = s_{t-1} + w \frac{\partial s_{t-1}}{\partial w}",
        True,
    ),
    (STATES, r"\frac{\partial s_t}{\partial w} = s_{t-1}", False),
    (STATES, r"\frac{\partial s_t}{\partial w} = s_{t-1} + w s_{t-2}", False),
    (STATES, r"\frac{\partial s_t}{\partial v} = x_t + w x_{t-1}", False),
    (
        STATES,
        r"\frac{\partial E}{\partial s_t} = w \frac{\partial E}{\partial s_{t+1}}",
        False,
    ),
    (TIMES, r"\frac{\partial s_t}{\partial x_t} = \mathrm{diag}(1 - s_t^2) B", True),
    (TIMES, r"\frac{\partial s_t}{\partial x_t} = \mathrm{diag}(1 - s_t) B", False),
    (TIMES, r"\frac{\partial e_t}{\partial s_t} = Q^T (p_t - y_t)", True),
    (TIMES, r"\frac{\partial e_t}{\partial s_t} = Q (p_t - y_t)", False),
    (
        TIMES,
        r"\frac{\partial E}{\partial s_t} = A^T \left( \frac{\partial E}{\partial s_{t+1}} \odot"
        r" (1 - s_{t+1} \odot s_{t+1}) \right) + Q^T \frac{\partial E}{\partial p_t}",
        False,
    ),
    (
        TIMES,
        r"\frac{\partial E}{\partial s_t} = A^T \left( \frac{\partial E}{\partial s_{t+1}} \odot"
        r" (1 - s_{t+1} \odot s_{t+1}) \right)",
        False,
    ),
    (TIMES, r"\frac{\partial E}{\partial s_t} = Q^T \frac{\partial E}{\partial p_t}", False),
]


@pytest.mark.parametrize(("given", "row", "holds"), ROWS, ids=[row for _, row, _ in ROWS])
def test_the_last_relation(given, row, holds, tmp_path):
    verdict = displayed_last(tmp_path, given, row).verdict
    if holds:
        assert verdict is not None
        assert verdict.status == "proved", verdict.reason
    else:
        assert verdict is None or verdict.status not in ("proved", "conditional")


def test_what_follows_for_other_layers_is_no_relation_of_the_document(tmp_path):
    file = tmp_path / "last.md"
    file.write_text(LAYERS, encoding="utf-8")
    steps = [s for section in load(file).sections for s in section.steps]
    assert [s.id for s in steps] == [f"relation-{k}" for k in range(1, 5)]
