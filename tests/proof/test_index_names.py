"""No name that a prover makes up for itself reaches a person."""

import re

from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import ONE, ZERO, call, summation, symbol
from derive.model.verdict import Discharged, Verdict
from derive.proof.index_names import in_text, renamed

N, w = symbol("N"), symbol("w")
CLAIM = Relation(w[1], "=", w[1])
INNER = re.compile(r"\w\.\w|'")


def positive(index):
    k = symbol(index)
    return Relation(call("exp", summation(w[k], k, ONE, N)), ">", ZERO)


def test_inner_names_become_letters():
    assert in_text("Sum(w[k1.1]*x[i', k1.1], (k1.1, 1, d)) > 0") == (
        "Sum(w[k]*x[i, k], (k, 1, d)) > 0"
    )
    assert in_text("k + Sum(w[k1.1], (k1.1, 1, k))") == "k + Sum(w[j], (j, 1, k))"
    assert in_text("it can't be, see f.py and e.g. x.") == "it can't be, see f.py and e.g. x."
    assert in_text("w' > 0 declared", frozenset({"w'"})) == "w' > 0 declared"
    assert in_text("i + i'") == "i + k"
    assert in_text("x > 0.5 declared, 1.5 < y") == "x > 0.5 declared, 1.5 < y"


def test_conditions_that_read_the_same_are_told_once():
    found = tuple(
        Discharged(positive(index), f"exp(Sum(w[{index}], ({index}, 1, N))) > 0")
        for index in ("k1.1", "k2.1.3")
    )
    told = renamed(Verdict("proved", discharged=found), CLAIM, Context()).discharged
    assert len(told) == 1
    assert not INNER.search(f"{told[0].condition} {told[0].by}")


def test_other_conditions_stay_apart():
    one, other = (
        positive("k1.1"),
        Relation(summation(w[symbol("k1.1")], symbol("k1.1"), ONE, N), ">", ZERO),
    )
    assert (
        len(renamed(Verdict("conditional", conditions=(one, other)), CLAIM, Context()).conditions)
        == 2
    )
