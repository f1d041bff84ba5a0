r"""Definitions that a chain spells out: `\ell(p) = \log L(p) = \sum_i x_i \log p`.

Where the first formula for a quantity comes down to functions of which nothing is known, a later
one of the same chain, which comes to none, says what the quantity is, where it is differentiated.
It holds after that link, and it is told: what stands between them was not proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.model import term as t
from derive.model.arrays import OPERATIONS
from derive.model.context import Definition
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents.classifying import Classified
from derive.readers.documents.interpreting import Read
from derive.readers.documents.knowledge import Knowledge, Known


def spell_out(classified: list[Classified], knowledge: Knowledge) -> Iterator[str]:
    """Take down the definitions that chains spell out, and say which."""
    chains: dict[int, list[Read]] = {}
    for each in classified:
        chains.setdefault(each.read.link.chain, []).append(each.read)
    wanted = {name for each in classified for name in _differentiated(each.read)}
    for each in classified:
        if each.kind != "definition" or each.read.link.position or not each.read.readings:
            continue
        target = each.read.readings[0].left
        known = knowledge.defined(target, each.at)
        if known is None or known.at != each.at or known.definition.target is not target:
            continue
        # A quantity with arguments is a number far more often than one without.
        if target.head != "call" or known.definition.name not in wanted:
            continue
        if not _opaque(known.definition.body, knowledge):
            continue
        found = _spelled(known, chains[each.read.link.chain], knowledge)
        if found is None:
            continue
        definition = Definition(target, found.readings[0].right, found.link.place)
        guess = f"{target} is taken to be {definition.body}, from line {found.link.place.line}"
        new = replace(known, definition=definition, at=found.link.number + 0.5, guess=guess)
        knowledge.define(new)
        yield guess


def _spelled(known: Known, chain: list[Read], knowledge: Knowledge) -> Read | None:
    """The first link whose right side says more, of the names that the quantity is said to
    depend on."""
    name = known.definition.name
    parameters = {p for p in known.definition.parameters if p.head == "symbol"}
    for read in chain:
        if read.link.sign != "=" or len(read.readings) != 1 or read.link.number <= known.at:
            continue
        body = read.readings[0].right
        if any(node.head == "unread" for node in t.subterms(body)):
            continue
        if _opaque(body, knowledge) or knowledge.reaches(body, name, read.link.number):
            continue
        if parameters <= {*t.free_symbols(body)} and body.args:
            return read
    return None


def _differentiated(read: Read) -> Iterator[str]:
    """The names of what is differentiated in a relation."""
    for sides in read.readings:
        for node in (*t.subterms(sides.left), *t.subterms(sides.right)):
            if node.head == "derivative" and node.args[0].head in ("symbol", "call"):
                yield str(node.args[0].value)


def _opaque(body: Term, knowledge: Knowledge) -> bool:
    """Whether a term calls a function that is defined nowhere; its derivative, as in v := dx/dt,
    is still one."""
    if body.head == "derivative":
        return False
    return any(
        node.head == "call"
        and str(node.value) not in ARITY
        and str(node.value) not in OPERATIONS
        and not knowledge.definitions.get(str(node.value))
        for node in t.subterms(body)
    )
