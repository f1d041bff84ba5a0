"""What `derive init` proposes is read where it is pasted, and makes no verdict worse."""

from pathlib import Path

import pytest

from derive.checker import check
from derive.readers.documents import load, propose

GOOD = {"proved", "conditional"}
BAD = {"refuted", "ill-formed", "unread"}

DOCUMENTS = {
    "the identity": "Let $A \\in \\mathbb{R}^{n\\times n}$.\n\n$$A I = A$$\n",
    "a bold one": "Let $x \\in \\mathbb{R}^n$.\n\n$$\\mathbf{1}^T x = \\sum_{i=1}^n x_i$$\n",
    "numbers of their own": "$$e^{x} e^{y} = e^{x + y}$$\n\n$$\\sin(\\pi + z) = -\\sin z$$\n",
    "a star": "$$w^* + w^* = 2 w^*$$\n",
    "a value at a place": "$$f(x) = x^2$$\n\n$$f(1) + f(1) = 2$$\n",
    "a condition": "$$p(x \\mid \\mu) = e^{-x\\mu}$$\n\n$$\\ln p(x \\mid \\mu) = -x\\mu$$\n",
    "members": "$$J = \\sum_{i=1}^N (y_i - a_i)^2$$\n\n"
    "$$\\frac{\\partial J}{\\partial a_i} = -2 (y_i - a_i)$$\n",
    "matrices": "$$f(w) = w^T A w$$\n\n$$\\nabla_w f = (A + A^T) w$$\n",
}

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def statuses(path):
    report = check(load(path), time_limit=10)
    assert "declaration-not-read" not in {d.code for d in report.derivation.diagnostics}
    found = list(report.outcomes)
    return [
        (o.verdict or o.step.finding).status if o.verdict or o.step.finding else "" for o in found
    ]


def stays(tmp_path, text):
    before, after = tmp_path / "before.md", tmp_path / "after.md"
    before.write_text(text, encoding="utf-8")
    proposed = propose(before)
    after.write_text(f"<!-- derive:\n{proposed}\n-->\n\n{text}", encoding="utf-8")
    pairs = list(zip(statuses(before), statuses(after), strict=True))
    assert pairs
    assert not [pair for pair in pairs if pair[0] in GOOD and pair[1] in BAD]
    return proposed


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_what_is_proposed_can_be_pasted(tmp_path, text):
    stays(tmp_path, text)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the documents are not part of the project")
@pytest.mark.parametrize("seed", ["000", "001", "002"])
def test_what_is_proposed_for_a_seed_can_be_pasted(tmp_path, seed):
    assert "let" in stays(tmp_path, (SEEDS / f"{seed}.md").read_text(encoding="utf-8"))


def test_what_has_a_fixed_meaning_is_not_proposed(tmp_path):
    assert "let I" not in stays(tmp_path, DOCUMENTS["the identity"])
    assert "let e" not in stays(tmp_path, DOCUMENTS["numbers of their own"])
    assert r"\pi" not in stays(tmp_path, DOCUMENTS["numbers of their own"])


def test_a_star_stays_a_star(tmp_path):
    proposed = stays(tmp_path, DOCUMENTS["a star"])
    assert "w^*" in proposed
    assert "star" not in proposed


@pytest.mark.parametrize("case", ["a value at a place", "a condition", "members"])
def test_names_that_the_reader_made_are_not_proposed(tmp_path, case):
    proposed = stays(tmp_path, DOCUMENTS[case])
    assert "|" not in proposed
    assert "_given_" not in proposed
    assert "_values" not in proposed
