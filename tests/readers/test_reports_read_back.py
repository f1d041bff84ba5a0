"""The plain notation that reports quote reads back to the very relations, for all that ships."""

import pytest

from derive.model.domain import Function, Scalar
from derive.readers.plain import parse_relation
from derive.shells import library
from derive.shells.sources import derivations

MODELS = [entry for entry in library.entries() if entry.path.suffix == ".py"]


@pytest.mark.parametrize("entry", MODELS, ids=lambda entry: entry.name)
def test_every_step_reads_back(entry):
    for derivation in derivations(entry.name):
        context = derivation.context
        functions = {
            d.name: Function((Scalar(),) * len(d.parameters))
            for d in context.definitions
            if d.target.head == "call"
        }
        for step in derivation.steps:
            for relation in filter(None, (step.relation, step.claim)):
                text = str(relation)
                assert parse_relation(text, types={**context.types, **functions}) == relation
