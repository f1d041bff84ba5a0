"""Random documents whose truth is known beforehand: nothing is misread, nothing false is proved.

`pytest tests/hostile --all-hostile` tries thousands of them.
"""

import pytest
from expressions import points, seeded
from meanings import Foreign, misread
from styles import document

from derive.checker import check
from derive.readers.documents import derivation_of
from derive.readers.sources import scan

SOME, ALL, BATCH = 60, 3000, 20
HEAD = 4
"""Lines that declare what the claims are about."""


def pytest_generate_tests(metafunc):
    if "batch" in metafunc.fixturenames:
        count = ALL if metafunc.config.getoption("--all-hostile") else SOME
        metafunc.parametrize("batch", range(0, count, BATCH))


def outcomes(note):
    """The outcomes of a document, each with the claim that it is about."""
    report = check(derivation_of(scan(note.text, file="notes.md")), time_limit=2)
    found = [o for o in report.outcomes if o.step.place.line > HEAD]
    found.sort(key=lambda o: (o.step.place.line, o.step.place.column))
    assert len(found) == len(note.relations), note.text
    return zip(note.relations, found, strict=True)


def wrong(claim, outcome):
    """What is wrong about the outcome of a claim, if anything is."""
    relation, verdict = outcome.step.relation, outcome.verdict
    if verdict is None:
        # A derivative set to zero is a condition, and f = f² with a plain sign an update.
        update = outcome.step.kind == "update" and _holds(claim.right, claim.left)
        return None if update or outcome.step.kind == "condition" else outcome.step.kind
    if claim.holds is False and verdict.holds:
        return f"false, and {verdict.status}"
    if claim.holds and verdict.status in ("refuted", "ill-formed"):
        return f"true, and {verdict.status}"
    if verdict.status == "unread":
        return None
    for term, side in ((relation.left, claim.left), (relation.right, claim.right)):
        try:
            at = misread(term, side, claim.points[12:18])
        except Foreign:
            continue
        if at is not None:
            return f"read as {term}"
    return None


def _holds(node, part):
    """Whether an expression occurs in another."""
    return node == part or any(_holds(each, part) for each in node if isinstance(each, tuple))


def test_random_documents(batch, say):
    faults, decided, claims = [], 0, 0
    for number in range(batch, batch + BATCH):
        for claim, outcome in outcomes(document(number)):
            if claim is None:
                assert outcome.step.kind == "definition", outcome.step.source
                continue
            fault = wrong(claim, outcome)
            if fault is not None:
                faults.append(f"document {number}: {claim.source}: {fault}")
            claims += 1
            verdict = outcome.verdict
            decided += verdict is not None and verdict.status not in ("unread", "unknown")
    say(f"random documents {batch}–{batch + BATCH - 1}: {decided} of {claims} claims decided")
    assert not faults, "\n".join(faults)
    assert decided > claims // 2


def test_the_documents_say_what_is_true_and_what_is_false():
    claims = [c for number in range(20) for c in document(number).relations if c is not None]
    assert min(sum(c.holds is kind for c in claims) for kind in (True, False)) > 10


@pytest.mark.parametrize("slip", ["x - y", "2 x y", "x + y + 1"])
def test_a_misreading_is_seen(slip):
    x, y = ("name", "x"), ("name", "y")
    seen = list(points(seeded(1), ["x", "y"], {}))
    term = derivation_of(scan(f"$$\n{slip} = 0\n$$\n", file="notes.md")).steps[0].relation.left
    assert misread(term, ("add", x, y), seen) is not None
