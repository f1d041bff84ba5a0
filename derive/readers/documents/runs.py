r"""How far indices run where only their letters say so: `i = 1, \dots, n`, `x_1, \dots, x_n`.

A family or a sum of which no formula shows the size has the one that the document gives the letter
that counts along it, or the last member of the list that introduces it.
"""

from __future__ import annotations

from collections.abc import Mapping

from derive.model.domain import Index, Type
from derive.model.term import ONE, Term, free_symbols, symbol
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.tracing import Tracing


def settle_by_letters(
    tracing: Tracing,
    declared: Mapping[str, Type],
    entries: Mapping[str, int],
    listed: Mapping[str, Term],
) -> list[str]:
    """Settle the sizes that are still open, where all that is said of them agrees; the names of
    the sizes that were used."""
    dimensions = tracing.dimensions
    said: dict[str, dict[Term, None]] = {}

    def say(key: str, end: Term) -> None:
        if dimensions.known(key) is None and not dimensions.in_conflict(key):
            said.setdefault(dimensions.root(key), {}).setdefault(end)

    for name, end in listed.items():
        if entries.get(name) == 1:
            say(f"{name}#0", end)
    counted = [(key.rpartition(":")[2], key) for key in tracing.placeholders.values()]
    for letters in tracing.letters.values():
        counted += letters.items()
    for letter, key in counted:
        kind = declared.get(letter)
        if isinstance(kind, Index) and kind.range.lower is ONE:
            say(key, kind.range.upper)
    used: dict[str, None] = {}
    for key, ends in said.items():
        if len(ends) == 1:
            dimensions.settle(key, *ends)
            used |= {str(each.value): None for end in ends for each in free_symbols(end)}
    return list(used)


def last_members(lexicon: Lexicon) -> dict[str, Term]:
    """The last index of families that are listed with dots, by name."""
    found: dict[str, Term] = {}
    for key, uses in lexicon.survey.uses.items():
        if len(uses.ends) == 1:
            name = lexicon.names.of(key)
            end = symbol(lexicon.names.of(*uses.ends))
            found |= {name: end, f"{name}_all": end}
    return found
