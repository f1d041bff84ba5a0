"""Letters of functions that are numbers in another section: N(t) grows, and N samples are drawn.

A function may stand without its arguments anywhere, so more has to say that it is another letter:
that the section comes before all that apply it, that a sum runs up to it there, or that it is
compared with a number.  And it must be a factor there, which a function without arguments is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.readers.documents.interpreting import Read
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.number_uses import compares
from derive.readers.documents.obstacle import STANDS_ALONE
from derive.readers.documents.survey import Survey, surveyed
from derive.readers.latex.tree import Node


def numbers_here(
    lexicon: Lexicon, sections: dict[int, list[Read]]
) -> Iterator[tuple[int, list[str]]]:
    """The sections in which letters of functions are numbers, with these."""
    surveys = {
        heading: surveyed(list(_formulas(reads)), lexicon.signs)
        for heading, reads in sections.items()
        if any(_alone(r) for each in sections.values() for r in each)
    }
    for heading, survey in surveys.items():
        if not any(_alone(read) for read in sections[heading]):
            continue
        keys = [key for key in survey.uses if _function(lexicon, key) and _bare(survey, key)]
        found = [
            key
            for key in keys
            if _before_all(surveys, heading, key)
            or key in survey.sizes
            or any(compares(read.link, [key]) for read in sections[heading])
        ]
        if found:
            yield heading, found


def _formulas(reads: Sequence[Read]) -> Iterator[Node]:
    for read in reads:
        yield read.link.left
        yield read.link.right


def _alone(read: Read) -> bool:
    return read.obstacle is not None and read.obstacle.construct == STANDS_ALONE


def _function(lexicon: Lexicon, key: str) -> bool:
    declared = lexicon.names.of(key) in lexicon.declared
    return len(key) > 0 and not declared and lexicon.is_function(key)


def _bare(survey: Survey, key: str) -> bool:
    """Whether a letter stands alone in a section, and is nowhere applied or primed."""
    uses = survey.uses[key]
    return bool(uses.bare) and not uses.applied and not uses.primes


def _before_all(surveys: dict[int, Survey], heading: int, key: str) -> bool:
    """Whether a section stands before all that apply a letter."""
    applying = [h for h, s in surveys.items() if key in s.uses and s.uses[key].applied]
    return bool(applying) and heading < min(applying)
