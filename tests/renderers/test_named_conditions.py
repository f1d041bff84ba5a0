"""Conditions are told in the names of the document, each once, and nothing that follows is added."""

import pytest

from derive.model.context import Context, Definition
from derive.model.domain import POSITIVE_INTEGER, REAL, Function, Scalar
from derive.model.relation import Relation
from derive.proof import judge
from derive.readers.plain import parse_relation
from derive.renderers.named import inferred, named
from derive.shells.start import main

TYPES = {
    "f": Function((Scalar(REAL),), Scalar(REAL)),
    "g": Function((Scalar(REAL),), Scalar(REAL)),
    "q": Function((Scalar(REAL), Scalar(REAL)), Scalar(REAL)),
    "w": Function((Scalar(REAL), Scalar(REAL)), Scalar(REAL)),
    "x": Scalar(REAL),
    "n": Scalar(POSITIVE_INTEGER),
}


def relation(text: str) -> Relation:
    return parse_relation(text, types=TYPES)


BODY = relation("w(z, x)/Sum(w(u[s], x), (s, 1, n)) > 0").left
WEIGHTED = Definition(relation("q(z, x) > 0").left, BODY)
NAMED = {
    "w(z, x)/Sum(w(u[s], x), (s, 1, n)) > 0": "q(z, x) > 0",
    "w(z, x)/Sum(w(u[k], x), (k, 1, n)) > 0": "q(z, x) > 0",
    "w(u[s], 2*y)/Sum(w(u[k], 2*y), (k, 1, n)) > 0": "q(u[s], 2*y) > 0",
    "w(z, x)/Sum(w(u[s], y), (s, 1, n)) > 0": None,
    "w(z, x)/Sum(w(u[s], x), (s, 1, m)) > 0": None,
    "w(z, y[s])/Sum(w(u[s], y[s]), (s, 1, n)) > 0": None,
    "w(z, x)/Sum(w(s, x), (s, 1, n)) > 0": None,
}


@pytest.mark.parametrize("text", NAMED)
def test_an_instance_of_a_body_gets_its_name(text):
    wanted = NAMED[text]
    definitions = inferred(Context(definitions=(WEIGHTED,)))
    assert named(relation(text), definitions) == relation(wanted or text)


IMPLIED = {
    "Sum(log(f(s)) + log(g(s)), (s, 1, n)) = Sum(log(f(s)*g(s)), (s, 1, n))": 2,
    "Sum(log(f(s)) - log(g(s)), (s, 1, n)) = Sum(log(f(s)/g(s)), (s, 1, n))": 2,
    "Sum(log(f(s)) + 1/f(s), (s, 1, n)) = Sum(1/f(s) + log(f(s)), (s, 1, n))": 1,
    "Sum(log(f(s)) + 1/g(s), (s, 1, n)) = Sum(1/g(s) + log(f(s)), (s, 1, n))": 2,
    "Sum(log(f(s)) + log(g(s)), (s, 1, n)) = Sum(log(f(s) + g(s)), (s, 1, n))": None,
}


@pytest.mark.parametrize("text", IMPLIED)
def test_what_follows_for_each_index_is_no_condition_of_its_own(text):
    found = judge(relation(text), Context(TYPES))
    wanted = IMPLIED[text]
    assert (
        found.status == "conditional" if wanted else found.status not in ("proved", "conditional")
    )
    assert len(found.conditions) == (wanted or 0)
    assert len(found.notes) == (1 if wanted else 0)


DOCUMENT = r"""The evidence, with $q(z \mid x)$ close to the posterior:

$$p(x, z) = p(x \mid z) p(z)$$

$$\sum_z q(z \mid x) \log \frac{q(z \mid x)}{p(z \mid x)} = E_{q(z \mid x)}[\log q(z \mid x) - \log p(z \mid x)]$$
"""


def test_a_report_names_what_the_document_names(tmp_path, capsys):
    page = tmp_path / "page.md"
    page.write_text(DOCUMENT, encoding="utf-8")
    assert main(["check", str(page), "--no-cache", "--strict"]) == 1
    told = capsys.readouterr().out
    assert "holds where q(zₛ | x) > 0" in told.replace("\n", " ")
    assert not [word for word in ("_weight", "_values", "_given_", "_of_") if word in told]
