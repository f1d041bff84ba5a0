r"""What is differentiated by a quantity of any layer, and depends on it through the later layers.

A cost of the last layer's output depends on `z^l` through all layers between.  How many there are
is open, so no definition leads from the one to the other; but the next layer is all that `z^l`
goes into, so the cost is some function of `z^{l+1}`, and the chain rule takes the last step.  That
is only so where every way out of `z^l` passes through what the relation differentiates by, which
is looked up in the definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Family, Function, Matrix, Range, Scalar, Type, Value, Vector
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.opaque import shown
from derive.readers.documents.stage_names import layer


@dataclass(slots=True)
class Later:
    """How one relation's context reaches through the later layers."""

    context: Context
    """With the costs as functions of what the relation differentiates them by."""
    notes: list[str] = field(default_factory=list)
    """What they were taken for."""
    handled: frozenset[str] = frozenset()
    """Quantities that depend on their variables so."""
    refused: str | None = None
    """Why the relation can't be judged: a way out of a layer is not accounted for."""


@dataclass(slots=True)
class LaterStages:
    """Finds what depends on the layers of a document through later ones."""

    lexicon: Lexicon
    knowledge: Knowledge

    def through(self, relation: Relation, context: Context, at: int) -> Later:
        """The context in which a relation's derivatives by any layer are taken."""
        later = Later(context)
        if not self.lexicon.stages:
            return later
        wanted = self._wanted(relation, context)
        for quantity, by in wanted.items():
            name = str(quantity.value)
            away = [v for v in by if not context.depends(quantity, v)]
            own = [k for k in self.knowledge.visible(name, at) if _is_unknown(k.definition)]
            if own:
                given = [a for k in own for a in k.definition.body.args]
                cut = [v for v in given if v.head == "symbol"]
                later.refused = later.refused or self._open_way(by, cut, name, False, at)
                continue
            if not away or any(self.stage(str(v.value)) is None for v in away):
                continue
            if len(away) < len(by):
                later.refused = (
                    f"{name} is differentiated by quantities of any layer and of the last one, and "
                    "how many layers are between is not said"
                )
                continue
            cut = [
                v
                for v in away
                if not any(w is not v and self.knowledge.reaches(w, str(v.value), at) for w in away)
            ]
            reason = self._open_way(away, cut, name, True, at)
            if reason is not None:
                later.refused = reason
                continue
            made = self._with(later.context, quantity, cut)
            if made is None:
                continue
            later.context = made
            later.handled |= {name}
            listed = ", ".join(map(str, cut))
            later.notes.append(
                f"{name} is taken as a function of {listed}: all that it depends on before the "
                "last layer goes through it"
            )
        return self._frontiers(relation, later, at)

    def _frontiers(self, relation: Relation, later: Later, at: int) -> Later:
        """What was not unrolled any further, as a function of what is differentiated by.

        Where s_t = w s_{t-1} + x_t, the state two steps before depends on w as well.
        """
        open_ends: dict[str, dict[Term, None]] = {}
        for node in _derivatives(relation, later.context):
            for variable in node.args[1:]:
                base = variable.args[0] if variable.head == "indexed" else variable
                if base.head != "symbol" or self.stage(str(base.value)) is not None:
                    continue
                for name in self._not_unrolled(node.args[0], later.context):
                    siblings = self._siblings(name)
                    if any(self.knowledge.reaches(s, str(base.value), at) for s in siblings):
                        open_ends.setdefault(name, {}).setdefault(base)
        for name, by in open_ends.items():
            made = self._with(later.context, t.symbol(name), list(by))
            if made is None:
                later.refused = f"how {name} depends on {', '.join(map(str, by))} is not said"
                return later
            later.context = made
        return later

    def _not_unrolled(self, node: Term, context: Context) -> list[str]:
        """The names that a term comes to that are defined at other stages, but not at their own."""
        bodies: dict[str, list[Term]] = {}
        for definition in context.definitions:
            bodies.setdefault(definition.name, []).append(definition.body)
        waiting, seen, found = list(mentioned(node)), set[str](), []
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            for body in bodies.get(name, ()):
                waiting += mentioned(body)
            if name not in bodies and self._siblings(name):
                found.append(name)
        return found

    def _siblings(self, name: str) -> list[Term]:
        """What the same letter is at stages where it is defined."""
        own = self.stage(name)
        if own is None:
            return []
        stages = ((other, self.stage(other)) for other in self.knowledge.definitions)
        return [t.symbol(other) for other, at in stages if at is not None and at[0] == own[0]]

    def _wanted(self, relation: Relation, context: Context) -> dict[Term, list[Term]]:
        """What is differentiated in a relation and its definitions, by which quantities."""
        found: dict[Term, dict[Term, None]] = {}
        for node in _derivatives(relation, context):
            if node.args[0].head != "symbol":
                continue
            for variable in node.args[1:]:
                base = variable.args[0] if variable.head == "indexed" else variable
                if base.head == "symbol" and base is not node.args[0]:
                    found.setdefault(node.args[0], {}).setdefault(base)
        return {quantity: list(by) for quantity, by in found.items()}

    def stage(self, name: str) -> tuple[str, str] | None:
        """The letter and the layer of a name that tells layers apart."""
        return layer(name, self.lexicon.names, self.lexicon.stages)

    def _open_way(
        self, by: Iterable[Term], cut: list[Term], name: str, known: bool, at: int
    ) -> str | None:
        """A way out of the variables that does not pass through the cut, if there is one.

        What the quantity is `known` to be defined by tells which ways lead to it; of one without a
        definition any way may.
        """
        last = {str(v.value) for v in cut}
        related, direct = self._letters_behind(name, at) if known else (None, set())
        waiting = [str(v.value) for v in by if v not in cut and self.stage(str(v.value))]
        seen = set(waiting)
        while waiting:
            current = waiting.pop()
            if self.lexicon.names.parts(current)[0] in direct:
                return f"{name} depends on {current} by itself as well, not only through others"
            users = [u for u in self._users(current, at) if u != name]
            if not users and (related is None or self.lexicon.names.parts(current)[0] in related):
                return (
                    f"{name} may depend on {current} as well, which is not in the relation; write "
                    "all that it depends on"
                )
            for user in users:
                if user not in last and user not in seen:
                    seen.add(user)
                    waiting.append(user)
        return None

    def _users(self, name: str, at: int) -> list[str]:
        """The names that are defined by a name, but not by differentiating."""
        found = []
        for other in self.knowledge.definitions:
            for known in self.knowledge.visible(other, at):
                body = known.definition.body
                if _is_unknown(known.definition) or t.contains(body, "derivative"):
                    continue
                if name in mentioned(body):
                    found.append(other)
        return found

    def _letters_behind(self, name: str, at: int) -> tuple[set[str], set[str]]:
        """The letters of all names that a definition leads to, and those that it takes at stages
        of its own choice, as a sum over all times does."""
        found, direct = set[str](), set[str]()
        waiting, seen = [name], {name}
        while waiting:
            for known in self.knowledge.visible(waiting.pop(), at):
                for other in mentioned(known.definition.body):
                    letter = self.lexicon.names.parts(other.removesuffix("_all"))[0]
                    found.add(letter)
                    if self.stage(other) is None:
                        direct.add(letter)
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        return found, direct

    def _with(self, context: Context, quantity: Term, cut: list[Term]) -> Context | None:
        """The context in which a quantity is an unknown function of the cut; None where what is
        cut has no shape."""
        name = str(quantity.value)
        function = f"{name}_of"
        self.knowledge.spelling.setdefault(function, self.knowledge.spelling.get(name, name))
        values: list[Value] = []
        types = dict(context.types)
        for each in cut:
            kind = _as_array(context.type_of(str(each.value)))
            if kind is None:
                return None
            types[str(each.value)] = kind
            values.append(kind)
        columns = {str(v.value) for v in cut}
        others = tuple(
            _whole(d, types) if d.name in columns else d
            for d in context.definitions
            if d.name != name
        )
        types[function] = Function(tuple(values), Scalar())
        made = Definition(quantity, t.call(function, *cut))
        return replace(context, types=types, definitions=(*others, made))


def _whole(definition: Definition, types: dict[str, Type]) -> Definition:
    """The definition of a general entry of a column, as that of the column."""
    target, kind = definition.target, types.get(definition.name)
    if target.head != "indexed" or len(target.args) != 2 or not isinstance(kind, Vector):
        return definition
    base, index = target.args
    if index.head != "symbol":
        return definition
    column = t.make("stack", (definition.body, index, t.ONE, kind.size))
    return replace(definition, target=base, body=column)


def _as_array(kind: Type | None) -> Value | None:
    """The type of a whole quantity: a family of numbers from 1 on is a column or a matrix."""
    match kind:
        case Scalar() | Vector() | Matrix():
            return kind
        case None:
            return Scalar()
        case Family((Range(lower=low, upper=size),), Scalar() as entry) if low is t.ONE:
            return Vector(size, entry)
        case Family((Range(lower=a, upper=rows), Range(lower=b, upper=columns)), Scalar() as entry):
            return Matrix(rows, columns, entry) if a is t.ONE and b is t.ONE else None
    return None


def _derivatives(relation: Relation, context: Context) -> Iterator[Term]:
    """The derivatives in a relation and in the definitions behind it."""
    sides = [relation.left, relation.right, *(d.body for d in context.definitions)]
    for side in sides:
        if t.contains(side, "derivative"):
            yield from (node for node in t.subterms(side) if node.head == "derivative")


def _is_unknown(definition: Definition) -> bool:
    """Whether a quantity has no formula: it is some function of others."""
    body = definition.body
    return body.head == "call" and shown(str(body.value)) != str(body.value)
