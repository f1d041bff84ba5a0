"""A run of letters that nobody declared: `ab` may be one name, or a times b.

Plain notation takes it for a name.  What holds of a name whatever its value holds of a product
too, so the product matters only where the name leads to no proof: it is a reading of last resort.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from derive.model.derivation import Reading
from derive.model.relation import Relation
from derive.model.term import Term, free_symbols, mul, substitute, symbol
from derive.readers.latex.names import SYMBOLS

_RUN = re.compile(r"[A-Za-z]{2,}\Z")


def readings(relation: Relation, declared: Collection[str]) -> tuple[Reading, ...]:
    """The relation as it stands and with its runs taken apart; nothing where there is no run."""
    products = {
        name: mul(*map(symbol, letters))
        for name in (*free_symbols(relation.left), *free_symbols(relation.right))
        if len(letters := _letters(str(name.value), declared)) > 1
    }
    if not products:
        return ()
    apart = Relation(
        substitute(relation.left, products), relation.sign, substitute(relation.right, products)
    )
    runs = sorted(products, key=str)
    return (
        Reading(relation, f"{relation} with {_listed(runs)} as one name each"),
        Reading(apart, str(apart), last_resort=True),
    )


def _listed(names: list[Term]) -> str:
    return ", ".join(map(str, names))


def _letters(name: str, declared: Collection[str]) -> list[str]:
    """The names that a run may be a product of, longest declared names first."""
    if name in declared or f"\\{name}" in SYMBOLS or not _RUN.match(name):
        return [name]
    known = sorted((n for n in declared if len(n) > 1 and _RUN.match(n)), key=len, reverse=True)
    return re.findall("|".join((*known, ".")), name)
