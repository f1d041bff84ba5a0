"""A function of all samples next to its namesake of one: `ξ(t, y) = Σ_i …` and `ξ(t_i, y_i) = …`.

Both are defined, so they are two functions; the sum goes by a name of its own.  Without arguments
the letter means the sum, and with an index the function of that sample.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.lexicon import Lexicon

Defined = dict[tuple[Term, ...], list[tuple[int, bool]]]
"""The arguments that a function is defined for: at which links, and whether as a sum there."""


def total(name: str) -> str:
    """The name of the function of all samples."""
    return f"{name}_total"


def overloaded(lexicon: Lexicon, name: str, wholes: Defined) -> None:
    """Tell the function of all samples apart, where a document defines both."""
    known = lexicon.signatures[name]
    members = [
        tuple(_letter(a.args[0]) for a in arguments)
        for _, arguments in known
        if all(a.head == "indexed" for a in arguments)
    ]
    totals = [
        (at, arguments)
        for arguments, places in wholes.items()
        if tuple(map(_letter, arguments)) in members and all(sums for _, sums in places)
        for at, _ in places
    ]
    if totals:
        lexicon.signatures[name] = [each for each in known if each not in totals]
        lexicon.signatures[total(name)] = totals


def _letter(name: Term) -> str:
    """The letter of a name, whether it is that of an array, of its members or of a number."""
    return str(name.value).removesuffix("_all").removesuffix("_vec")


def called(lexicon: Lexicon, name: str, arguments: list[Term]) -> str:
    """The name of the function that is called with some arguments."""
    known = [given for _, given in lexicon.signatures.get(total(name), ())]
    return total(name) if tuple(arguments) in known else name


def standing_alone(lexicon: Lexicon, name: str, at: int) -> Term | None:
    """What a function without arguments stands for at a link."""
    for function in (total(name), name):
        signature = lexicon.signature(function, at)
        if signature is not None:
            return t.call(function, *signature)
    return None
