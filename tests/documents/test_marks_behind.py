"""A mark behind the closing sign of a display, and declarations that nothing can read."""

import pytest

from derive.checker import check
from derive.model.standing import stands
from derive.readers.documents.loading import derivation_of
from derive.readers.sources.reading import scan


def report(text):
    return check(derivation_of(scan(text)), time_limit=10)


def test_a_mark_behind_a_display_speaks_of_it():
    (outcome,) = report("$$x + x = 3 x$$ % expect refuted: on purpose\n").outcomes
    assert outcome.step.kind == "claim"
    assert outcome.step.expectation.status == "refuted"


@pytest.mark.parametrize("rest", ["% of all cases", "50% by weight", "by definition"])
def test_prose_behind_a_display_is_no_mark(rest):
    found = report(f"$$x + x = 3 x$$ {rest}\n").outcomes
    assert all(each.step.expectation is None and not each.step.reason for each in found)


@pytest.mark.parametrize("line", ["let x : reall", "let x+y : real", "lett x : real"])
def test_a_declaration_that_is_not_read_fails(line):
    text = "<!-- derive:\n{line}\n-->\n\n$$x + x = 2 x$$\n"
    assert stands(report(text.format(line=line))).failing
    assert not stands(report(text.format(line="let x : real"))).failing
