"""Certificates that use what earlier chains proved: replayed whole, rejected when edited."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from derive.calculus import carry_out
from derive.checker import check, evidence
from derive.checker.lemmas import Lemmas
from derive.model.data import term_data
from derive.model.derivation import Outcome
from derive.model.relation import Relation
from derive.model.term import number
from derive.model.verdict import Verdict
from derive.readers.python_file import load
from derive.replay import Rejected, replay
from derive.shells.library import find


@pytest.fixture(scope="module")
def certificate() -> dict[str, Any]:
    """The update of a weight, by way of the gradient that was worked out before it."""
    entry = find("tanh-neuron")
    assert entry is not None
    report = evidence.with_evidence(check(carry_out(load(str(entry.path))[0])))
    context = report.derivation.context
    known: dict[tuple[Relation, int], Verdict] = {}
    lemmas = Lemmas()
    outcomes = {o.step.id: o for o in report.outcomes}
    for section in report.derivation.sections:
        chain = [outcomes[step.id] for step in section.steps]
        lemmas.learn(chain)
        for outcome in chain:
            if outcome.step.claim is not None and outcome.verdict is not None:
                known[outcome.step.claim, id(context)] = outcome.verdict
    update = next(o for o in report.outcomes if o.step.kind == "update")
    claim, verdict = update.step.claim, update.verdict
    assert claim is not None
    assert verdict is not None
    found = evidence._by_lemmas(claim, context, verdict, lemmas, known)
    assert found is not None
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def test_it_is_replayed(certificate: dict[str, Any]) -> None:
    assert certificate["lemmas"]
    assert replay(certificate) == "proved"


EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "another result": lambda c: c["lemmas"][0].update(result=term_data(number(7))),
    "another goal": lambda c: c["lemmas"][0].update(goal=term_data(number(7))),
    "a link left out": lambda c: c["lemmas"][0]["links"].pop(0),
    "no links": lambda c: c["lemmas"][0].update(links=[]),
    "no lemma": lambda c: c.update(lemmas=[]),
    "another claim": lambda c: c.update(claim=[c["claim"][0], "=", term_data(number(7))]),
    "another claim inside": lambda c: c["inner"].update(claim=c["claim"]),
    "a link of another context": lambda c: c["lemmas"][0]["links"][0].update(
        context={**c["context"], "layout": "numerator"}
    ),
    "nothing inside": lambda c: c.pop("inner"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edited_one_is_rejected(
    certificate: dict[str, Any], edit: Callable[[dict[str, Any]], object]
) -> None:
    other = copy.deepcopy(certificate)
    edit(other)
    with pytest.raises(Rejected):
        replay(other)


def test_only_proved_chains_become_lemmas() -> None:
    entry = find("tanh-neuron")
    assert entry is not None
    report = check(carry_out(load(str(entry.path))[0]))
    section = next(s for s in report.derivation.sections if s.goal is not None)
    chain = [o for o in report.outcomes if o.step in section.steps]
    lemmas = Lemmas()
    lemmas.learn([Outcome(chain[0].step, Verdict("conditional")), *chain[1:]])
    assert not lemmas.known
    lemmas.learn(chain)
    assert lemmas.known
