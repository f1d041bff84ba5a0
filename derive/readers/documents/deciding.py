"""What follows from the survey of a document: names of several letters, letters in two fonts."""

from __future__ import annotations

from collections.abc import Collection

from derive.readers.documents.glyphs import as_written, bold, capital, letter
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.survey import Survey, Uses


def decide(survey: Survey, lexicon: Lexicon, named: Collection[str] = ()) -> None:
    """Settle what follows from the survey and the names that blocks declare: names of several
    letters, letters in two fonts."""
    for key in sorted(named, key=lambda k: (-len(k), k)):
        if len(key) > 1 and key.isalpha():
            lexicon.whole.setdefault(key)
    for run in sorted(survey.whole_runs, key=lambda r: (-len(r), r)):
        if run[0] in lexicon.signs and run[1:] in survey.uses:
            continue
        if not _product_of_known(run, survey, named):
            lexicon.whole.setdefault(run)
    for key in list(survey.uses):
        if not key or (key[0] in lexicon.signs and key[1:] in survey.uses):
            continue
        if len(key) > 1 and as_written(key).isalpha() and not _product_of_known(key, survey, named):
            lexicon.whole.setdefault(key)
    for key in list(survey.uses):
        plain = letter(key)
        if bold(key) and key.startswith(r"\math") and plain != key:
            other = plain if len(plain) == 1 else "\\" + plain
            uses = survey.uses.get(other)
            wanted = 2 if capital(key) else 1
            if uses is None or (uses.bare == 0 and lexicon.arities(uses) <= {wanted}):
                lexicon.names.identified.setdefault(other, key)


def _product_of_known(run: str, survey: Survey, named: Collection[str]) -> bool:
    """Whether every letter of a run is declared or seen alone, so that the run is their product."""
    return all(each in named or _seen_alone(survey.uses.get(each)) for each in run)


def _seen_alone(uses: Uses | None) -> bool:
    if uses is None:
        return False
    turned = uses.transposed > 0 or uses.inverted > 0
    return turned or uses.alone > 0 or bool(uses.subscripts) or uses.by > 0
