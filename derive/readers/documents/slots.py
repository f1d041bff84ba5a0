r"""Derivatives by a function's slot: f'(α) where f(t) := 2t + α is 2, though df(α)/dα is 3.

A prime, or ∇f(α), differentiates by what stands between the brackets, wherever else that occurs.
Mostly that is the same as the derivative of the call, and is read so.  Where the function's own
formula comes to the name of the argument, the argument gets another name for the slot alone:
α° := α, and f'(α) is the derivative of f(α°) by α°, as a derivative by a defined quantity has it
free.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.context import Definition
from derive.model.explicit import OWN
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge, Known, mentioned
from derive.readers.documents.opaque import ALWAYS

if TYPE_CHECKING:
    from derive.readers.documents.interpreting import Read
    from derive.readers.documents.shaping import Inferred

BY_SLOT = "slot"
"""Marks a derivative that is written with primes, or by a ∇ without a variable."""

ENTRYWISE = "_prime"
"""Ends the name of a derivative that is taken entry by entry."""


def by_slot(call: Term, *arguments: Term) -> Term:
    """The derivative of a function by the slots in which some arguments of a call stand."""
    return t.make("derivative", (call, *arguments), BY_SLOT)


def settle_slots(reads: list[Read], knowledge: Knowledge, inferred: Inferred) -> None:
    """Read all derivatives by a slot as those by a quantity, under a name of its own if need be."""
    slots = _Slots(knowledge, inferred)
    for read in reads:
        for sides in read.readings:
            sides.left, sides.right = slots.settled(sides.left), slots.settled(sides.right)
    for stock in (knowledge.definitions, knowledge.special):
        for name, found in stock.items():
            stock[name] = [slots.known(each) for each in found]
    for k, given in enumerate(knowledge.assumptions):
        left, right = slots.settled(given.relation.left), slots.settled(given.relation.right)
        knowledge.assumptions[k] = replace(
            given, relation=Relation(left, given.relation.sign, right)
        )
    for own in slots.own.values():
        knowledge.define(own)


@dataclass(slots=True)
class _Slots:
    """Settles what primes differentiate by."""

    knowledge: Knowledge
    inferred: Inferred
    own: dict[Term, Known] = field(default_factory=dict)
    """Arguments with a name of their own for the slot → its definition."""

    def known(self, known: Known) -> Known:
        """A definition whose slots are settled."""
        body = self.settled(known.definition.body)
        if body is known.definition.body:
            return known
        return replace(known, definition=replace(known.definition, body=body))

    def settled(self, node: Term) -> Term:
        """A term whose slots are settled."""
        return t.transform(node, self._one)

    def _one(self, node: Term) -> Term:
        if node.head == "derivative" and node.value == BY_SLOT:
            call, *variables = node.args
            images = {
                each: self._own(each) if each.head == "symbol" else None
                for each in variables
                if self._returns(str(call.value), each)
            }
            own = {argument: name for argument, name in images.items() if name is not None}
            if len(own) < len(images):
                order = str(len(variables))
                if len(call.args) > 1:
                    order = "_".join(str(1 + call.args.index(each)) for each in variables)
                return t.call(f"{call.value}|{order}", *call.args)
            inside = t.call(str(call.value), *(own.get(each, each) for each in call.args))
            return t.derivative(inside, *(own.get(each, each) for each in variables))
        if node.head == "call" and len(node.args) == 1 and str(node.value).endswith(ENTRYWISE):
            function = str(node.value).removesuffix(ENTRYWISE)
            if self._returns(function, node.args[0]):
                return t.call(f"{function}|1", *node.args)
        return node

    def _own(self, argument: Term) -> Term:
        name = str(argument.value)
        own = t.symbol(f"{name}{OWN}")
        if argument not in self.own:
            self.own[argument] = Known(Definition(own, argument), ALWAYS)
            if name in self.inferred.types:
                self.inferred.types[str(own.value)] = self.inferred.types[name]
        return own

    def _returns(self, function: str, argument: Term) -> bool:
        """Whether a function comes to the name of its argument by another way than its slot."""
        goals = {str(s.value) for s in t.free_symbols(argument)}
        for known in self.knowledge.definitions.get(function, ()):
            formal = {str(p.value) for p in known.definition.parameters}
            if self._reached(known.definition.body) & (goals - formal):
                return True
        return False

    def _reached(self, body: Term) -> set[str]:
        """All names that a term comes to, by whatever the document says anywhere."""
        seen: set[str] = set()
        waiting = mentioned(body)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                for each in self.knowledge.definitions.get(name, ()):
                    waiting += mentioned(each.definition.body)
        return seen
