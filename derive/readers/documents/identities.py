r"""The letter I as the identity matrix: in `X^\top X + \lambda I` it can be nothing else.

A document that never says what a square matrix I is means the identity by it, as long as it does
nothing else with the letter; or it says so.  A guess is reported, and it is only made where the
sizes are known and there is one of them.
"""

from __future__ import annotations

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Definition
from derive.model.domain import Matrix
from derive.model.sizes import same_size
from derive.readers.documents.glyphs import letter
from derive.readers.documents.knowledge import Knowledge, Known
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.opaque import ALWAYS
from derive.readers.documents.shaping import Inferred

_WORD = "identity"


def define_identities(lexicon: Lexicon, knowledge: Knowledge, inferred: Inferred) -> list[str]:
    """Define all names that are said to be the identity matrix, or can be nothing else; the
    guesses that were made for it."""
    guesses = []
    for key, uses in lexicon.survey.uses.items():
        name = lexicon.names.of(key)
        kind = inferred.types.get(name)
        words = knowledge.words.get(name, [])
        said = any(word == _WORD for _, _, word in words)
        if not isinstance(kind, Matrix) or not same_size(kind.rows, kind.columns):
            continue
        if name in inferred.doubtful or knowledge.definitions.get(name):
            continue
        if uses.applied or uses.by or uses.differentiated or uses.subscripts or uses.labels:
            continue
        if not said and (letter(key) != "I" or name in lexicon.declared):
            continue
        guess = ""
        if said:
            knowledge.words[name] = [each for each in words if each[2] != _WORD]
        else:
            guess = f"{lexicon.names.written(name)} is the identity matrix, for it is not defined"
            guesses.append(guess)
        body = arrays.identity(kind.rows)
        knowledge.define(Known(Definition(t.symbol(name), body), ALWAYS, guess=guess))
    return guesses
