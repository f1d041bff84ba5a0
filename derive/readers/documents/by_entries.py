r"""Functions given entry by entry: `\mathrm{softmax}(\mathbf{z})_c = e^{z_c} / \sum_d e^{z_d}`.

What is said of a general entry is said of the column: a relation whose left side is the entry of a
function's value at a letter is read as that of the whole value and the column of its right side.
"""

from __future__ import annotations

from derive.model import arrays
from derive.model import term as t
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents.binders import placeholder
from derive.readers.documents.reading import Reader


def whole(reader: Reader, left: Term, right: Term) -> tuple[Term, Term] | None:
    """The function's value and the column that its entries are said to be, if they are."""
    if left.head != "indexed" or len(left.args) != 2:
        return None
    value, letter = left.args
    if value.head != "call" or letter.head != "symbol" or not value.args:
        return None
    name = str(value.value)
    if name in ARITY or name in arrays.OPERATIONS or name == "softmax":
        return None
    if any(a.head != "symbol" or a is letter for a in value.args):
        return None
    if letter not in t.free_symbols(right):
        return None
    upper = placeholder(reader, str(letter.value))
    return value, t.stack(right, letter, 1, upper)
