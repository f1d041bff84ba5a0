r"""Distributions written with one letter: `p(x)`, `p(x, z)`, `p(x \mid z; \theta)`.

Such a letter stands for many functions, told apart by what they are of.  Where a document relates
them, they are those of one joint distribution: p(x | z) is p(x, z)/p(z), the order of the variables
does not matter, and p(x) is the sum of p(x, z) over the values of z where it sums over them.  What
the document defines itself is left alone, and everything taken for granted is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Function, Scalar, Type, Value
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge, Known

PROBABILITIES = frozenset({"p", "P", "q", "Q", "Pr"})
"""Letters that stand for many distributions at once, told apart by their arguments."""

EVERYWHERE = 10**9
"""A place after all relations."""

ALWAYS = -1
"""The order of a definition that holds from the start."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a distribution is of."""

    label: str
    """The letter, with the event if it is one."""
    role: str
    """`before` the bar, `given` after it, or `with` after a semicolon."""
    count: int
    """How many arguments of the call belong to it."""


@dataclass(frozen=True, slots=True)
class Density:
    """What a call of a distribution's letter is of."""

    head: str
    """The letter with the scripts that are part of its name."""
    units: tuple[Unit, ...]
    """In the order of the arguments."""

    @property
    def family(self) -> tuple[str, tuple[str, ...]]:
        """What tells joint distributions apart: the letter, and the parameters."""
        return self.head, tuple(u.label for u in self.units if u.role == "with")

    def of(self, *roles: str) -> frozenset[str]:
        """The labels in some roles."""
        return frozenset(u.label for u in self.units if u.role in roles)

    def __str__(self) -> str:
        before, given, parameters = (
            ", ".join(u.label for u in self.units if u.role == role)
            for role in ("before", "given", "with")
        )
        bar = f" | {given}" if given else ""
        semicolon = f"; {parameters}" if parameters else ""
        return f"{self.head}({before}{bar}{semicolon})"

    def split(self, arguments: tuple[Term, ...]) -> dict[str, tuple[Term, ...]]:
        """The arguments by label."""
        found: dict[str, tuple[Term, ...]] = {}
        at = 0
        for unit in self.units:
            found[unit.label] = arguments[at : at + unit.count]
            at += unit.count
        return found


@dataclass(slots=True)
class Distributions:
    """The distributions of one document."""

    densities: Mapping[str, Density]
    """By the name of the call."""
    types: dict[str, Type]
    """Types of names; receives those of joint distributions."""
    knowledge: Knowledge
    """Receives the definitions."""
    summable: dict[str, str] = field(default_factory=dict)
    """Variables that are summed over → the family of their values."""
    joined: dict[str, None] = field(default_factory=dict)
    """Densities that were defined by joint ones."""
    scaled: dict[str, None] = field(default_factory=dict)
    """Densities that were defined by weights."""

    def relate(self, sides: Iterable[tuple[Term, Term]]) -> list[str]:
        """Define conditional distributions by joint ones; what was taken for granted."""
        used: dict[str, None] = {}
        related: dict[tuple[str, tuple[str, ...]], None] = {}
        pairs = list(sides)
        self._sum_over([side for pair in pairs for side in pair])
        for pair in pairs:
            names = dict.fromkeys(n for side in pair for n in _called(side) if n in self.densities)
            used |= names
            for name in names:
                if self.densities[name].of("given") and self._meets(name, names):
                    related.setdefault(self.densities[name].family)
        told: list[str] = []
        for family in related:
            members = [n for n in used if self.densities[n].family == family and self._plain(n)]
            told += self._family(family, members)
        for name in used:
            told += self._normalised(name)
        return told

    def _normalised(self, name: str) -> list[str]:
        """A distribution over values that are summed over: weights, divided by their sum."""
        density, kind = self.densities[name], self.types.get(name)
        summable = self.summable
        over = [u.label for u in density.units if u.role == "before"]
        if not over or any(label not in summable for label in over) or not self._plain(name):
            return []
        assert isinstance(kind, Function)
        if len(kind.arguments) != len(density.units):
            return []
        arguments = {u.label: t.symbol(f"{u.label}_") for u in density.units}
        weights = f"{name}_weight"
        target = t.call(name, *arguments.values())
        whole = t.call(weights, *arguments.values())
        total = whole
        for k, label in enumerate(over, 1):
            size = self._size(summable[label])
            if size is None:
                return []
            index = t.symbol(f"s_{k}")
            member = t.indexed(t.symbol(summable[label]), index)
            total = t.substitute(total, {arguments[label]: member})
            total = t.summation(total, index, 1, size)
        guess = f"{density} is taken to add up to 1 over the values of {', '.join(over)}"
        told = self._define(target, t.div(whole, total), guess)
        if told:
            self.types.setdefault(weights, kind)
            del self.joined[name]
            self.scaled.setdefault(name)
        return told

    def needed(self, relation: Relation, context: Context) -> Context:
        """The context with only those of these definitions that a relation can need.

        Weights matter where a distribution is summed over its values; joint distributions there
        and where two distributions of one letter meet, unless both sides speak of the same ones.
        """
        ours = self.joined | self.scaled
        bodies = {d.name: d.body for d in context.definitions}
        sides = [relation.left, relation.right]
        sides += [body for name, body in bodies.items() if name not in ours]
        weighing = {name for side in sides for name in _weighing(side)}
        met = dict.fromkeys(n for side in sides for n in _called(side) if n in self.densities)
        left, right = ({n for n in _called(s) if n in met} for s in (relation.left, relation.right))
        kept: dict[str, None] = {}
        pending = [
            name
            for name in met
            if name in weighing
            or (left != right and name in self.joined and self._meets(name, met))
        ]
        while pending:
            name = pending.pop()
            if name in kept or name not in bodies or name not in ours:
                continue
            kept[name] = None
            pending += [n for n in _called(bodies[name]) if n in self.joined]
        definitions = (d for d in context.definitions if d.name not in ours or d.name in kept)
        return replace(context, definitions=tuple(definitions))

    def _meets(self, name: str, names: Iterable[str]) -> bool:
        """Whether another density of the same letter is of some of the same things."""
        own = self.densities[name]
        return any(
            other != name
            and self.densities[other].family == own.family
            and self.densities[other].of("before", "given") & own.of("before", "given")
            for other in names
        )

    def _sum_over(self, sides: list[Term]) -> None:
        """The variables that densities are summed over, with the families of their values.

        Members that densities are multiplied over are samples, no list of all values.
        """
        samples: dict[str, None] = {}
        for node in (n for side in sides for n in t.subterms(side) if n.head in t.BINDERS):
            body, index = node.args[:2]
            weighing = _weighing(node) if node.head == "sum" else []
            for call in t.subterms(body):
                if call.head != "call" or str(call.value) not in self.densities:
                    continue
                density = self.densities[str(call.value)]
                for unit in density.units:
                    own = density.split(call.args)[unit.label]
                    member = own[0] if len(own) == 1 else None
                    if member is None or member.head != "indexed" or member.args[1:] != (index,):
                        continue
                    family = str(member.args[0].value)
                    if "_values_in_" in family:
                        # Members of a set are samples, too.
                        continue
                    if str(call.value) in weighing and unit.role == "before":
                        self.summable.setdefault(unit.label, family)
                    elif not weighing:
                        samples.setdefault(family)
        for label, family in list(self.summable.items()):
            if family in samples:
                del self.summable[label]

    def _plain(self, name: str) -> bool:
        """Whether a density is of different things, each a letter."""
        labels = [u.label for u in self.densities[name].units]
        kind = self.types.get(name)
        return len(set(labels)) == len(labels) and isinstance(kind, Function)

    def _family(self, family: tuple[str, tuple[str, ...]], members: list[str]) -> list[str]:
        shapes: dict[str, tuple[Value, ...]] = {}
        for name in members:
            kind = self.types[name]
            assert isinstance(kind, Function)
            at = 0
            for unit in self.densities[name].units:
                own = kind.arguments[at : at + unit.count]
                if shapes.setdefault(unit.label, own) != own:
                    return []
                at += unit.count
        joint = _Joints(family, shapes)
        for name in members:
            if not self.densities[name].of("given"):
                joint.known.setdefault(self.densities[name].of("before"), name)
                joint.orders[name] = [u.label for u in self.densities[name].units]
        told = []
        for name in members:
            density = self.densities[name]
            given = density.of("given")
            arguments = {label: _formal(label, own) for label, own in shapes.items()}
            target = t.call(name, *(a for u in density.units for a in arguments[u.label]))
            if given:
                whole = joint.value(density.of("before", "given"), arguments)
                body = t.div(whole, joint.value(given, arguments))
                both = ", ".join(sorted(density.of("before", "given")))
                below = ", ".join(sorted(given))
                letter = density.head
                guess = f"{density} is taken to be {letter}({both})/{letter}({below})"
            else:
                whole = joint.value(density.of("before"), arguments)
                if whole is target:
                    continue
                body = whole
                guess = f"in {density} the order of the variables is taken not to matter"
            told += self._define(target, body, guess)
        for name, kind in joint.made.items():
            self.types.setdefault(name, kind)
        told += self._summed(joint, shapes)
        return told

    def _summed(self, joint: _Joints, shapes: Mapping[str, tuple[Value, ...]]) -> list[str]:
        """Marginal distributions as sums of joint ones, where the document sums over the rest."""
        told = []
        summable = self.summable
        for labels in sorted(joint.known, key=sorted):
            for wider in sorted(joint.known, key=lambda s: (len(s), sorted(s))):
                rest = sorted(wider - labels)
                if not labels < wider or not rest or any(r not in summable for r in rest):
                    continue
                if any(len(shapes[r]) != 1 for r in rest):
                    continue
                arguments = {label: _formal(label, own) for label, own in shapes.items()}
                target = joint.value(labels, arguments)
                for k, label in enumerate(rest):
                    index = t.symbol(f"s_{k + 1}")
                    member = t.indexed(t.symbol(summable[label]), index)
                    arguments[label] = (member,)
                body = joint.value(wider, arguments)
                for k, label in enumerate(rest):
                    size = self._size(summable[label])
                    if size is None:
                        break
                    body = t.summation(body, t.symbol(f"s_{k + 1}"), 1, size)
                else:
                    letter, over = joint.family[0], ", ".join(rest)
                    told += self._define(
                        target,
                        body,
                        f"{letter}({', '.join(sorted(labels))}) is taken to be the sum of "
                        f"{letter}({', '.join(sorted(wider))}) over the values of {over}",
                    )
                    break
        return told

    def _size(self, family: str) -> Term | None:
        from derive.model.domain import Family

        kind = self.types.get(family)
        return kind.ranges[0].upper if isinstance(kind, Family) else None

    def _define(self, target: Term, body: Term, guess: str) -> list[str]:
        name = str(target.value)
        if self.knowledge.definitions.get(name):
            return []
        if self.knowledge.reaches(body, name, EVERYWHERE):
            return []
        self.knowledge.define(Known(Definition(target, body), ALWAYS, guess=guess))
        self.joined.setdefault(name)
        return [guess]


@dataclass(slots=True)
class _Joints:
    """The joint distributions of one family."""

    family: tuple[str, tuple[str, ...]]
    shapes: Mapping[str, tuple[Value, ...]]
    known: dict[frozenset[str], str]
    orders: dict[str, list[str]]
    made: dict[str, Function]

    def __init__(
        self, family: tuple[str, tuple[str, ...]], shapes: Mapping[str, tuple[Value, ...]]
    ) -> None:
        self.family = family
        self.shapes = shapes
        self.known = {}
        self.orders = {}
        self.made = {}

    def value(self, labels: frozenset[str], arguments: Mapping[str, tuple[Term, ...]]) -> Term:
        """The joint distribution of some variables at some arguments."""
        name = self.known.get(labels)
        if name is None:
            name = "_".join((self.family[0], "of", *sorted(labels)))
            self.known[labels] = name
            self.orders[name] = [*sorted(labels), *self.family[1]]
            values = tuple(v for label in self.orders[name] for v in self.shapes[label])
            self.made[name] = Function(values, Scalar())
        return t.call(name, *(a for label in self.orders[name] for a in arguments[label]))


def _formal(label: str, values: tuple[Value, ...]) -> tuple[Term, ...]:
    """Parameters for the arguments of one variable."""
    if len(values) == 1:
        return (t.symbol(f"{label}_"),)
    return tuple(t.symbol(f"{label}_{k}_") for k, _ in enumerate(values, 1))


def _called(node: Term) -> list[str]:
    return [str(each.value) for each in t.subterms(node) if each.head == "call"]


def _weighing(node: Term) -> list[str]:
    """The functions that are factors of what is summed, as they are or differentiated."""
    found = []
    for each in t.subterms(node):
        if each.head == "sum":
            body = each.args[0]
            for factor in body.args if body.head == "mul" else (body,):
                inner = factor.args[0] if factor.head == "derivative" else factor
                if inner.head == "call":
                    found.append(str(inner.value))
    return found
