"""Small documents as tests see them: a text goes in, what became of its relations comes out."""

from derive.checker import check
from derive.readers.documents import derivation_of
from derive.readers.sources import scan


def checked(text):
    """The outcomes of a Markdown text, in the order of the source."""
    report = check(derivation_of(scan(text, file="notes.md")), time_limit=30)
    return sorted(report.outcomes, key=lambda o: (o.step.place.line, o.step.place.column))


def found(text):
    """For every relation its verdict, or its kind where there is none."""
    return [o.verdict.status if o.verdict else o.step.kind for o in checked(text)]


def displayed(*formulas, before=""):
    """A text that displays some formulas, after some prose."""
    return before + "\n\n" + "\n\n".join(f"$$\n{each}\n$$" for each in formulas) + "\n"
