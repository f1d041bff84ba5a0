r"""Quantities that stand for a part of another one's definition: ŷ = σ(wx + b), and z = wx + b.

Where a document differentiates ŷ by z, it takes ŷ for σ(z).  That is what it says, for z stands for
wx + b, letter for letter; and by no other form of the definition would the derivative mean
anything.  So what is differentiated by a quantity whose definition occurs in its own, or in one
that leads to it, has that quantity in place of the part; and it is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.model import term as t
from derive.model.context import Definition
from derive.model.term import Term
from derive.readers.documents.interpreting import Read
from derive.readers.documents.knowledge import Knowledge, Known, mentioned


def thread(reads: list[Read], knowledge: Knowledge) -> None:
    """Put quantities in place of what they stand for, where something is differentiated by them."""
    for read in reads:
        at = read.link.number
        for quantity, variable in _derivatives(read):
            name = _name(variable)
            if not name or knowledge.reaches(quantity, name, at):
                continue
            # A name that gets another meaning elsewhere would take the whole with it.
            parts = knowledge.definitions.get(name, [])
            if any(k.at < 0 or k not in knowledge.visible(name, at) for k in parts):
                continue
            if len(parts) == 1 and not knowledge.reaches(variable, _name(quantity), at):
                for known in list(_behind(quantity, knowledge, at)):
                    _put(known, parts[0], reads, read, knowledge)


def _derivatives(read: Read) -> Iterator[tuple[Term, Term]]:
    """What is differentiated by what in a relation."""
    for sides in read.readings:
        for side in (sides.left, sides.right):
            for node in t.subterms(side):
                if node.head == "derivative":
                    for variable in node.args[1:]:
                        yield node.args[0], variable


def _behind(quantity: Term, knowledge: Knowledge, at: int) -> Iterator[Known]:
    """The definitions that a quantity rests on, those of functions left out."""
    seen: set[str] = set()
    waiting = mentioned(quantity)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        found = [k for k in knowledge.visible(name, at) if k.definition.target.head != "call"]
        for known in found:
            yield known
            waiting += mentioned(known.definition.body)


def _put(known: Known, part: Known, reads: list[Read], read: Read, knowledge: Knowledge) -> None:
    """Write a definition with the name of a part, where the part occurs in it."""
    definition, inner = known.definition, part.definition
    use = inner.target
    if use.head == "indexed":
        if len(definition.parameters) != len(inner.parameters):
            return
        use = t.substitute(use, dict(zip(inner.parameters, definition.parameters, strict=True)))
    body = inner.unfold(use)
    if body is None or not body.args or body not in set(t.subterms(definition.body)):
        return
    if known.at < 0 or inner.name == definition.name:
        return
    new = t.substitute(definition.body, {body: use})
    section = read.link.fragment.heading
    first = next(k for k, each in enumerate(reads) if each.link.fragment.heading == section)
    together = reads[int(part.at)].link.fragment.heading == section
    since = max(known.at, float(first) if together else part.at)
    guess = f"{definition.target} is taken to be {new}, for {use} stands for {body}"
    found = knowledge.definitions[definition.name]
    later = sum(k.at <= since for k in found)
    refined = Known(
        Definition(definition.target, new, definition.place),
        since,
        known.place,
        known.types,
        known.explicit,
        guess,
    )
    knowledge.definitions[definition.name] = [*found[:later], refined, *found[later:]]


def _name(node: Term) -> str:
    base = node.args[0] if node.head == "indexed" else node
    return str(base.value) if base.head == "symbol" else ""
