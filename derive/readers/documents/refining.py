r"""Definitions that are said again with a name for a part: `a = σ(wx + b)`, then `a = σ(z)`.

Where `z = wx + b`, both say the same, letter for letter, so nothing is guessed in taking the second
for the first.  It matters for what is differentiated: only by the second one has a to do with z.
It holds in its section, and from there on.
"""

from __future__ import annotations

from derive.model.context import Context, Definition
from derive.model.term import Term
from derive.readers.documents.interpreting import Read, is_bare
from derive.readers.documents.knowledge import Knowledge, Known, mentioned


def refine(reads: list[Read], knowledge: Knowledge) -> None:
    """Take definitions in the form that names their parts, where a document gives that as well."""
    for read in reads:
        if len(read.readings) != 1 or read.link.position or read.link.sign != "=":
            continue
        target, body = read.readings[0].left, read.readings[0].right
        at = read.link.number
        if not is_bare(target):
            continue
        before = _before(target, knowledge, at)
        if before is None:
            continue
        former = before.definition.unfold(target)
        name = before.definition.name
        if former is None or former is body or name in mentioned(body):
            continue
        if not _same(body, former, knowledge, at):
            continue
        remarks = knowledge.remarks.get(name, [])
        knowledge.remarks[name] = [each for each in remarks if each[0] != at]
        first = next(k for k, each in enumerate(reads) if _section(each) == _section(read))
        definition = Definition(target, body, read.link.place)
        since = max(before.at, float(first))
        known = Known(definition, since, read.link.place, before.types, before.explicit)
        others = [k for k in knowledge.definitions[name] if int(k.at) != at]
        later = sum(k.at <= since for k in others)
        knowledge.definitions[name] = [*others[:later], known, *others[later:]]


def _before(target: Term, knowledge: Knowledge, at: int) -> Known | None:
    """The definition of a target in force just before a relation."""
    name = str((target.args[0] if target.head == "indexed" else target).value)
    found = [k for k in knowledge.visible(name, at - 1) if k.at < at]
    return next((k for k in found if k.definition.unfold(target) is not None), None)


def _same(body: Term, former: Term, knowledge: Knowledge, at: int) -> bool:
    """Whether a body is the former one, but for parts that have names now."""
    parts = [n for n in mentioned(body) if n not in mentioned(former)]
    context = Context()
    for name in parts:
        if len(knowledge.definitions.get(name, ())) > 1:
            # A part that gets another meaning elsewhere would take the whole with it.
            return False
        for known in knowledge.visible(name, at):
            context = context.define(known.definition)
    return bool(context.definitions) and context.unfold_all(body) is former


def _section(read: Read) -> int:
    return read.link.fragment.heading
