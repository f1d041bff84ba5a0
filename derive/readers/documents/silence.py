"""Derivatives of what nobody says to depend on the variable.

By the definitions alone they would be zero, and every claim about them true.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.interpreting import is_own
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.under_sums import hidden


@dataclass(slots=True)
class Silence:
    """Looks for what keeps silent on what it depends on."""

    lexicon: Lexicon
    """What the document's names are."""
    knowledge: Knowledge
    """What it says."""

    def of(self, relation: Relation, at: int) -> str | None:
        """Why a derivative in a claim has no meaning: nothing says what its operand depends on.

        By the definitions alone it would be zero, and all such claims would be true.
        """
        for side in (relation.left, relation.right):
            for name, variable in hidden(side, at, self.lexicon, self.knowledge):
                return f"{name} depends on {variable}, over whose values it is summed; write it out"
        zero = t.is_number(relation.right, 0) or t.is_number(relation.left, 0)
        if zero and relation.sign == "=":
            return None
        for side in (relation.left, relation.right):
            for name in self._differentiated(side, at):
                return _words(name)
        return None

    def behind(self, context: Context, at: int) -> str | None:
        """The same for the derivatives in the definitions that a claim rests on."""
        for definition in context.definitions:
            if not t.contains(definition.body, "derivative"):
                continue
            for name in self._differentiated(definition.body, at):
                return f"{definition.name} is a derivative, and {_words(name)}"
        return None

    def _differentiated(self, node: Term, at: int) -> list[str]:
        found = []
        for each in t.subterms(node):
            if each.head != "derivative":
                continue
            operand, *variables = each.args
            base = _base(operand)
            if operand in variables:
                continue
            if base is None:
                found += self._silent(operand, variables, at)
                continue
            name = str(base.value)
            known = self.knowledge.visible(name, at)
            if name in self.knowledge.unread and not any(k.place for k in known):
                # What its formula holds may depend on anything.
                found.append(name)
                continue
            if known and all(k.definition.target.head == "call" for k in known):
                # A function without its arguments: none of its definitions says what this is.
                found.append(name)
                continue
            if self._out_of_reach(operand, variables, at):
                found.append(name)
                continue
            if any(_base(v) is base for v in variables) or name in self.lexicon.declared:
                continue
            if not self.knowledge.visible(name, at) and not self._independent(name):
                found.append(name)
        return found

    def _out_of_reach(self, operand: Term, variables: list[Term], at: int) -> bool:
        """Whether a defined quantity is differentiated by what it does not depend on."""
        bases = [b for b in map(_base, variables) if b is not None]
        if not self.knowledge.visible(str(getattr(_base(operand), "value", "")), at):
            return False
        return any(not self._reaches(operand, str(b.value), at) for b in bases)

    def _silent(self, operand: Term, variables: list[Term], at: int) -> list[str]:
        """What keeps silent, in an expression, on how it depends on one of the variables."""
        bases = [b for b in map(_base, variables) if b is not None]
        if all(self._reaches(operand, str(b.value), at) for b in bases):
            return []
        called = [str(n.value) for n in t.subterms(operand) if n.head == "call"]
        own = [n for n in called if is_own(n) and n not in self.lexicon.declared]
        if operand.head == "call" and own[:1] == [operand.value]:
            return own[:1]
        unknown = [
            name
            for name in mentioned(operand)
            if name not in self.lexicon.declared and not self.knowledge.visible(name, at)
        ]
        return [name for name in unknown if name in own or self._differentiates(name)]

    def _reaches(self, node: Term, goal: str, at: int) -> bool:
        """Whether a value changes with a name: a function by its definition, if it has one, and
        not just by what it is given; and never by a quantity that has its name."""
        seen: set[Term] = set()
        opened: set[str] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            if current.head == "symbol":
                if current.value == goal:
                    return True
                found = self.knowledge.visible(str(current.value), at)
                waiting += [k.definition.body for k in found if k.definition.target.head != "call"]
                continue
            body = None
            if current.head == "call" and current.value not in opened:
                # A function that calls itself is opened once.
                opened.add(str(current.value))
                body = self._body(current, at)
            waiting += current.args if body is None else (body,)
        return False

    def _body(self, call: Term, at: int) -> Term | None:
        """What a function's value is by its definition, if it has one."""
        for known in self.knowledge.visible(str(call.value), at):
            body = known.definition.unfold(call)
            if body is not None:
                return body
        return None

    def _differentiates(self, name: str) -> bool:
        """Whether the document differentiates a name somewhere."""
        names = self.lexicon.names
        found = {
            names.of(key) for key, uses in self.lexicon.survey.uses.items() if uses.differentiated
        }
        return name.removesuffix("_all") in found and not self._independent(name)

    def _independent(self, name: str) -> bool:
        """Whether something is differentiated by a name somewhere: then it is an input."""
        names = self.lexicon.names
        return any(
            uses.by and not uses.differentiated and names.of(key) == name
            for key, uses in self.lexicon.survey.uses.items()
        )


def _words(name: str) -> str:
    return (
        f"{name} is differentiated, and how it depends on the variable is not said; "
        f"add `def {name} := …`"
    )


def _base(node: Term) -> Term | None:
    if node.head == "symbol":
        return node
    if node.head == "indexed" and node.args[0].head == "symbol":
        return node.args[0]
    return None
