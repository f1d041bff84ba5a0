r"""What a well-known word means where the document does not define it: softmax.

Its definition stands beside the relations of the document, as one more of them, so that its sizes
are found with all others: softmax(z)_k = exp(z_k) / Σ_j exp(z_j), of a matrix row by row.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.context import Definition
from derive.model.term import Term
from derive.readers.documents.knowledge import Known
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.opaque import ALWAYS
from derive.readers.documents.shaping import Inferred

PARAMETER = "softmax_z"
"""The column that the definition of softmax is written for."""


def pairs(lexicon: Lexicon) -> list[tuple[Term, Term]]:
    """The definitions of the well-known words that a document uses, sizes left open."""
    if "softmax" not in lexicon.derived:
        return []
    z, k, j = t.symbol(PARAMETER), t.symbol("softmax_k"), t.symbol("softmax_j")
    rows, summed = t.symbol("?softmax_rows"), t.symbol("?softmax_sum")
    total = t.summation(t.call("exp", t.indexed(z, j)), j, 1, summed)
    body = t.stack(t.div(t.call("exp", t.indexed(z, k)), total), k, 1, rows)
    return [(t.call("softmax", z), body)]


def known(lexicon: Lexicon, inferred: Inferred) -> list[Known]:
    """The same as what the document says, with the sizes that were found."""
    found = []
    for target, body in pairs(lexicon):
        definition = Definition(target, t.substitute(body, inferred.ranges))
        found.append(Known(definition, ALWAYS, explicit=True))
    return found
