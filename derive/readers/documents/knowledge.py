"""What a document says, and where: definitions and assumptions; and what holds at a place.

A definition holds from its place on, until its name is defined anew in another section; documents
also define late, so in its own section it holds before its place too, and everywhere for what is
differentiated, which means nothing without a definition.  The context of a relation
is cut down to what it reaches: contexts stay small, and verdicts do not depend on distant text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from derive.ground.place import Place
from derive.model import arrays
from derive.model.context import Context, Definition
from derive.model.domain import Family, Function, Index, Matrix, Range, Scalar, Type, Vector
from derive.model.explicit import total, total_relation
from derive.model.functions import ARITY
from derive.model.relation import Relation
from derive.model.term import Term, free_symbols, subterms
from derive.readers.documents.special_cases import apart, by_cases


@dataclass(frozen=True, slots=True)
class Known:
    """One definition of a document."""

    definition: Definition
    at: float
    """Its order among the relations of the document; half a step later for what holds only after
    the relation that says it."""
    place: Place | None = None
    types: Mapping[str, Type] = field(default_factory=dict)
    """The types of the indices that it is stated for."""
    explicit: bool = False
    """Whether it is called a definition: by `:=`, or in a block."""
    guess: str = ""
    """What was taken for granted in calling it a definition, if anything was."""
    rival: Known | None = None
    """The definition in force before it, where it may as well be a wrong claim about that one."""


@dataclass(frozen=True, slots=True)
class Given:
    """One assumption of a document with its reach."""

    relation: Relation
    at: float
    until: int
    """The first statement that it does not reach."""
    place: Place | None = None
    about: frozenset[str] = frozenset()
    """Names that all have to be spoken of where it bears on a relation; for none, any of its own
    names will do."""


@dataclass(slots=True)
class Knowledge:
    """Everything that a document states."""

    definitions: dict[str, list[Known]] = field(default_factory=dict)
    """By name, in order."""
    special: dict[str, list[Known]] = field(default_factory=dict)
    """By name, what members of a family are where indices coincide: `p_{ii} := 0`."""
    assumptions: list[Given] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Names that are defined by a formula that is not read."""
    remarks: dict[str, list[tuple[float, int]]] = field(default_factory=dict)
    """Names of which something else than their definition is said in passing: where, which line."""
    asides: dict[str, list[Known]] = field(default_factory=dict)
    """What a sentence says in passing that a name is, which has a definition before it."""
    layout: str = "denominator"
    layout_said: bool = False
    """Whether the document says or shows how derivatives by vectors are laid out."""
    spelling: dict[str, str] = field(default_factory=dict)
    """Name → how it is printed, of names that the document does not write so."""
    words: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    """By name, what prose says of it that is not read as a relation: from which statement on, the
    first statement that it does not reach, the word."""

    ends: list[int] = field(default_factory=list)
    """For each statement the first one beyond its section, where late definitions end."""

    def section_end(self, at: float) -> float:
        """The first statement beyond the section of one; without sections, there is none."""
        place = int(at)
        return self.ends[place] if 0 <= place < len(self.ends) else float("inf")

    def define(self, known: Known) -> None:
        """Take one more definition down, its derivatives as the total ones."""
        body = total(known.definition.body)
        if body is not known.definition.body:
            known = replace(known, definition=replace(known.definition, body=body))
        self.definitions.setdefault(known.definition.name, []).append(known)

    def visible(self, name: str, at: float) -> list[Known]:
        """The definitions of a name in force at a statement; several for members of a family."""
        found = self.definitions.get(name, [])
        before = [k for k in found if k.at <= at]
        if not before:
            late = [k for k in found if k.at < self.section_end(at)]
            return late[:1] if not _members(late) else late
        latest: list[Known] = []
        for known in reversed(before):
            target = known.definition.target
            if any(_same_use(target, other.definition.target) for other in latest):
                continue
            if latest and not (_member(target) and _member(latest[0].definition.target)):
                continue
            latest.append(known)
        return latest[::-1]

    def defined(self, target: Term, at: float) -> Known | None:
        """The definition in force that gives this very target its meaning."""
        name = str((target.args[0] if target.head == "indexed" else target).value)
        for known in self.visible(name, at):
            if known.at <= at and _same_use(known.definition.target, target):
                return known
        return None

    def aside(self, known: Known, at: float) -> Known | None:
        """What is said in passing of a name after its definition, up to a statement."""
        found = self.asides.get(known.definition.name, [])
        found = [k for k in found if known.at < k.at <= at]
        return found[-1] if found else None

    def reaches(self, node: Term, goal: str, at: float) -> bool:
        """Whether a term comes to a name through the definitions in force."""
        return self._leads(mentioned(node), goal, at, _inside)

    def depends(self, node: Term, goal: str, at: float) -> str | None:
        """The first name of a term that is another one, or comes to it by what the definitions in
        force say, parameters left out."""
        names = mentioned(node)
        return next((n for n in names if self._leads((n,), goal, at, _free_inside)), None)

    def _leads(
        self,
        names: Iterable[str],
        goal: str,
        at: float,
        inside: Callable[[Known], Iterable[str]],
    ) -> bool:
        """Whether some names come to another one by what is inside the definitions in force."""
        seen: set[str] = set()
        stack = list(names)
        while stack:
            name = stack.pop()
            if name == goal:
                return True
            if name in seen:
                continue
            seen.add(name)
            for known in self.visible(name, at):
                stack.extend(inside(known))
        return False

    def settable(self, operand: Term, variable: Term, at: float) -> bool:
        """Whether a derivative can be set to zero: its operand depends on the variable, or is a
        named quantity and no definition speaks of the variable."""
        name = str((variable.args[0] if variable.head == "indexed" else variable).value)
        if self.reaches(operand, name, at):
            return True
        if operand.head not in ("symbol", "indexed", "call", "derivative"):
            return False
        return not any(
            name in mentioned(known.definition.body)
            for definitions in self.definitions.values()
            for known in definitions
        )

    def inputs(self, node: Term, at: float) -> tuple[str, ...]:
        """What a term comes down to through the definitions in force; functions are none."""
        seen: set[str] = set()
        leaves: dict[str, None] = {}
        stack = [(node, frozenset[str]())]
        while stack:
            current, formal = stack.pop()
            functions = {str(n.value) for n in subterms(current) if n.head == "call"}
            for name in mentioned(current):
                if name in seen or name in formal:
                    continue
                seen.add(name)
                known = self.visible(name, at)
                if not known and name not in functions:
                    leaves.setdefault(name)
                for each in known:
                    inner = frozenset(_formal(each))
                    stack.append((each.definition.body, inner))
        return tuple(leaves)

    def context(
        self, nodes: Sequence[Term], at: float, types: Mapping[str, Type]
    ) -> tuple[Context, list[Known]]:
        """What bears on some terms at a statement, and the definitions among it."""
        used: dict[str, list[Known]] = {}
        names: dict[str, None] = {}
        trail: list[str] = []
        free = _arguments(nodes)

        def visit(name: str) -> None:
            if name in names or name in trail:
                return
            trail.append(name)
            kept = []
            for known in self.visible(name, at):
                inner = [n for n in mentioned(known.definition.body) if n not in _formal(known)]
                late = known.at > at
                if late and name in free:
                    continue
                if late and any(self._leads_to(n, trail, at) for n in inner):
                    continue
                kept.append(known)
                for each in inner:
                    visit(each)
            if kept:
                used[name] = kept
            trail.pop()
            names.setdefault(name)

        nodes = tuple(nodes)
        for node in nodes:
            for name in mentioned(node):
                visit(name)
        assumed = []
        for given in self.assumptions:
            if not given.at <= at < given.until or not given.about <= names.keys():
                continue
            inside = [*mentioned(given.relation.left), *mentioned(given.relation.right)]
            # Two relations that both transpose something need not be about the same thing.
            if any(n in names and n not in arrays.OPERATIONS and n not in ARITY for n in inside):
                assumed.append(total_relation(given.relation))
                for name in inside:
                    visit(name)
        context = Context(layout=self.layout, spelling=self.spelling)
        for name in names:
            kind = types.get(name)
            if kind is not None and (name not in used or isinstance(kind, Function)):
                context = context.declare(name, kind)
                for size in sizes(kind):
                    if size in types and size not in context.types:
                        context = context.declare(size, types[size])
            elif kind is not None and isinstance(kind, Vector | Matrix | Family):
                context = context.declare(name, kind)
        uses = [*nodes, *(k.definition.body for kept in used.values() for k in kept)]
        for name, kept in used.items():
            cases = [k.definition for k in self.special.get(name, ()) if k.at <= at]
            if cases and apart(name, uses, assumed):
                context, cases = replace(context, definitions=(*context.definitions, *cases)), []
            for known in kept:
                context = context.define(by_cases(known.definition, cases))
        return context.assume(*assumed), [k for kept in used.values() for k in kept]

    def _leads_to(self, name: str, goals: Iterable[str], at: float) -> bool:
        seen: set[str] = set()
        stack = [name]
        while stack:
            current = stack.pop()
            if current in goals:
                return True
            if current in seen:
                continue
            seen.add(current)
            for known in self.visible(current, at):
                stack.extend(mentioned(known.definition.body))
        return False


def mentioned(node: Term) -> list[str]:
    """The names that a term uses: free symbols and functions."""
    found = dict.fromkeys(str(s.value) for s in free_symbols(node))
    for each in subterms(node):
        if each.head == "call":
            found.setdefault(str(each.value))
    return list(found)


def sizes(kind: Type) -> list[str]:
    """The names in the sizes and ranges of a type."""
    spans: tuple[Range, ...] = ()
    ends: list[Term] = []
    match kind:
        case Index(span):
            spans = (span,)
        case Vector(size):
            ends = [size]
        case Matrix(rows, columns):
            ends = [rows, columns]
        case Family(ranges, element):
            return [s for r in ranges for s in sizes(Index(r))] + (
                [] if isinstance(element, Scalar) else sizes(element)
            )
        case Function(arguments, result):
            return [s for v in (*arguments, result) if not isinstance(v, Scalar) for s in sizes(v)]
        case _:
            return []
    ends += [e for span in spans for e in (span.lower, span.upper)]
    return [str(s.value) for end in ends for s in free_symbols(end)]


def _arguments(nodes: Sequence[Term]) -> set[str]:
    """The arguments of functions, where derivatives are taken by these alone: each is free there,
    whatever the document finds for it later."""
    found = {n for node in nodes for n in subterms(node) if n.head == "derivative"}
    for each in found:
        if each.args[0].head != "call" or any(v not in each.args[0].args for v in each.args[1:]):
            return set()
    return {
        str((argument.args[0] if argument.head == "indexed" else argument).value)
        for each in found
        for argument in each.args[0].args
        if argument.head in ("symbol", "indexed")
    }


def _inside(known: Known) -> Iterable[str]:
    return mentioned(known.definition.body)


def _free_inside(known: Known) -> Iterable[str]:
    """The names in a definition, parameters left out."""
    return (name for name in _inside(known) if name not in _formal(known))


def _formal(known: Known) -> set[str]:
    return {str(p.value) for p in known.definition.parameters}


def _member(target: Term) -> bool:
    return target.head == "indexed"


def _members(found: list[Known]) -> bool:
    return len(found) > 1 and all(_member(k.definition.target) for k in found)


def _same_use(one: Term, other: Term) -> bool:
    """Whether two targets are given a meaning for the same uses, whatever the parameters' names."""
    if one is other:
        return True
    if one.head != other.head or one.head == "symbol":
        return False
    if one.value != other.value or len(one.args) != len(other.args):
        return False
    if one.head == "call":
        return True
    if one.args[0] is not other.args[0]:
        return False
    return all(
        a is b or (a.head == "symbol" and b.head == "symbol")
        for a, b in zip(one.args[1:], other.args[1:], strict=True)
    )
