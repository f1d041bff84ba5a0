"""Quantities that are named after the definition whose part they are."""

import pytest
from notes import checked, displayed, found

NAMED = r"Let $s = v u + c$."
MODEL = (r"q = \tanh(v u + c)", r"E = \frac12 (q - r)^2")

CLAIMS = {
    "slope": (r"\frac{\partial q}{\partial s} = 1 - q^2", "proved"),
    "slope, sign": (r"\frac{\partial q}{\partial s} = 1 + q^2", "refuted"),
    "through another": (r"\frac{\partial E}{\partial s} = (q - r)(1 - q^2)", "proved"),
    "through another, not squared": (r"\frac{\partial E}{\partial s} = (q - r)(1 - q)", "refuted"),
    "chain": (
        r"\frac{\partial E}{\partial v} = \frac{\partial E}{\partial q}"
        r" \frac{\partial q}{\partial s} \frac{\partial s}{\partial v}",
        "proved",
    ),
    "chain, another end": (
        r"\frac{\partial E}{\partial v} = \frac{\partial E}{\partial q}"
        r" \frac{\partial q}{\partial s} \frac{\partial s}{\partial c}",
        "refuted",
    ),
}


@pytest.mark.parametrize(("claim", "verdict"), CLAIMS.values(), ids=CLAIMS)
def test_a_quantity_stands_for_the_part_that_it_is_defined_as(claim, verdict):
    assert found(displayed(*MODEL) + f"\n{NAMED}\n" + displayed(claim))[-1] == verdict


def test_that_is_told():
    outcome = checked(displayed(*MODEL) + f"\n{NAMED}\n" + displayed(CLAIMS["slope"][0]))[-1]
    assert any("q is taken to be tanh(s)" in note for note in outcome.step.notes)


@pytest.mark.parametrize(
    "other", [r"Let $s = v u - c$.", r"Let $s = u v + c$.", "Here $s$ is new."]
)
def test_another_part_is_none(other):
    for claim, _ in CLAIMS.values():
        text = displayed(*MODEL) + f"\n{other}\n" + displayed(claim)
        assert found(text)[-1] not in ("proved", "refuted")


FAMILY = (r"q_i = \tanh(\mathbf{v}^T \mathbf{u}_i)", r"E = \sum_{i=1}^N (q_i - r_i)^2")
MEMBERS = {
    "of one": (r"\frac{\partial q_i}{\partial s_i} = 1 - q_i^2", "proved"),
    "of another": (r"\frac{\partial q_i}{\partial s_i} = 1 - q_i", "refuted"),
    "of all": (r"\frac{\partial E}{\partial s_k} = 2 (q_k - r_k) (1 - q_k^2)", "proved"),
    "of all, halved": (r"\frac{\partial E}{\partial s_k} = (q_k - r_k) (1 - q_k^2)", "refuted"),
}


@pytest.mark.parametrize(("claim", "verdict"), MEMBERS.values(), ids=MEMBERS)
def test_members_stand_for_parts_of_members(claim, verdict):
    named = r"Let $s_j = \mathbf{v}^T \mathbf{u}_j$."
    assert found(displayed(*FAMILY) + f"\n{named}\n" + displayed(claim))[-1] == verdict


def test_a_part_that_is_defined_anew_does_not_take_the_whole_with_it():
    anew = "\n# Two\n\nLet $s = v u$.\n" + displayed(r"q^2 = \tanh(v u)^2")
    for claim, _ in CLAIMS.values():
        text = "# One\n\n" + displayed(*MODEL) + f"\n{NAMED}\n" + displayed(claim)
        assert found(text + anew)[-1] not in ("proved", "conditional")
