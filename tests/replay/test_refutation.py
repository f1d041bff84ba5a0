"""A refutation stands on its own; one edited in any field that matters is rejected."""

import copy
import json

import pytest

from derive.model.context import Context, Definition
from derive.model.data import context_data, relation_data, term_data
from derive.model.domain import NONZERO, POSITIVE, UNIT, Index, Range, Scalar
from derive.model.relation import Relation
from derive.model.term import call, derivative, number, symbol
from derive.replay import Rejected
from derive.replay.refutation import replay_refutation

x, a, z, L, i, w = map(symbol, "xazLiw")
sigmoid = Context({"z": Scalar()}).define(Definition(a, call("sigmoid", z)))


def certificate(claim, context, point, values):
    return json.loads(
        json.dumps(
            {
                "kind": "refutation",
                "claim": relation_data(claim),
                "context": context_data(context),
                "point": [[term_data(k), v] for k, v in point.items()],
                "values": values,
            }
        )
    )


STAND = [
    certificate(Relation(x * x, "=", 2 * x), Context({"x": Scalar()}), {x: "1"}, [["1", "1"], ["2", "2"]]),
    certificate(Relation(derivative(a, z), "=", a), sigmoid, {z: "0"}, [["1/4", "1/4"], ["1/2", "1/2"]]),
    certificate(Relation(x, "<", x * x), Context({"x": Scalar(UNIT)}), {x: "1/2"}, [["1/2", "1/2"], ["1/4", "1/4"]]),
    certificate(
        Relation(derivative(w[1] + w[2], w[i]), "=", number(0)),
        Context({"i": Index(Range(number(1), number(2)))}),
        {i: "2", w[1]: "1", w[2]: "5"},
        [["1", "1"], ["0", "0"]],
    ),
    certificate(
        Relation(call("exp", x), "=", call("exp", x) + number(f"1/{10**25}")),
        Context({"x": Scalar()}),
        {x: "1"},
        [["27/10", "28/10"], ["27/10", "28/10"]],
    ),
]  # fmt: skip


@pytest.mark.parametrize("given", STAND)
def test_a_true_refutation_stands(given):
    replay_refutation(given)


def edited(given, path, value):
    changed = copy.deepcopy(given)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


EDITS = [
    (0, ["point", 0, 1], "2"),
    (0, ["point", 0, 1], "0"),
    (0, ["point"], []),
    (0, ["values", 0], ["3", "3"]),
    (0, ["values"], [["1", "1"]]),
    (0, ["claim", 1], "<"),
    (0, ["claim", 2], ["symbol", "x"]),
    (0, ["claim", 2], ["symbol", "nobody"]),
    (0, ["context", "types", "x", "scalar"], context_data(Context({"x": Scalar(POSITIVE)}))["types"]["x"]["scalar"] | {"lower": "5"}),
    (0, ["context", "assumptions"], [relation_data(Relation(x, ">", number(7)))]),
    (1, ["point", 0, 0], ["symbol", "a"]),
    (1, ["context", "definitions"], []),
    (2, ["point", 0, 1], "2"),
    (2, ["claim", 1], ">"),
    (3, ["point", 0, 1], "3"),
    (3, ["point", 0, 1], "1/2"),
    (4, ["claim", 2, 2], ["number", "0"]),
    (4, ["values", 0], ["0", "1"]),
]  # fmt: skip


@pytest.mark.parametrize("which, path, value", EDITS)
def test_an_edited_one_is_rejected(which, path, value):
    with pytest.raises(Rejected):
        replay_refutation(edited(STAND[which], path, value))


def test_a_point_where_a_side_is_undefined_refutes_nothing():
    claim = Relation(1 / x, "=", number(5))
    bad = certificate(claim, Context({"x": Scalar(NONZERO)}), {x: "0"}, [["0", "9"], ["5", "5"]])
    with pytest.raises(Rejected, match="outside its domain"):
        replay_refutation(bad)
    bad = certificate(claim, Context(), {x: "0"}, [["0", "9"], ["5", "5"]])
    with pytest.raises(Rejected, match="no value"):
        replay_refutation(bad)
